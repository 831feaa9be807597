"""Resolves a did:webvh 1.0 log with openvc-core, offline: python didwebvh_resolve.py FILE.jsonl DID"""

import json
import sys

from answer import CannotRun, read, respond
from openvc.did.base import DidError
from openvc.did.did_webvh import DidWebvhResolver


def answer():
    if len(sys.argv) != 3:
        raise CannotRun("usage: python didwebvh_resolve.py FILE.jsonl DID")
    log, did = read(sys.argv[1]), sys.argv[2]
    fetched = []

    def fetch(url):
        fetched.append(url)
        return log

    document = DidWebvhResolver(fetch).resolve(did)
    last = json.loads(log.rstrip().splitlines()[-1])
    return {"did": document.id, "versionId": last["versionId"], "document": document.raw, "url": fetched[0]}


respond(answer, (DidError, UnicodeDecodeError))
