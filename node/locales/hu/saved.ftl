# Searches that a browser keeps.

saved-title = Mentett keresések
saved-what = Ebben a böngészőben maradnak; a csomópont nem tud róluk.
saved-name = A keresés neve
saved-keep = Keresés mentése
saved-remove = Törlés
saved-remove-which = Törlés: { $name }
saved-kept = Mentve: { $name }
saved-removed = Törölve: { $name }
saved-full = Már { $most } keresés van mentve. Előbb töröljön egyet.
saved-failed = Ez a böngésző semmit sem tárol ehhez a webhelyhez.
