# La pagina di un programma di marchio.

scheme-kind = Programma di marchio
scheme-owner = Proprietario: { $owner }
scheme-levels = Livelli
scheme-no-levels = Il programma non ha livelli.
scheme-level = Livello
scheme-takes = Che cosa richiede e che cosa dà
scheme-term = Durata
scheme-term-until = fino al giorno { $day }
scheme-term-months = { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}
scheme-term-or = { $terms } mesi
scheme-term-list-or = o
scheme-points-at-least = occorrono almeno { $points } punti
scheme-percent-at-least = occorre almeno il { $percent }%
scheme-rules = Regole
scheme-rule-fixed = Una versione pubblicata non cambia mai: un’altra regola è un’altra versione.
scheme-criteria = Criteri
scheme-no-criteria = Il programma non indica criteri.
scheme-accredited = Chi può agire in base a esso
scheme-no-accredited = Nessuno è accreditato oltre al proprietario.
scheme-may = può, senza data di fine: { $what }
scheme-may-until = può, fino al giorno { $day }: { $what }
scheme-may-what = { $actions } { $levels }
scheme-may-what-in = { $actions } { $levels } ({ $territory })
scheme-action-assess = valutare
scheme-action-decide = decidere
scheme-action-issue = rilasciare
scheme-action-delegate = accreditare altri per
scheme-accredited-by = accreditato da { $by }
scheme-versions = Altre versioni
scheme-newer = Esiste una versione più recente di questo programma: { $version }.
scheme-labels = Marchi rilasciati in base a esso
scheme-no-labels = Questo nodo non conosce alcun marchio di questo programma.
scheme-json = Il programma (JSON)
