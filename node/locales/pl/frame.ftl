# Co otacza każdą stronę.

frame-skip = Przejdź do treści
frame-demonstration = Pokaz
frame-demonstration-title = Pokaz:
frame-demonstration-what = agencje, instytucja przyznająca znaki jakości, jej znaki i ich posiadacz są zmyślone, a ten węzeł przyjął tę instytucję jako kotwicę zaufania.
frame-demonstration-real = Wpisy wymieniają prawdziwe organizacje (źródło: { $registers }) i nie są ich własnym słowem.
frame-demonstration-register = Wpisy wymieniają tych, których wymienia rejestr: { $file }. Nie są ich własnym słowem.
frame-tagline = Katalog organizacji klastrowych
frame-main = Menu główne
frame-search = Szukaj
frame-node = Ten węzeł
frame-api = API
frame-languages = Język
frame-same = { $claim } z tych samych podpisanych oświadczeń. Nikt nie musi wierzyć temu węzłowi.
frame-same-claim = Każdy węzeł oblicza ten sam katalog
frame-node-name = Węzeł
frame-licence = Licencja
frame-licence-name = Licencja publiczna Unii Europejskiej, wersja 1.2
frame-json = Ta strona jako JSON
frame-changes = Zmiany
frame-map = Mapa
frame-counts = Liczby
frame-about = Katalog organizacji klastrowych bez centrali: każde oświadczenie ma wskazanego autora i każdy może je sprawdzić.
