# Poznámky tohoto uzlu k dokumentu, který není úplně takový, jaký má být.

remark-unknown-field = { $field }: tato šablona takové pole nemá
remark-wrong-type = { $field }: nesprávný typ; očekává se { $expected }
remark-unreadable = { $field }: nesrozumitelná hodnota; očekává se { $expected }
remark-unknown-code = { $field }: { $code } není kódem seznamu { $list } ve verzi, kterou tento uzel zná
remark-region-outside-country = { $field }: { $region } neleží v zemi { $country }
remark-shares-beyond-whole = { $field }: podíly financování dávají dohromady { $percent } %
remark-no-name = { $field }: chybí název v jakémkoli jazyce
remark-left-out = { $field }: do záznamu nepatří a bylo vynecháno

remark-expected-text = jeden řádek, nejvýše { $count } B
remark-expected-long-text = text o délce nejvýše 16 384 B
remark-expected-kind = cluster, agency nebo label-authority
remark-expected-code = kód ze seznamu
remark-expected-region = kód NUTS, například AT221, nebo ISO 3166-2, například CH-ZH
remark-expected-list-version = seznam a jeho verze, například nuts/2024
remark-expected-member = verze seznamu
remark-expected-count = celé číslo menší než 1 000 000 000
remark-expected-decimal = číslo jako 2.5, nejvýše se dvěma číslicemi za tečkou
remark-expected-year = rok, například 2009
remark-expected-day = den, například 2026-11-21
remark-expected-url = webová adresa, která začíná https:// nebo http://
remark-expected-scale = číslo od 0 (vůbec ne) do 4 (plně)
remark-expected-percent = celé číslo od 0 do 100
remark-expected-logo = obrázek PNG, JPEG nebo WebP o velikosti nejvýše 32 768 B
remark-expected-post-kind = jedno z: { $words }
remark-expected-line = jeden řádek textu
remark-expected-degrees = stupně v desetinném zápisu, nejvýše se šesti číslicemi za tečkou
