"""Verifies a credential with openvc-core, offline. See README.md for the request."""

from datetime import datetime

from answer import CannotRun, request, respond
from openvc import OpenvcError, VerificationPolicy, verify_credential
from openvc.did.base import DidResolutionError, parse_did_document
from openvc.status import StatusListError


class GivenDocuments:
    """A resolver over the DID documents of the request: it answers for every DID, so none is looked up elsewhere."""

    def __init__(self, documents):
        self._documents = documents

    def supports(self, did):
        return True

    def resolve(self, did):
        if did not in self._documents:
            raise DidResolutionError(f"{did} is not at hand: give its DID document in did_documents")
        document = parse_did_document(self._documents[did])
        if document.id != did:
            raise DidResolutionError(f"the document given for {did} is of {document.id}")
        # openvc accepts any listed key where a document declares no assertionMethod at all; here that means none.
        document.relationships.setdefault("assertionMethod", [])
        return document


def answer():
    asked = request()
    lists = asked.get("status_lists")
    policy = VerificationPolicy(now=instant(asked.get("now")), leeway_s=0, require_status=lists is not None)
    resolver = GivenDocuments(asked.get("did_documents", {}))

    def resolve_status_list(url):
        if url not in lists:
            raise StatusListError(f"{url} is not at hand: give it in status_lists")
        verify_credential(lists[url], policy=policy, resolver=resolver)
        return lists[url]

    result = verify_credential(
        asked["credential"],
        policy=policy,
        resolver=resolver,
        resolve_status_list=None if lists is None else resolve_status_list,
    )
    checked = "not checked" if lists is None else "not set"
    return {
        "issuer": result.issuer,
        "verificationMethod": result.raw.proof["verificationMethod"],
        "proofs": 1,
        "status": checked if "credentialStatus" in asked["credential"] else "none",
    }


def instant(text):
    """Returns the time asked about, or None for now."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise CannotRun(f"now is not a time: {text}") from error


respond(answer, OpenvcError)
