# Stránka hledání.

search-title-front = Klastrové organizace
search-title = Hledání
search-welcome = Najděte klastrové organizace a zjistěte, kdo se za ně zaručuje
search-welcome-what = Hanse je adresář bez ústředí. Organizace podepisují vlastní profily, agentury je zapisují a zaručují se za ně, orgány udělující značky podepisují značky. Každé prohlášení uvádí svého autora a každý si je může ověřit.
search-words = Slova: název, místo, kompetence
search-country = Země
search-any = Všechny
search-region = Region
search-region-code = (kód NUTS)
search-ecosystem = Ekosystém
search-kind = Čí slovo
search-kind-any = Kohokoli
search-kind-profile = Vlastní profily
search-kind-listing = Záznamy agentur
search-go = Hledat
search-clear = Vymazat
search-totals = Tento uzel obsahuje { $listings ->
    [one] { $listings } záznam
    [few] { $listings } záznamy
    [many] { $listings } záznamu
   *[other] { $listings } záznamů
} a { $organisations ->
    [one] { $organisations } organizaci
    [few] { $organisations } organizace
    [many] { $organisations } organizace
   *[other] { $organisations } organizací
}.
search-show-all = Zobrazit vše
search-nothing = Nic nenalezeno
search-nothing-fits = Žádný záznam ani organizace v tomto uzlu nevyhovuje všem podmínkám.
search-fewer-words = Použijte méně slov nebo zkontrolujte jejich pravopis.
search-own-language = Názvy zůstávají tak, jak byly zadány: zkuste slovo v jazyce organizace.
search-larger-region = Uberte filtr. Kratší kód NUTS označuje větší region: { $large } místo { $small }.
search-start-again = Začít znovu se vším
search-results = { $total ->
    [one] { $total } výsledek
    [few] { $total } výsledky
    [many] { $total } výsledku
   *[other] { $total } výsledků
}
search-results-part = { $first }–{ $last } z { $total ->
    [one] { $total } výsledku
    [few] { $total } výsledků
    [many] { $total } výsledku
   *[other] { $total } výsledků
}
search-narrow = Zúžit výsledky
search-browse = Procházet
search-ask-another = Zeptat se jinak
search-own = Vlastní profil
search-own-word = Vlastní slovo organizace, jí podepsané
search-listing = Záznam
search-listed-by = Zapisuje { $agency }, není to její vlastní slovo
search-ecosystems = Ekosystémy
search-said = Co říkají jiní
search-valid-label = Platná značka: { $label }
search-vouches = { $count ->
    [0] Nikdo se za ni nezaručuje
    [one] Zaručuje se za ni { $count } organizace
    [few] Zaručují se za ni { $count } organizace
    [many] Zaručuje se za ni { $count } organizace
   *[other] Zaručuje se za ni { $count } organizací
}
search-pages = Stránky výsledků
search-previous = Předchozí stránka
search-next = Další stránka
search-chosen = vybráno, odebrat
search-facet-country = Země
search-facet-ecosystem = Průmyslový ekosystém
search-facet-kind = Čí slovo
search-guessed = { $ecosystem } (odhad)
search-more-filters = Další filtry
search-more-properties = Další vlastnosti
search-label-any = Jakákoli platná značka
search-label-on = Značka platná dne
search-label-on-hint = den, např. 2026-11-22; jinak dnes
search-nace-hint = např. C nebo 26.1
search-vouched-by-hint = SCID nebo DID ručící organizace
search-facet-type = Druh organizace
search-facet-region = Region
search-facet-nace = Ekonomická činnost (NACE)
search-facet-emerging = Nově vznikající odvětví
search-facet-s3 = Oblast inteligentní specializace
search-facet-technology = Technologie
search-facet-members = Členové
search-facet-composition = Druhy členů
search-facet-cooperation = Chce spolupracovat na
search-facet-fresh = Potvrzeno nebo změněno
search-facet-label = Značka
search-facet-vouched-by = Ručí za ni
search-type-cluster = Klastrová organizace
search-type-agency = Agentura
search-type-label-authority = Orgán udělující značky
search-composition-sme = Malé a střední podniky
search-composition-startup = Startupy
search-composition-large = Velké podniky
search-composition-research = Výzkum a univerzity
search-composition-public = Veřejné instituce
search-composition-mostly-sme = Převážně malé a střední podniky
search-composition-mostly-research = Převážně výzkum
search-fresh-90d = Do 90 dnů
search-fresh-365d = Do roka
search-fresh-older = Dříve
