# Parts of a map.

zoom-part = Parte del mapa
zoom-closer = Más cerca
zoom-farther = Más lejos
zoom-whole = Todo el mapa
zoom-north = Hacia el norte
zoom-south = Hacia el sur
zoom-west = Hacia el oeste
zoom-east = Hacia el este
zoom-keys = Tras un clic en el mapa: arrastrar, pellizcar o girar la rueda, o las teclas + − 0 y las flechas.
