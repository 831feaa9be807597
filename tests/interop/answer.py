"""The contract of every program here: one JSON object on stdout, exit 0 whether the answer is yes or no,
exit 2 with a sentence on stderr when the program itself could not run."""

import json
import sys
import traceback
from pathlib import Path

LIMIT_BYTES = 64 * 1024 * 1024


class CannotRun(Exception):
    """The program was called wrongly or lacks something it needs: not an answer about Hanse."""


def respond(answer, refusals):
    """Prints what `answer()` returns with `ok: true`; an exception of `refusals` is the answer no."""
    try:
        result = {"ok": True, **answer()}
    except CannotRun as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except refusals as error:
        result = {"ok": False, "why": f"{type(error).__name__}: {error}"}
    except Exception:
        traceback.print_exc()
        sys.exit(2)
    print(json.dumps(result))


def request():
    """Returns the JSON object on stdin."""
    text = sys.stdin.buffer.read(LIMIT_BYTES + 1)
    if len(text) > LIMIT_BYTES:
        raise CannotRun("the request on stdin is larger than 64 MiB")
    try:
        return json.loads(text)
    except ValueError as error:
        raise CannotRun(f"the request on stdin is not JSON: {error}") from error


def read(path):
    """Returns a file's text, at most 64 MiB of it."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise CannotRun(f"{path} could not be read: {error}") from error
    if len(content) > LIMIT_BYTES:
        raise CannotRun(f"{path} is larger than 64 MiB")
    return content.decode("utf-8")
