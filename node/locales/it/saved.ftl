# Searches that a browser keeps.

saved-title = Ricerche salvate
saved-what = Restano in questo browser; il nodo non ne sa nulla.
saved-name = Nome di questa ricerca
saved-keep = Salva la ricerca
saved-remove = Rimuovi
saved-remove-which = Rimuovi: { $name }
saved-kept = Salvata: { $name }
saved-removed = Rimossa: { $name }
saved-full = Sono già salvate { $most } ricerche. Prima rimuoverne una.
saved-failed = Questo browser non salva nulla per questo sito.
