# Uwagi tego węzła o dokumencie, który nie jest całkiem taki, jak powinien.

remark-unknown-field = { $field }: ten szablon nie ma takiego pola
remark-wrong-type = { $field }: niewłaściwy typ; oczekiwana wartość: { $expected }
remark-unreadable = { $field }: wartość niezrozumiała; oczekiwana wartość: { $expected }
remark-unknown-code = { $field }: { $code } nie jest kodem listy { $list } w wersji znanej temu węzłowi
remark-region-outside-country = { $field }: { $region } nie leży w kraju { $country }
remark-shares-beyond-whole = { $field }: udziały w finansowaniu dają razem { $percent }%
remark-no-name = { $field }: brak nazwy w jakimkolwiek języku
remark-left-out = { $field }: nie mieści się we wpisie i zostało pominięte

remark-expected-text = jeden wiersz, najwyżej { $count } B
remark-expected-long-text = tekst o długości najwyżej 16 384 B
remark-expected-kind = cluster, agency lub label-authority
remark-expected-code = kod z listy
remark-expected-region = kod NUTS, np. AT221, lub ISO 3166-2, np. CH-ZH
remark-expected-list-version = lista i jej wersja, np. nuts/2024
remark-expected-member = wersja listy
remark-expected-count = liczba całkowita mniejsza niż 1 000 000 000
remark-expected-decimal = liczba, np. 2.5, z najwyżej dwiema cyframi po kropce
remark-expected-year = rok, np. 2009
remark-expected-day = dzień, np. 2026-11-21
remark-expected-url = adres internetowy, który zaczyna się od https:// lub http://
remark-expected-scale = liczba od 0 (wcale) do 4 (w pełni)
remark-expected-percent = liczba całkowita od 0 do 100
remark-expected-logo = obraz PNG, JPEG lub WebP o rozmiarze najwyżej 32 768 B
remark-expected-post-kind = jedno z: { $words }
remark-expected-line = jeden wiersz tekstu
remark-expected-degrees = stopnie dziesiętne z najwyżej sześcioma cyframi po kropce
