# Regiony a průmyslové ekosystémy a krátké seznamy organizací.

region-about = Klastrové organizace, { $where }. Vlastní profily: { $organisations }, záznamy agentur: { $listings }.
region-around = Širší okolí
region-country = Země
region-nuts = Region, úroveň NUTS { $level }
region-iso = Region
region-ecosystem = Průmyslový ekosystém
region-counts = Počty
region-map = Na mapě
region-no-outline = Jeho obrys zde není.
region-skip = Přeskočit mapu
region-larger = Větší, s filtry
region-inner = Regiony uvnitř
region-countries = Země
region-who = Kdo tu je
region-ecosystems = Průmyslové ekosystémy
region-others = Jiné ekosystémy
region-listed-by = Zapisuje { $agency }
region-own = Vlastní profil
region-nobody = Zatím tu nikdo není.
region-all = { $count ->
    [one] Ta jedna v hledání
    [few] Všechny { $count } v hledání
    [many] Všechny ({ $count }) v hledání
   *[other] Všechny ({ $count }) v hledání
}
region-same = Totéž v hledání
