# Strona wyszukiwania.

search-title-front = Organizacje klastrowe
search-title = Szukaj
search-welcome = Znajdź organizacje klastrowe i zobacz, kto za nie ręczy
search-welcome-what = Hanse to katalog bez centrali. Organizacje podpisują własne profile, agencje wpisują je i ręczą za nie, instytucje przyznające znaki jakości podpisują te znaki. Każde oświadczenie ma wskazanego autora i każdy może je sprawdzić.
search-words = Słowa: nazwa, miejsce, kompetencja
search-country = Kraj
search-any = Wszystkie
search-region = Region
search-region-code = (kod NUTS)
search-ecosystem = Ekosystem
search-kind = Czyje słowo
search-kind-any = Wszystkich
search-kind-profile = Własne profile
search-kind-listing = Wpisy agencji
search-go = Szukaj
search-clear = Wyczyść
search-totals = Ten węzeł zawiera { $listings ->
    [one] { $listings } wpis
    [few] { $listings } wpisy
    [many] { $listings } wpisów
   *[other] { $listings } wpisu
} i { $organisations ->
    [one] { $organisations } organizację
    [few] { $organisations } organizacje
    [many] { $organisations } organizacji
   *[other] { $organisations } organizacji
}.
search-show-all = Pokaż wszystkie
search-nothing = Nic nie znaleziono
search-nothing-fits = Żaden wpis ani żadna organizacja w tym węźle nie spełnia wszystkich warunków.
search-fewer-words = Użyj mniejszej liczby słów lub sprawdź ich pisownię.
search-own-language = Nazwy zachowano tak, jak je podano: spróbuj słowa w języku organizacji.
search-larger-region = Usuń filtr. Krótszy kod NUTS oznacza większy region: { $large } zamiast { $small }.
search-start-again = Zacznij od nowa ze wszystkimi
search-results = { $total ->
    [one] { $total } wynik
    [few] { $total } wyniki
    [many] { $total } wyników
   *[other] { $total } wyniku
}
search-results-part = { $first }–{ $last } z { $total ->
    [one] { $total } wyniku
    [few] { $total } wyników
    [many] { $total } wyników
   *[other] { $total } wyniku
}
search-narrow = Zawęź wyniki
search-browse = Przeglądaj
search-ask-another = Zapytaj inaczej
search-own = Własny profil
search-own-word = Własne słowo organizacji, przez nią podpisane
search-listing = Wpis
search-listed-by = Wpisuje { $agency }, to nie jest jej własne słowo
search-ecosystems = Ekosystemy
search-said = Co mówią inni
search-valid-label = Ważny znak: { $label }
search-vouches = { $count ->
    [0] Nikt za nią nie ręczy
    [one] Ręczy za nią { $count } organizacja
    [few] Ręczą za nią { $count } organizacje
    [many] Ręczy za nią { $count } organizacji
   *[other] Ręczy za nią { $count } organizacji
}
search-pages = Strony wyników
search-previous = Poprzednia strona
search-next = Następna strona
search-chosen = wybrane, usuń
search-facet-country = Kraj
search-facet-ecosystem = Ekosystem przemysłowy
search-facet-kind = Czyje słowo
search-guessed = { $ecosystem } (przypuszczalnie)
search-more-filters = Więcej filtrów
search-more-properties = Więcej cech
search-label-any = Dowolny ważny znak
search-label-on = Znak ważny w dniu
search-label-on-hint = dzień, np. 2026-11-22; inaczej dzisiaj
search-nace-hint = np. C lub 26.1
search-vouched-by-hint = SCID lub DID organizacji poręczającej
search-facet-type = Rodzaj organizacji
search-facet-region = Region
search-facet-nace = Działalność gospodarcza (NACE)
search-facet-emerging = Branża wschodząca
search-facet-s3 = Obszar inteligentnej specjalizacji
search-facet-technology = Technologia
search-facet-members = Członkowie
search-facet-composition = Rodzaje członków
search-facet-cooperation = Chce współpracować w zakresie
search-facet-fresh = Potwierdzono lub zmieniono
search-facet-label = Znak
search-facet-vouched-by = Poręcza
search-type-cluster = Organizacja klastrowa
search-type-agency = Agencja
search-type-label-authority = Instytucja przyznająca znaki jakości
search-composition-sme = Małe i średnie przedsiębiorstwa
search-composition-startup = Startupy
search-composition-large = Duże przedsiębiorstwa
search-composition-research = Badania i uczelnie
search-composition-public = Instytucje publiczne
search-composition-mostly-sme = Głównie małe i średnie przedsiębiorstwa
search-composition-mostly-research = Głównie badania
search-fresh-90d = W ciągu 90 dni
search-fresh-365d = W ciągu roku
search-fresh-older = Dawniej
