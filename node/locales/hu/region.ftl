# Régiók és ipari ökoszisztémák, és szervezetek rövid listái.

region-about = Klaszterszervezetek, { $where }. Saját profil: { $organisations }, ügynökségi bejegyzés: { $listings }.
region-around = Tágabb környezet
region-country = Ország
region-nuts = Régió, NUTS { $level }. szint
region-iso = Régió
region-ecosystem = Ipari ökoszisztéma
region-counts = Számok
region-map = A térképen
region-no-outline = A körvonala itt nincs meg.
region-skip = A térkép átugrása
region-larger = Nagyobban, szűrőkkel
region-inner = Régiói
region-countries = Országok
region-who = Kik vannak itt
region-ecosystems = Ipari ökoszisztémák
region-others = Más ökoszisztémák
region-listed-by = Felvette: { $agency }
region-own = Saját profil
region-nobody = Még senki sincs itt.
region-all = { $count ->
    [one] Ez az egy a keresésben
   *[other] Mind ({ $count }) a keresésben
}
region-same = Ugyanez a keresésben
