# A keresőoldal.

search-title-front = Klaszterszervezetek
search-title = Keresés
search-welcome = Találjon klaszterszervezeteket, és nézze meg, ki kezeskedik értük
search-welcome-what = A Hanse központ nélküli jegyzék. A szervezetek maguk írják alá a profiljukat; ügynökségek veszik fel őket, és kezeskednek értük; minősítő szervezetek írják alá a minősítéseket. Minden nyilatkozat megnevezi a szerzőjét, és bárki ellenőrizheti.
search-words = Szavak: név, hely, szakterület
search-country = Ország
search-any = Mind
search-region = Régió
search-region-code = (NUTS-kód)
search-ecosystem = Ökoszisztéma
search-kind = Kinek a szava
search-kind-any = Bárkié
search-kind-profile = Saját profilok
search-kind-listing = Ügynökségek bejegyzései
search-go = Keresés
search-clear = Törlés
search-totals = Ez a csomópont { $listings ->
    [one] { $listings } bejegyzést
   *[other] { $listings } bejegyzést
} és { $organisations ->
    [one] { $organisations } szervezetet
   *[other] { $organisations } szervezetet
} tartalmaz.
search-show-all = Összes megjelenítése
search-nothing = Nincs találat
search-nothing-fits = Ezen a csomóponton egyetlen bejegyzés és szervezet sem felel meg minden feltételnek.
search-fewer-words = Használjon kevesebb szót, vagy ellenőrizze a helyesírásukat.
search-own-language = A nevek úgy állnak itt, ahogy megadták őket: próbálja a szót a szervezet saját nyelvén.
search-larger-region = Vegyen el egy szűrőt. A rövidebb NUTS-kód nagyobb régiót jelent: { $large } a következő helyett: { $small }.
search-start-again = Kezdés elölről, mindennel
search-results = { $total ->
    [one] { $total } találat
   *[other] { $total } találat
}
search-results-part = { $first }–{ $last }, összesen { $total ->
    [one] { $total } találat
   *[other] { $total } találat
}
search-narrow = Találatok szűkítése
search-browse = Böngészés
search-ask-another = Keresés másként
search-own = Saját profil
search-own-word = A szervezet saját szava, általa aláírva
search-listing = Bejegyzés
search-listed-by = Felvette: { $agency }, nem a szervezet saját szava
search-ecosystems = Ökoszisztémák
search-said = Amit mások mondanak
search-valid-label = Érvényes minősítés: { $label }
search-vouches = { $count ->
    [0] Senki sem kezeskedik érte
    [one] { $count } szervezet kezeskedik érte
   *[other] { $count } szervezet kezeskedik érte
}
search-pages = Találati oldalak
search-previous = Előző oldal
search-next = Következő oldal
search-chosen = kiválasztva, elvétel
search-facet-country = Ország
search-facet-ecosystem = Ipari ökoszisztéma
search-facet-kind = Kinek a szava
search-guessed = { $ecosystem } (feltételezett)
search-more-filters = További szűrők
search-more-properties = További tulajdonságok
search-label-any = Bármely érvényes minősítés
search-label-on = A minősítés érvényes ezen a napon
search-label-on-hint = egy nap, például 2026-11-22; különben ma
search-nace-hint = például C vagy 26.1
search-vouched-by-hint = a kezeskedő szervezet SCID-je vagy DID-je
search-facet-type = A szervezet fajtája
search-facet-region = Régió
search-facet-nace = Gazdasági tevékenység (NACE)
search-facet-emerging = Feltörekvő iparág
search-facet-s3 = Intelligens szakosodási terület
search-facet-technology = Technológia
search-facet-members = Tagok
search-facet-composition = A tagok fajtái
search-facet-cooperation = Együttműködne ebben
search-facet-fresh = Megerősítve vagy módosítva
search-facet-label = Minősítés
search-facet-vouched-by = Kezeskedik érte
search-type-cluster = Klaszterszervezet
search-type-agency = Ügynökség
search-type-label-authority = Minősítő szervezet
search-composition-sme = Kis- és középvállalkozások
search-composition-startup = Induló vállalkozások
search-composition-large = Nagyvállalatok
search-composition-research = Kutatás és egyetemek
search-composition-public = Közintézmények
search-composition-mostly-sme = Főként kis- és középvállalkozások
search-composition-mostly-research = Főként kutatás
search-fresh-90d = 90 napon belül
search-fresh-365d = Egy éven belül
search-fresh-older = Régebben
