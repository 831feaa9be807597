# La pagina di ricerca.

search-title-front = Organizzazioni di cluster
search-title = Ricerca
search-welcome = Trovate organizzazioni di cluster e vedete chi garantisce per loro
search-welcome-what = Hanse è un repertorio senza centro. Le organizzazioni firmano il proprio profilo; le agenzie le iscrivono e garantiscono per loro; gli enti che rilasciano i marchi firmano i marchi. Ogni dichiarazione indica il suo autore e chiunque può verificarla.
search-words = Parole: un nome, un luogo, una competenza
search-country = Paese
search-any = Tutti
search-region = Regione
search-region-code = (codice NUTS)
search-ecosystem = Ecosistema
search-kind = Parola di chi
search-kind-any = Di chiunque
search-kind-profile = Profili propri
search-kind-listing = Schede delle agenzie
search-go = Cerca
search-clear = Azzera
search-totals = Questo nodo contiene { $listings ->
    [one] { $listings } scheda
   *[other] { $listings } schede
} e { $organisations ->
    [one] { $organisations } organizzazione
   *[other] { $organisations } organizzazioni
}.
search-show-all = Mostra tutto
search-nothing = Nessun risultato
search-nothing-fits = Nessuna scheda e nessuna organizzazione di questo nodo soddisfa tutti i criteri.
search-fewer-words = Usate meno parole o controllatene l’ortografia.
search-own-language = I nomi sono conservati così come sono stati dati: provate la parola nella lingua dell’organizzazione.
search-larger-region = Togliete un filtro. Un codice NUTS più corto indica una regione più grande: { $large } invece di { $small }.
search-start-again = Ricominciare da capo
search-results = { $total ->
    [one] { $total } risultato
   *[other] { $total } risultati
}
search-results-part = { $first }–{ $last } su { $total ->
    [one] { $total } risultato
   *[other] { $total } risultati
}
search-narrow = Restringi i risultati
search-browse = Sfoglia
search-ask-another = Cerca in altro modo
search-own = Profilo proprio
search-own-word = La parola dell’organizzazione stessa, da lei firmata
search-listing = Scheda
search-listed-by = Iscritta da { $agency }, non è la sua parola
search-ecosystems = Ecosistemi
search-said = Detto da altri
search-valid-label = Marchio valido: { $label }
search-vouches = { $count ->
    [0] Nessuno garantisce per lei
    [one] { $count } organizzazione garantisce per lei
   *[other] { $count } organizzazioni garantiscono per lei
}
search-pages = Pagine dei risultati
search-previous = Pagina precedente
search-next = Pagina successiva
search-chosen = scelto, togli
search-facet-country = Paese
search-facet-ecosystem = Ecosistema industriale
search-facet-kind = Parola di chi
search-guessed = { $ecosystem } (presunto)
search-more-filters = Altri filtri
search-more-properties = Altre proprietà
search-label-any = Qualsiasi marchio valido
search-label-on = Marchio valido il
search-label-on-hint = un giorno come 2026-11-22; altrimenti oggi
search-nace-hint = per esempio C o 26.1
search-vouched-by-hint = SCID o DID di chi garantisce
search-facet-type = Tipo di organizzazione
search-facet-region = Regione
search-facet-nace = Attività economica (NACE)
search-facet-emerging = Industria emergente
search-facet-s3 = Area di specializzazione intelligente
search-facet-technology = Tecnologia
search-facet-members = Membri
search-facet-composition = Tipi di membri
search-facet-cooperation = Vuole cooperare per
search-facet-fresh = Confermato o modificato
search-facet-label = Marchio
search-facet-vouched-by = Garantita da
search-type-cluster = Organizzazione di cluster
search-type-agency = Agenzia
search-type-label-authority = Ente che rilascia marchi
search-composition-sme = Piccole e medie imprese
search-composition-startup = Start-up
search-composition-large = Grandi imprese
search-composition-research = Ricerca e università
search-composition-public = Enti pubblici
search-composition-mostly-sme = Soprattutto piccole e medie imprese
search-composition-mostly-research = Soprattutto ricerca
search-fresh-90d = Negli ultimi 90 giorni
search-fresh-365d = Nell’ultimo anno
search-fresh-older = Più tempo fa
