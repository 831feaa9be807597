# Annunci: che cosa le organizzazioni offrono, cercano e annunciano, e i loro legami con altre.

post-title = Annunci
post-lead = Che cosa le organizzazioni di cluster offrono, cercano e annunciano. Ogni annuncio è la parola dell’organizzazione che l’ha firmato e vale come aperto fino al suo ultimo giorno, non oltre.
post-whose = Solo annunci di { $organisation }
post-words = Parole: che cosa si offre o si cerca
post-kind = Genere
post-state = Stato
post-state-current = Aperti o in arrivo
post-state-any = Tutti
post-on = Aperti in un giorno
post-results = { $total ->
    [one] { $total } annuncio
   *[other] { $total } annunci
}
post-results-part = { $total ->
    [one] { $first }–{ $last } su { $total } annuncio
   *[other] { $first }–{ $last } su { $total } annunci
}
post-none = Nessun annuncio su questo nodo corrisponde a tutto ciò che è stato chiesto.
post-none-open = Nessuno dei suoi annunci è aperto o in arrivo.
post-all = { $count ->
    [one] L’unico annuncio, anche se concluso
   *[other] Tutti i { $count } annunci, anche conclusi
}
post-ecosystem = Ecosistemi industriali
post-by = di { $organisation }
post-open = Aperto
post-upcoming = In arrivo
post-ended = Concluso
post-withdrawn = Ritirato
post-on-day = il { $day }
post-from-until = dal { $from } al { $until }
post-from = dal { $day }
post-until = fino al { $day }
post-nameless = Annuncio senza titolo
post-said = Che cosa dice
post-signed = { $organisation } ha firmato ciò che sta qui. Nessun altro lo ha confermato.
post-only-title = Non dice altro che il suo titolo.
post-dated = Pubblicato la prima volta il { $published }, modificato l’ultima volta il { $changed }, secondo l’orologio dell’autore.
post-whose-word = Di chi è la parola
post-others = Tutti gli annunci di questa organizzazione
post-json = L’annuncio (JSON)
post-automerge = L’annuncio (Automerge)
post-entries = Voci firmate (CBOR)
post-field-title = Titolo
post-field-from = Primo giorno
post-field-until = Ultimo giorno
post-links = Cooperazione e adesione
post-links-what = Che cosa questa organizzazione e altre dicono l’una dell’altra. Chiunque può dirsi partner; è confermato ciò che dicono entrambe.
post-links-shown = Qui ne sono mostrati { $shown } su { $all }; l’API li ha tutti.
post-link-cooperation = Coopera con { $organisation }
post-link-member-of = È membro di { $organisation }
post-link-has-member = Ha { $organisation } tra i suoi membri
post-link-confirmed = Confermato: lo dicono entrambe
post-link-ours = Lo dice solo questa organizzazione
post-link-theirs = Lo dice solo l’altra
post-link-to-come = Non ancora
post-link-over = Non più
post-counts-what = Annunci aperti o in arrivo in quel giorno. Qui valgono le parole, i luoghi, gli ecosistemi, le attività economiche, le industrie emergenti, le aree di specializzazione e le tecnologie chiesti, non gli altri filtri.
post-counts-total = { $count ->
    [one] { $count } annuncio
   *[other] { $count } annunci
}
post-counts-month = Prima pubblicazione
post-counts-none = Nessun annuncio è aperto o in arrivo.
post-kind-offer = Offerta
post-kind-request = Richiesta
post-kind-event = Evento
post-kind-call = Bando
post-kind-project = Progetto
post-kind-practice = Buona pratica
post-kind-case = Caso di studio
post-kind-course = Corso
post-kind-facility = Infrastruttura
post-kind-mobility = Scambio di personale
post-kind-mentoring = Mentoring
post-kind-talent = Posizione aperta
post-kind-tool = Strumento
post-kind-policy = Misura di politica pubblica
post-kind-other = Annuncio di altro genere
