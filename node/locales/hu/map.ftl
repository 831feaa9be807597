# A térkép, és ami közös benne a számokkal.

map-title = Térkép: { $here }
map-heading = { $here }: hol vannak
map-world = Világ
map-europe = Európa
map-around = Nagyobb térképek
map-skip = A térkép átugrása: a táblázatban ugyanezek a számok állnak
map-colours = Színek:
map-colours-tell = Mit mutatnak a színek
map-all = mind
map-organisations = szervezetek
map-listings = bejegyzések
map-labels = minősítések
map-leads = Egy terület a saját térképére vezet, egy pont a keresésbe.
map-unplaced = { $count ->
    [one] { $count } nem nevez meg régiót, ezért nincs pontja.
   *[other] { $count } nem nevez meg régiót, ezért nincs pontja.
}
map-mark = { $where }: { $count } a keresésben
map-numbers = Ugyanez számokban
map-more = Bővebben: { $here }
map-undivided = Kisebb részekre nem oszlik.
map-words = Szavak
map-ecosystem = Ökoszisztéma
map-any = Mind
map-whose = Kinek a szava
map-anybody = Bárkié
map-own-profiles = Saját profilok
map-by-agencies = Ügynökségek bejegyzései
map-count = Számlálás
map-search = Inkább keresés
map-clear = Törlés
map-total = { $organisations } { $organisations ->
    [one] szervezet
   *[other] szervezet
}, { $listings } { $listings ->
    [one] bejegyzés
   *[other] bejegyzés
} és { $labels } { $labels ->
    [one] minősítés az érvényességi idején belül
   *[other] minősítés az érvényességi idején belül
}.
map-show = Megjelenítés
map-counts = Számok
map-country = Ország
map-region = Régió
map-bar = Sáv
map-in-all = Összesen
map-own = Saját
map-labels-column = Minősítések
map-without = kisebb régió nélkül
map-show-those = { $count }: megjelenítés ({ $where })
map-columns = Összesen: szervezetek és bejegyzések. Saját: szervezetek, amelyek a maguk nevében szólnak. Minősítések: amelyeknek tart az érvényességi idejük, bármi történt is velük azóta.
map-fresh = Fél éven belül módosítva
map-legend = Jelmagyarázat
map-none = nincs
map-places = helyek; a nagyobb pont többet jelent
map-sources = Körvonalak: Natural Earth, közkincs; régiók: Eurostat, NUTS 2024.
map-no-opinion = A térkép nem foglal állást egyetlen terület jogállásáról vagy határairól sem. Koszovó: ez a megnevezés nem érinti a jogállással kapcsolatos álláspontokat, továbbá összhangban van az 1244/1999. sz. ENSZ BT-határozattal és a Nemzetközi Bíróságnak a koszovói függetlenségi nyilatkozatról szóló véleményével.
