# Parts of a map.

zoom-part = Výřez mapy
zoom-closer = Blíž
zoom-farther = Dál
zoom-whole = Celá mapa
zoom-north = Na sever
zoom-south = Na jih
zoom-west = Na západ
zoom-east = Na východ
zoom-keys = Po kliknutí do mapy: tažení, gesto dvěma prsty nebo kolečko myši, případně klávesy + − 0 a šipky.
