# Searches that a browser keeps.

saved-title = Zapisane wyszukiwania
saved-what = Pozostają w tej przeglądarce; węzeł nic o nich nie wie.
saved-name = Nazwa tego wyszukiwania
saved-keep = Zapisz wyszukiwanie
saved-remove = Usuń
saved-remove-which = Usuń: { $name }
saved-kept = Zapisano: { $name }
saved-removed = Usunięto: { $name }
saved-full = Liczba zapisanych wyszukiwań: { $most }. Najpierw usuń jedno z nich.
saved-failed = Ta przeglądarka niczego nie zapisuje dla tej witryny.
