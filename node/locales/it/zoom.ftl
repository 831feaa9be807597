# Parts of a map.

zoom-part = Parte della mappa
zoom-closer = Più vicino
zoom-farther = Più lontano
zoom-whole = Tutta la mappa
zoom-north = Verso nord
zoom-south = Verso sud
zoom-west = Verso ovest
zoom-east = Verso est
zoom-keys = Dopo un clic nella mappa: trascinare, pizzicare o girare la rotellina, oppure i tasti + − 0 e le frecce.
