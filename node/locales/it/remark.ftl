# Ciò che questo nodo osserva di un documento che non è proprio come dovrebbe.

remark-unknown-field = { $field }: questo modello non ha un campo simile
remark-wrong-type = { $field }: tipo non corretto; atteso: { $expected }
remark-unreadable = { $field }: non compreso; atteso: { $expected }
remark-unknown-code = { $field }: { $code } non è un codice di { $list } come questo nodo lo conosce
remark-region-outside-country = { $field }: { $region } non si trova in { $country }
remark-shares-beyond-whole = { $field }: le quote di finanziamento sommano a { $percent }%
remark-no-name = { $field }: nessun nome in nessuna lingua
remark-left-out = { $field }: non ha posto in una scheda ed è stato tralasciato

remark-expected-text = una riga di al massimo { $count } byte
remark-expected-long-text = un testo di al massimo 16.384 byte
remark-expected-kind = cluster, agency o label-authority
remark-expected-code = un codice dell’elenco
remark-expected-region = un codice NUTS come AT221, o ISO 3166-2 come CH-ZH
remark-expected-list-version = un elenco e la sua versione, come nuts/2024
remark-expected-member = la versione dell’elenco
remark-expected-count = un numero intero inferiore a 1.000.000.000
remark-expected-decimal = un numero come 2.5, con al massimo due cifre dopo il punto
remark-expected-year = un anno come 2009
remark-expected-day = un giorno come 2026-11-21
remark-expected-url = un indirizzo web che inizia con https:// o http://
remark-expected-scale = un numero da 0 (per niente) a 4 (pienamente)
remark-expected-percent = un numero intero da 0 a 100
remark-expected-logo = un’immagine PNG, JPEG o WebP di al massimo 32.768 byte
remark-expected-post-kind = una di queste parole: { $words }
remark-expected-line = una riga di testo
remark-expected-degrees = gradi decimali con al massimo sei cifre dopo il punto
