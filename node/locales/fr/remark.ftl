# Ce que ce nœud remarque dans un document qui n’est pas tout à fait comme il faut.

remark-unknown-field = { $field } : ce modèle n’a pas de tel champ
remark-wrong-type = { $field } : pas du bon type ; attendu : { $expected }
remark-unreadable = { $field } : pas compris ; attendu : { $expected }
remark-unknown-code = { $field } : { $code } n’est pas un code de { $list } tel que ce nœud le connaît
remark-region-outside-country = { $field } : { $region } ne se trouve pas dans { $country }
remark-shares-beyond-whole = { $field } : les parts du financement font ensemble { $percent } %
remark-no-name = { $field } : aucun nom dans aucune langue
remark-left-out = { $field } : n’a pas sa place dans une inscription et a été laissé de côté

remark-expected-text = une ligne d’au plus { $count } octets
remark-expected-long-text = un texte d’au plus 16 384 octets
remark-expected-kind = cluster, agency ou label-authority
remark-expected-code = un code de la liste
remark-expected-region = un code NUTS comme AT221, ou ISO 3166-2 comme CH-ZH
remark-expected-list-version = une liste et sa version, comme nuts/2024
remark-expected-member = la version de la liste
remark-expected-count = un nombre entier inférieur à 1 000 000 000
remark-expected-decimal = un nombre comme 2.5, avec au plus deux chiffres après le point
remark-expected-year = une année comme 2009
remark-expected-day = un jour comme 2026-11-21
remark-expected-url = une adresse web qui commence par https:// ou http://
remark-expected-scale = un nombre de 0 (pas du tout) à 4 (pleinement)
remark-expected-percent = un nombre entier de 0 à 100
remark-expected-logo = une image PNG, JPEG ou WebP d’au plus 32 768 octets
remark-expected-post-kind = l’un de ces mots : { $words }
remark-expected-line = une ligne de texte
remark-expected-degrees = des degrés décimaux avec au plus six chiffres après le point
