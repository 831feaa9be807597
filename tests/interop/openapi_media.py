"""What Schemathesis must know of the node's media types: bodies of bytes and of lines are sent as they are."""

import schemathesis


@schemathesis.serializer("application/cbor-seq", "application/jsonl")
def as_it_is(_context, value):
    return value if isinstance(value, bytes) else str(value).encode()
