# Parts of a map.

zoom-part = Fragment mapy
zoom-closer = Bliżej
zoom-farther = Dalej
zoom-whole = Cała mapa
zoom-north = Na północ
zoom-south = Na południe
zoom-west = Na zachód
zoom-east = Na wschód
zoom-keys = Po kliknięciu mapy: przeciąganie, gest dwoma palcami lub kółko myszy albo klawisze + − 0 i strzałki.
