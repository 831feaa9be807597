"""Encodes and decodes Bitstring Status Lists with openvc-core. See README.md for the request."""

from answer import request, respond
from openvc import OpenvcError
from openvc.status import decode_bitstring, encode_bitstring, get_status_bit, new_bitstring, set_status_bit


def answer():
    asked = request()
    if "encode" in asked:
        bits = new_bitstring(asked["encode"]["length"])
        for index in asked["encode"]["set"]:
            set_status_bit(bits, index, True)
        return {"encodedList": encode_bitstring(bits)}
    bits = decode_bitstring(asked["decode"]["encodedList"])
    indexes = asked["decode"]["indexes"]
    return {"length": len(bits) * 8, "bits": [bool(get_status_bit(bits, index)) for index in indexes]}


respond(answer, OpenvcError)
