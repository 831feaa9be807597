# Organizzazioni a confronto, organizzazioni simili, possibili doppioni, e la cronologia di ciò che è stato detto.

compare-title = Una accanto all’altra
compare-nobody = Aprite un’organizzazione o una scheda: da lì potete metterne fino a { $most } una accanto all’altra.
compare-take-away = togli
compare-place = Dove
compare-labels = Marchi validi
compare-no-labels = nessuno
compare-vouches = Garanzie
compare-whose = Un profilo è la parola dell’organizzazione stessa, una scheda quella di un’agenzia. I marchi sono giudicati con le ancore di fiducia di questo nodo.
compare-similar = Organizzazioni simili
compare-similar-what = Dello stesso campo di attività, le più vicine per prime, in base a ciò che dicono profili e schede.
compare-first = Mettile una accanto all’altra
compare-twins = Possibili doppioni
compare-twins-what = Potrebbe trattarsi della stessa organizzazione. Può dirlo solo chi li ha scritti.
compare-same-id = Lo stesso identificativo in un altro registro: { $id }
compare-same-website = Lo stesso sito web: { $website }
compare-same-name = Lo stesso nome, nella stessa regione o nello stesso paese
compare-both-ecosystems = Entrambe in: { $names }
compare-both-technologies = Entrambe con: { $names }
compare-both-activities = Entrambe attive in: { $names }
compare-both-in = Stesso territorio: { $place }
compare-history = Cronologia
compare-history-what = { $count ->
    [one] Questo documento nasce da una sola voce firmata.
   *[other] Questo documento nasce da { $count } voci firmate. Le più recenti figurano per prime, secondo l’orologio dell’autore.
}
compare-signed = firmata con la chiave { $device }…
compare-parts = Quando ciascuna parte è stata modificata l’ultima volta
compare-other-part = un’altra parte
compare-agency = Chi iscrive e per chi garantisce
compare-issuer = I marchi che ha rilasciato, secondo il loro stato a una data
