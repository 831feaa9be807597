# Parts of a map.

zoom-part = Ausschnitt der Karte
zoom-closer = Näher heran
zoom-farther = Weiter weg
zoom-whole = Die ganze Karte
zoom-north = Nach Norden
zoom-south = Nach Süden
zoom-west = Nach Westen
zoom-east = Nach Osten
zoom-keys = Nach einem Klick in die Karte: ziehen, mit zwei Fingern greifen oder am Rad drehen, oder die Tasten + − 0 und die Pfeile.
