"""Holds a node's HTTP API against its own description: python openapi_hold.py URL KNOWN.json

Schemathesis asks the node whatever its description allows, and much that it forbids, and compares the answers with the
description. KNOWN.json names things that the node holds: {"scid", "label", "scheme", "accreditation", "post", "portal",
"with"}, of which the last is compared with the first. Without them most
questions would find nothing, so a second run asks for these.
"""

import json
import os
import subprocess
import sys
import tempfile

from answer import CannotRun, read, respond

EXAMPLES = 6
SEED = 20260101
LIMIT_SECONDS = 240


def answer():
    if len(sys.argv) != 3:
        raise CannotRun("usage: openapi_hold.py URL KNOWN.json")
    url, known = sys.argv[1], json.loads(read(sys.argv[2]))
    blind = run(url, {})
    seeing = run(url, known)
    found = [*blind["found"], *seeing["found"]]
    return {
        "ok": not found,
        "why": "; ".join(found[:5]),
        "found": found,
        "asked": blind["asked"] + seeing["asked"],
    }


def run(url, known):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "schemathesis.toml"), "w", encoding="utf-8") as config:
            config.write(settings(known))
        report = os.path.join(folder, "report.ndjson")
        command = [
            os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run", f"{url}/openapi.json",
            "--seed", str(SEED), "--max-examples", str(EXAMPLES), "--phases", "examples,coverage,fuzzing",
            "--request-timeout", "30", "--no-color", "--report", "ndjson", "--report-ndjson-path", report,
        ]
        hooks = os.path.join(os.path.dirname(os.path.abspath(__file__)), "openapi_media.py")
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": hooks, "NO_PROXY": "127.0.0.1"}
        ended = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )
        talk = ended.stdout + ended.stderr
        if ended.returncode not in (0, 1) or "Tested:" not in talk:
            raise CannotRun(f"schemathesis: {talk[-3000:]}")
        return {"found": faults(talk) if ended.returncode else [], "asked": asked(talk)}


def settings(known):
    """Any bytes are a body for POST; that they hold no items is told 422, which no schema can say."""
    lines = [
        "[checks]",
        "[[operations]]", 'include-method = "POST"',
        '[operations.checks]', 'positive_data_acceptance.expected-statuses = ["2xx", "400", "404", "422"]',
        "negative_data_rejection.enabled = false",
    ]
    names = {
        "label": "/v1/attestations/{scid}/{name}",
        "scheme": "/v1/schemes/{scid}/{name}",
        "accreditation": "/v1/accreditations/{scid}/{name}",
        "post": "/v1/posts/{scid}/{name}",
        "portal": "/v1/portals/{scid}/{name}",
    }
    for kind, path in names.items():
        if kind in known:
            scid, name = known[kind].split("/")
            lines += [
                "[[operations]]", f'include-path-regex = "^{path.split("{", maxsplit=1)[0]}[{{]"',
                "[operations.parameters]", f'"path.scid" = "{scid}"', f'"path.name" = "{name}"',
            ]
    if "scid" in known:
        lines += [
            "[[operations]]", 'include-path-regex = "^/v1/organisations/[{]"', "[operations.parameters]",
            f'"path.scid" = "{known["scid"]}"', '"path.collection" = "profile"', '"path.name" = "self"',
        ]
    if "with" in known:
        lines += [
            "[[operations]]", 'include-path = "/v1/compare"', "[operations.parameters]",
            f'"query.with" = {json.dumps([known["scid"], known["with"]])}',
        ]
    return "\n".join(lines) + "\n"


def faults(talk):
    """The heads and requests of what was found."""
    lines = [line.strip() for line in talk.splitlines()]
    kept = ("- ST", "curl ", "____", "Schema Error", "Serialization not possible")
    return [line for line in lines if line.startswith(kept)]


def asked(talk):
    for line in talk.splitlines():
        words = line.split()
        if "generated," in words:
            return int(words[words.index("generated,") - 1])
    return 0


respond(answer, ())
