# Emittenti e agenzie, e marchi secondo il loro stato a una data.

issuer-title = Marchi rilasciati da { $issuer }
issuer-kind = Emittente di marchi
issuer-labels = Marchi a una data
issuer-none = Questo nodo non conosce alcun marchio di questo emittente in questo stato.
issuer-schemes = In base a questi programmi
issuer-no-schemes = In base a nessuno.
issuer-count = { $count ->
    [one] { $count } marchio
   *[other] { $count } marchi
}
issuer-rights = Il suo diritto di rilasciare
issuer-no-rights = Questo nodo non conosce alcun accreditamento di questo emittente. Il proprietario di un programma non ne ha bisogno.
issuer-may = può: { $what }
issuer-may-until = può, fino al giorno { $day }: { $what }
issuer-accredited-by = accreditato da { $by }
issuer-granted = Chi ha accreditato
issuer-day = Alla data
issuer-judge = Giudica
issuer-states = Stati
issuer-chosen = scelto, mostra tutti
issuer-judged = Su { $all } marchi, qui sono stati giudicati i { $judged } più recenti.
issuer-valid = valido
issuer-conditional = valido a una condizione
issuer-not-yet = non ancora valido
issuer-expired = scaduto
issuer-expired-renewable = scaduto, rinnovabile
issuer-suspended = sospeso
issuer-withdrawn = revocato
issuer-not-entitled = emittente non legittimato
issuer-bad-signature = firma errata
issuer-subject-mismatch = di un altro titolare
issuer-status-stale = stato non aggiornato
issuer-conflict = contraddizione
issuer-unknown-scheme = programma sconosciuto
issuer-indeterminate = indeterminato
issuer-agency-title = Schede firmate da { $agency }
issuer-agency-kind = Iscrive altre organizzazioni e garantisce per loro
issuer-agency-total = { $listings } { $listings ->
    [one] scheda
   *[other] schede
}; quota modificata negli ultimi sei mesi: { $fresh }%.
issuer-agency-vouches = Garantisce per { $vouches } { $vouches ->
    [one] organizzazione
   *[other] organizzazioni
}, di cui { $carried } su questo nodo.
issuer-agency-listings = Le sue schede
issuer-agency-nobody = Non iscrive nessuno.
issuer-agency-all = Tutte ({ $count }), firmate (JSON)
issuer-agency-vouches-for = Per chi garantisce
issuer-agency-vouches-none = Per nessuno.
issuer-agency-vouched-none = Nessuno.
issuer-agency-since = dal giorno { $day }
issuer-agency-since-as = dal giorno { $day }, come agenzia
issuer-agency-not-held = Questo nodo non ha nulla di suo.
issuer-agency-nodes = Nodi che dice di gestire
issuer-agency-no-nodes = Nessuno.
issuer-agency-where = Dove si trovano
