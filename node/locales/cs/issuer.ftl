# Vydavatelé a agentury a značky podle jejich stavu k určitému dni.

issuer-title = Značky udělené vydavatelem { $issuer }
issuer-kind = Vydavatel značek
issuer-labels = Značky k určitému dni
issuer-none = Žádná značka tohoto vydavatele v tomto stavu zde není.
issuer-schemes = Podle těchto programů
issuer-no-schemes = Podle žádného.
issuer-count = { $count ->
    [one] { $count } značka
    [few] { $count } značky
    [many] { $count } značky
   *[other] { $count } značek
}
issuer-rights = Oprávnění udělovat značky
issuer-no-rights = Žádná akreditace tohoto vydavatele zde není. Vlastník programu ji nepotřebuje.
issuer-may = smí: { $what }
issuer-may-until = smí do { $day }: { $what }
issuer-accredited-by = akreditaci uděluje { $by }
issuer-granted = Komu uděluje akreditaci
issuer-day = Stav ke dni
issuer-judge = Posoudit
issuer-states = Stavy
issuer-chosen = vybráno, zobrazit vše
issuer-judged = Posouzeny zde byly nejnovější značky: { $judged } z { $all }.
issuer-valid = platné
issuer-conditional = podmíněně platné
issuer-not-yet = zatím neplatné
issuer-expired = platnost skončila
issuer-expired-renewable = platnost skončila, lze obnovit
issuer-suspended = pozastavené
issuer-withdrawn = odňaté
issuer-not-entitled = vydavatel není oprávněn
issuer-bad-signature = nesprávný podpis
issuer-subject-mismatch = drží jiná organizace
issuer-status-stale = neaktuální stav
issuer-conflict = rozpor
issuer-unknown-scheme = neznámý program
issuer-indeterminate = neurčité
issuer-agency-title = Záznamy agentury { $agency }
issuer-agency-kind = Zapisuje jiné a zaručuje se za ně
issuer-agency-total = { $listings } { $listings ->
    [one] záznam
    [few] záznamy
    [many] záznamu
   *[other] záznamů
}, z toho { $fresh } % změněno za poslední půlrok.
issuer-agency-vouches = Zaručuje se za { $vouches } { $vouches ->
    [one] organizaci
    [few] organizace
    [many] organizace
   *[other] organizací
}, z toho jich tento uzel uchovává { $carried }.
issuer-agency-listings = Záznamy této agentury
issuer-agency-nobody = Nikoho nezapisuje.
issuer-agency-all = Všechny ({ $count }), podepsané (JSON)
issuer-agency-vouches-for = Za koho se zaručuje
issuer-agency-vouches-none = Za nikoho.
issuer-agency-vouched-none = Nikdo.
issuer-agency-since = od { $day }
issuer-agency-since-as = od { $day }, jako za agenturu
issuer-agency-not-held = Tento uzel od ní nic nemá.
issuer-agency-nodes = Uzly, které podle vlastních slov provozuje
issuer-agency-no-nodes = Žádné.
issuer-agency-where = Kde jsou
