# Parts of a map.

zoom-part = Partie de la carte
zoom-closer = Plus près
zoom-farther = Plus loin
zoom-whole = Toute la carte
zoom-north = Vers le nord
zoom-south = Vers le sud
zoom-west = Vers l’ouest
zoom-east = Vers l’est
zoom-keys = Après un clic dans la carte : glisser, pincer ou tourner la molette, ou bien les touches + − 0 et les flèches.
