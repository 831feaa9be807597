# Searches that a browser keeps.

saved-title = Uložená hledání
saved-what = Zůstávají v tomto prohlížeči; uzel o nich neví.
saved-name = Název tohoto hledání
saved-keep = Uložit hledání
saved-remove = Odebrat
saved-remove-which = Odebrat: { $name }
saved-kept = Uloženo: { $name }
saved-removed = Odebráno: { $name }
saved-full = Uložených hledání je už { $most }. Nejprve některé odeberte.
saved-failed = Tento prohlížeč pro tento web nic neukládá.
