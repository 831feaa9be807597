"""Reads an Atom feed with two parsers, and holds it against RFC 4287: python atom_read.py FEED.xml"""

import sys
import xml.etree.ElementTree as tree

import feedparser
from answer import CannotRun, read, respond

ATOM = "{http://www.w3.org/2005/Atom}"


def answer():
    if len(sys.argv) != 2:
        raise CannotRun("usage: atom_read.py FEED.xml")
    text = read(sys.argv[1])
    feed = tree.fromstring(text)
    if feed.tag != f"{ATOM}feed":
        raise ValueError(f"{feed.tag} is no feed")
    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            if len(element.findall(f"{ATOM}{name}")) != 1:
                raise ValueError(f"{element.tag} must have one {name}")
    for entry in feed.findall(f"{ATOM}entry"):
        if entry.find(f"{ATOM}author/{ATOM}name") is None:
            raise ValueError("an entry must name its author where the feed does not")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    if len(set(ids)) != len(ids):
        raise ValueError("two entries have one id")
    parsed = feedparser.parse(text)
    if parsed.bozo:
        raise ValueError(f"feedparser: {parsed.bozo_exception}")
    if any(entry.get("updated_parsed") is None for entry in parsed.entries):
        raise ValueError("a date cannot be read")
    return {
        "title": parsed.feed.title,
        "entries": [
            {"title": entry.findtext(f"{ATOM}title"), "link": entry.find(f"{ATOM}link").get("href")}
            for entry in feed.findall(f"{ATOM}entry")
        ],
    }


respond(answer, (ValueError, tree.ParseError))
