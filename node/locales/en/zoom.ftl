# Parts of a map.

zoom-part = Part of the map
zoom-closer = Closer
zoom-farther = Farther away
zoom-whole = The whole map
zoom-north = To the north
zoom-south = To the south
zoom-west = To the west
zoom-east = To the east
zoom-keys = After a click into the map: drag, pinch or turn the wheel, or press + − 0 and the arrows.
