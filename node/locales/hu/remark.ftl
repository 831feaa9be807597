# Amit a csomópont egy nem egészen szabályos dokumentumhoz megjegyez.

remark-unknown-field = { $field }: ebben a sablonban nincs ilyen mező
remark-wrong-type = { $field }: nem megfelelő típusú; a várt érték: { $expected }
remark-unreadable = { $field }: nem értelmezhető; a várt érték: { $expected }
remark-unknown-code = { $field }: { $code } nem szerepel kódként ebben a listában, ahogyan a csomópont ismeri: { $list }
remark-region-outside-country = { $field }: { $region } nem ebben az országban van: { $country }
remark-shares-beyond-whole = { $field }: a finanszírozás részarányai együtt { $percent }%-ot adnak
remark-no-name = { $field }: egyetlen nyelven sincs név
remark-left-out = { $field }: nincs helye a bejegyzésben, ezért kimaradt

remark-expected-text = egy legfeljebb { $count } bájtos sor
remark-expected-long-text = egy legfeljebb 16 384 bájtos szöveg
remark-expected-kind = cluster, agency vagy label-authority
remark-expected-code = a lista egyik kódja
remark-expected-region = NUTS-kód, például AT221, vagy ISO 3166-2 szerinti kód, például CH-ZH
remark-expected-list-version = egy lista és a változata, például nuts/2024
remark-expected-member = a lista változata
remark-expected-count = 1 000 000 000-nál kisebb egész szám
remark-expected-decimal = egy szám, például 2.5, a pont után legfeljebb két számjeggyel
remark-expected-year = egy év, például 2009
remark-expected-day = egy nap, például 2026-11-21
remark-expected-url = webcím, amely így kezdődik: https:// vagy http://
remark-expected-scale = szám 0-tól (egyáltalán nem) 4-ig (teljesen)
remark-expected-percent = egész szám 0-tól 100-ig
remark-expected-logo = legfeljebb 32 768 bájtos PNG-, JPEG- vagy WebP-kép
remark-expected-post-kind = ezek egyike: { $words }
remark-expected-line = egy sor szöveg
remark-expected-degrees = tizedes fok, a pont után legfeljebb hat számjeggyel
