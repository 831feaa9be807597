# Mapa a co má společného s počty.

map-title = Mapa: { $here }
map-heading = { $here }: kde jsou
map-world = Svět
map-europe = Evropa
map-around = Větší mapy
map-skip = Přeskočit mapu: v tabulce jsou tatáž čísla
map-colours = Barvy:
map-colours-tell = Co ukazují barvy
map-all = vše
map-organisations = organizace
map-listings = záznamy
map-labels = značky
map-leads = Plocha vede ke své mapě, bod do hledání.
map-unplaced = { $count ->
    [one] { $count } neuvádí region a nemá bod.
    [few] { $count } neuvádějí region a nemají bod.
    [many] { $count } neuvádí region a nemá bod.
   *[other] { $count } neuvádí region a nemá bod.
}
map-mark = { $where }: { $count } v hledání
map-numbers = Totéž v číslech
map-more = Více: { $here }
map-undivided = Dále se nedělí.
map-words = Slova
map-ecosystem = Ekosystém
map-any = Všechny
map-whose = Čí slovo
map-anybody = Kohokoli
map-own-profiles = Vlastní profily
map-by-agencies = Záznamy agentur
map-count = Spočítat
map-search = Raději hledat
map-clear = Vymazat
map-total = { $organisations } { $organisations ->
    [one] organizace
    [few] organizace
    [many] organizace
   *[other] organizací
}, { $listings } { $listings ->
    [one] záznam
    [few] záznamy
    [many] záznamu
   *[other] záznamů
} a { $labels } { $labels ->
    [one] značka v době platnosti
    [few] značky v době platnosti
    [many] značky v době platnosti
   *[other] značek v době platnosti
}.
map-show = Zobrazit
map-counts = Počty
map-country = Země
map-region = Region
map-bar = Pruh
map-in-all = Celkem
map-own = Vlastní
map-labels-column = Značky
map-without = bez menšího regionu
map-show-those = { $count }: zobrazit ({ $where })
map-columns = Celkem: organizace a záznamy. Vlastní: organizace, které mluví samy za sebe. Značky: ty v době platnosti, ať se s nimi od té doby stalo cokoli.
map-fresh = Změněno za poslední půlrok
map-legend = Legenda
map-none = žádné
map-places = místa; větší bod znamená více
map-sources = Obrysy: Natural Earth, volné dílo; regiony: Eurostat, NUTS 2024.
map-no-opinion = Mapa nevyjadřuje žádný postoj ke statusu jakéhokoli území ani k jeho hranicím. Kosovo: tímto označením nejsou dotčeny postoje k otázce statusu a označení je v souladu s rezolucí Rady bezpečnosti OSN č. 1244/1999 a stanoviskem Mezinárodního soudního dvora k vyhlášení nezávislosti Kosova.
