# Mapa i to, co ma wspólnego z liczbami.

map-title = Mapa: { $here }
map-heading = { $here }: gdzie są
map-world = Świat
map-europe = Europa
map-around = Większe mapy
map-skip = Pomiń mapę: tabela zawiera te same liczby
map-colours = Kolory:
map-colours-tell = Co pokazują kolory
map-all = wszystkie
map-organisations = organizacje
map-listings = wpisy
map-labels = znaki
map-leads = Obszar prowadzi do swojej mapy, punkt do wyszukiwania.
map-unplaced = { $count ->
    [one] { $count } nie podaje regionu i nie ma punktu.
    [few] { $count } nie podają regionu i nie mają punktu.
    [many] { $count } nie podaje regionu i nie ma punktu.
   *[other] { $count } nie podaje regionu i nie ma punktu.
}
map-mark = { $where }: { $count } w wyszukiwaniu
map-numbers = To samo w liczbach
map-more = Więcej: { $here }
map-undivided = Dalszego podziału nie ma.
map-words = Słowa
map-ecosystem = Ekosystem
map-any = Wszystkie
map-whose = Czyje słowo
map-anybody = Wszystkich
map-own-profiles = Własne profile
map-by-agencies = Wpisy agencji
map-count = Policz
map-search = Szukaj zamiast tego
map-clear = Wyczyść
map-total = { $organisations } { $organisations ->
    [one] organizacja
    [few] organizacje
    [many] organizacji
   *[other] organizacji
}, { $listings } { $listings ->
    [one] wpis
    [few] wpisy
    [many] wpisów
   *[other] wpisu
} i { $labels } { $labels ->
    [one] znak w okresie ważności
    [few] znaki w okresie ważności
    [many] znaków w okresie ważności
   *[other] znaku w okresie ważności
}.
map-show = Pokaż
map-counts = Liczby
map-country = Kraj
map-region = Region
map-bar = Pasek
map-in-all = Łącznie
map-own = Własne
map-labels-column = Znaki
map-without = bez mniejszego regionu
map-show-those = { $count }: pokaż ({ $where })
map-columns = Łącznie: organizacje i wpisy. Własne: organizacje, które mówią same za siebie. Znaki: te w okresie ważności, cokolwiek się z nimi potem stało.
map-fresh = Zmienione w ciągu pół roku
map-legend = Legenda
map-none = brak
map-places = miejsca; większy punkt oznacza więcej
map-sources = Kontury: Natural Earth, domena publiczna; regiony: Eurostat, NUTS 2024.
map-no-opinion = Mapa nie wyraża żadnego stanowiska w sprawie statusu jakiegokolwiek terytorium ani jego granic. Kosowo: użycie tej nazwy nie ma wpływu na stanowiska w sprawie statusu Kosowa i jest zgodne z rezolucją Rady Bezpieczeństwa ONZ 1244/1999 oraz z opinią Międzynarodowego Trybunału Sprawiedliwości w sprawie Deklaracji niepodległości Kosowa.
