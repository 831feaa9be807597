# Regiony i ekosystemy przemysłowe oraz krótkie listy organizacji.

region-about = Organizacje klastrowe, { $where }. Własne profile: { $organisations }, wpisy agencji: { $listings }.
region-around = Szersze otoczenie
region-country = Kraj
region-nuts = Region, poziom NUTS { $level }
region-iso = Region
region-ecosystem = Ekosystem przemysłowy
region-counts = Liczby
region-map = Na mapie
region-no-outline = Nie ma tu jego konturu.
region-skip = Pomiń mapę
region-larger = Większa, z filtrami
region-inner = Regiony wewnątrz
region-countries = Kraje
region-who = Kto tu jest
region-ecosystems = Ekosystemy przemysłowe
region-others = Inne ekosystemy
region-listed-by = Wpisuje { $agency }
region-own = Własny profil
region-nobody = Nikogo tu jeszcze nie ma.
region-all = { $count ->
    [one] Ta jedna w wyszukiwaniu
    [few] Wszystkie { $count } w wyszukiwaniu
    [many] Wszystkie ({ $count }) w wyszukiwaniu
   *[other] Wszystkie ({ $count }) w wyszukiwaniu
}
region-same = To samo w wyszukiwaniu
