"""Reproduces tests/vectors from their inputs with nothing of Hanse: python vectors.py DIRECTORY

Its own CBOR, JCS, base58 and Merkle tree; Ed25519 and X25519 from the package cryptography.
"""

import hashlib
import json
import pathlib
import sys

from answer import CannotRun, respond
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Differs(Exception):
    """A vector that cannot be reproduced."""


def same(what, ours, theirs):
    if ours != theirs:
        raise Differs(f"{what}: {ours!r} here, {theirs!r} in the vectors")


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def jcs(value):
    """RFC 8785 for what Hanse hashes: the keys are ASCII, the numbers integers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def multihash(digest):
    return base58(b"\x12\x20" + digest)


def cbor(value):
    def head(major, count):
        for size, info in ((1, 24), (2, 25), (4, 26), (8, 27)):
            if count < 24:
                return bytes([major << 5 | count])
            if count < 1 << 8 * size:
                return bytes([major << 5 | info]) + count.to_bytes(size, "big")

    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return head(0, value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(cbor(item) for item in value)


def root(leaves):
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return sha256(b"\0", leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1", root(leaves[:split]), root(leaves[split:]))


def path(leaves, index):
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return path(leaves[:split], index) + [root(leaves[split:])]
    return path(leaves[split:], index - split) + [root(leaves[:split])]


def signer(seed):
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))


def public(seed):
    return signer(seed).public_key().public_bytes_raw()


def multikey(seed):
    return "z" + base58(b"\xed\x01" + public(seed))


def canonical(vectors):
    for case in vectors["json"]:
        ours = json.loads(case["text"], parse_float=lambda text: int(float(text)))
        same(case["text"], sorted_utf16(ours), case["canonical"])
    same("cbor", cbor([23, 24, b"\1\2", "é", None]).hex(), vectors["cbor"])


def sorted_utf16(value):
    """JCS in full: keys in the order of their UTF-16 code units."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return "{" + ",".join(f"{sorted_utf16(name)}:{sorted_utf16(member)}" for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(sorted_utf16, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def keys(vectors):
    for key in vectors["signing"]:
        same("public", public(key["seed"]).hex(), key["public"])
        same("multikey", multikey(key["seed"]), key["multikey"])
        same("did:key", "did:key:" + multikey(key["seed"]), key["did_key"])
        same("commitment", multihash(sha256(key["multikey"].encode())), key["commitment"])
    for key in vectors["agreement"]:
        secret = X25519PrivateKey.from_private_bytes(bytes.fromhex(key["secret"]))
        same("agreement", "z" + base58(b"\xec\x01" + secret.public_key().public_bytes_raw()), key["multikey"])
    signature = signer("01" * 32).sign(bytes.fromhex(vectors["signature"]["message"]))
    same("signature", signature.hex(), vectors["signature"]["signature"])


def proven(document, proof, seed):
    config = {name: member for name, member in proof.items() if name != "proofValue"}
    return "z" + base58(signer(seed).sign(sha256(jcs(config)) + sha256(jcs(document))))


def identity(vectors):
    lines = [json.loads(case["line"]) for case in vectors["lines"]]
    for number, (case, line) in enumerate(zip(vectors["lines"], lines)):
        [proof] = line.pop("proof")
        same("id", sha256(jcs(line)).hex(), case["id"])
        same("proof", proven(line, proof, case["signed_with_seed"]), proof["proofValue"])
        key = multikey(case["signed_with_seed"])
        same("updateKeys", [key], line["parameters"]["updateKeys"])
        before = None if number == 0 else lines[1 if number == len(lines) - 1 else number - 1]
        predecessor = vectors["scid"] if before is None else before["versionId"]
        digest = sha256(jcs(line | {"versionId": predecessor}))
        ordinal = 1 if before is None else int(predecessor.split("-")[0]) + 1
        same("versionId", f"{ordinal}-{multihash(digest)}", line["versionId"])
        same("version hash", digest[:16].hex(), case["version_hash"])
        if before is None:
            draft = jcs(line | {"versionId": vectors["scid"]}).decode().replace(vectors["scid"], "{SCID}")
            same("scid", multihash(sha256(draft.encode())), vectors["scid"])
        else:
            committed = before["parameters"]["nextKeyHashes"]
            same("commitment", multihash(sha256(key.encode())) in committed, True)


def entry(vectors):
    for case in vectors["entries"]:
        header, body = case["header"], bytes.fromhex(case["body"])
        fields = [
            1,
            header["kind"],
            bytes.fromhex(header["organisation"]),
            [header["version"][0], bytes.fromhex(header["version"][1])],
            bytes.fromhex(header["device"]),
            header["sequence"],
            header["previous"] and bytes.fromhex(header["previous"]),
            header["address"],
            header["time"],
            header["adopts"] and [bytes.fromhex(part) for part in header["adopts"]],
            sha256(body),
            len(body),
        ]
        same("header", cbor(fields).hex(), case["header_bytes"])
        signed = b"hanse entry 1" + cbor(fields)
        same("id", sha256(signed).hex(), case["id"])
        same("signature", signer(case["seed"]).sign(signed).hex(), case["signature"])
        whole = cbor([cbor(fields), bytes.fromhex(case["signature"]), body])
        same("entry", whole.hex(), case["bytes"])


def tree(vectors):
    leaves = [sha256(bytes([number])) for number in range(len(vectors["leaves"]))]
    same("leaves", [leaf.hex() for leaf in leaves], vectors["leaves"])
    for case in vectors["trees"]:
        held = leaves[: case["size"]]
        same("root", root(held).hex(), case["root"])
        paths = [[step.hex() for step in path(held, index)] for index in range(len(held))]
        same("paths", paths, case["paths"])


def heads(vectors):
    rows = [
        [bytes.fromhex(row["device"]), row["sequence"], bytes.fromhex(row["id"]), bytes.fromhex(row["tree_head"])]
        for row in vectors["devices"]
    ]
    leaves = []
    for document in vectors["documents"]:
        leaves.append(sha256(cbor([document["address"], [bytes.fromhex(id) for id in document["ids"]]])))
        same("leaf", leaves[-1].hex(), document["leaf"])
    same("root", root(leaves).hex(), vectors["root"])
    same("body", cbor([rows, len(leaves), root(leaves)]).hex(), vectors["body"])


def genesis(vectors):
    for change in vectors["changes"]:
        chunk = bytes.fromhex(change["bytes"])
        same("hash", sha256(chunk[8:]).hex(), change["hash"])
        same("checksum", sha256(chunk[8:])[:4], chunk[4:8])
    actor = vectors["actor"]
    named = bytes.fromhex(actor["organisation"]), bytes.fromhex(actor["device"]), actor["address"].encode()
    same("actor", sha256(*named)[:16].hex(), actor["actor"])


def credential(vectors):
    proof, document = vectors["proof"], vectors["credential"]
    config = {name: member for name, member in proof.items() if name != "proofValue"}
    same("proof hash", sha256(jcs(config)).hex(), vectors["proof_hash"])
    same("credential hash", sha256(jcs(document)).hex(), vectors["credential_hash"])
    same("proof", proven(document, proof, vectors["seed"]), proof["proofValue"])
    same("stored", jcs(document | {"proof": proof}).decode(), vectors["stored"])


def scorecard(vectors):
    sealed, disclosure = vectors["sealed"], vectors["disclosure"]
    codes = sorted(sealed["answers"])

    def leaf(code, answer):
        salt = sha256(b"hanse scorecard salt 1\n", bytes.fromhex(vectors["secret"]), code.encode())[:16]
        same(f"salt of {code}", salt.hex(), answer["salt"])
        committed = {"criterion": code, "scheme": sealed["scheme"]} | answer
        return sha256(b"hanse scorecard leaf 1\n", jcs(committed))

    leaves = [leaf(code, sealed["answers"][code]) for code in codes]
    whole = {name: sealed[name] for name in ("level", "scheme", "subject")}
    whole |= {"root": root(leaves).hex(), "size": len(leaves)}
    same("commitment", sha256(b"hanse scorecard 1\n", jcs(whole)).hex(), vectors["commitment"])
    same("disclosure", {name: disclosure[name] for name in whole}, whole)
    for shown in disclosure["answers"]:
        same("place", codes[shown["index"]], shown["criterion"])
        same("path", [step.hex() for step in path(leaves, shown["index"])], shown["path"])
        told = {name: shown[name] for name in ("answer", "points", "salt") if name in shown}
        same("answer", told, sealed["answers"][shown["criterion"]])


def answer():
    if len(sys.argv) != 2:
        raise CannotRun("usage: python vectors.py DIRECTORY")
    directory, reproduced = pathlib.Path(sys.argv[1]), []
    for check in (canonical, keys, identity, entry, tree, heads, genesis, credential, scorecard):
        name = f"{check.__name__}.json"
        try:
            vectors = json.loads((directory / name).read_text())
        except OSError as error:
            raise CannotRun(str(error)) from error
        try:
            check(vectors)
        except Differs as error:
            raise Differs(f"{name}, {error}") from error
        reproduced.append(name)
    return {"reproduced": reproduced}


respond(answer, (Differs,))
