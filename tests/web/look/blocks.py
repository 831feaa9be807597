"""Makes blocks.ttf, a font of one block for every letter: python blocks.py blocks.ttf (needs fonttools 4)

With it a page is laid out alike on every machine, whatever fonts that has. The font is a part of Hanse, under its licence.
"""

import sys

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import cmap_format_13


def block():
    pen = TTGlyphPen(None)
    pen.moveTo((40, 0))
    for corner in ((40, 480), (460, 480), (460, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


UNSEEN = {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF}
SPACES = {0x20: "space", 0xA0: "space"}
ALL = [*range(0x21, 0xD800), *range(0xE000, 0x10FFFE)]

font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder([".notdef", "space", "block"])
font.setupCharacterMap({**SPACES, **{letter: "block" for letter in range(0x21, 0x7F)}})
font.setupGlyf({".notdef": block(), "space": TTGlyphPen(None).glyph(), "block": block()})
font.setupHorizontalMetrics({".notdef": (500, 40), "space": (260, 0), "block": (500, 40)})
font.setupHorizontalHeader(ascent=800, descent=-200)
font.setupNameTable({"familyName": "Hanse Blocks", "styleName": "Regular"})
font.setupOS2(sTypoAscender=800, sTypoDescender=-200, sTypoLineGap=0, usWinAscent=800, usWinDescent=200)
font.setupPost()
# Format 13 maps many letters to one glyph.
every = cmap_format_13(13)
every.platformID, every.platEncID, every.format, every.language, every.reserved = 3, 10, 13, 0, 0
every.cmap = {**{letter: "block" for letter in ALL if letter not in UNSEEN}, **SPACES}
font.font["cmap"].tables.append(every)
font.save(sys.argv[1])
