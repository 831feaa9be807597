"""Takes the credential out of a baked SVG with Python's XML parser. See README.md."""

import json
import sys
import xml.etree.ElementTree as ElementTree

from answer import CannotRun, read, respond


def answer():
    if len(sys.argv) != 2:
        raise CannotRun("usage: python badge_read.py FILE.svg")
    root = ElementTree.fromstring(read(sys.argv[1]))
    baked = root.findall("{https://purl.imsglobal.org/ob/v3p0}credential")
    if len(baked) != 1:
        raise ValueError(f"the picture carries {len(baked)} credentials")
    foreign = [element.tag for element in root.iter() if element.tag.endswith(("script", "foreignObject", "image", "use"))]
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    return {"credential": json.loads(baked[0].text), "active": foreign, "texts": texts}


respond(answer, (ElementTree.ParseError, ValueError))
