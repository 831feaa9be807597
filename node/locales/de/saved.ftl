# Searches that a browser keeps.

saved-title = Gemerkte Suchen
saved-what = Sie bleiben in diesem Browser; der Knoten erfährt nichts davon.
saved-name = Name für diese Suche
saved-keep = Suche merken
saved-remove = Entfernen
saved-remove-which = Entfernen: { $name }
saved-kept = Gemerkt: { $name }
saved-removed = Entfernt: { $name }
saved-full = Es sind schon { $most } Suchen gemerkt. Entfernen Sie zuerst eine.
saved-failed = Dieser Browser speichert für diese Website nichts.
