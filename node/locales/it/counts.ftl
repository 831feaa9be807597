# I numeri.

counts-title = Numeri
counts-heading = Che cosa c’è qui, in numeri
counts-lead = Ogni numero è quello di una ricerca su questo nodo, in data { $day }. Un altro nodo con le stesse dichiarazioni conta la stessa cosa.
counts-map = Sulla mappa
counts-countries = Per paese
counts-no-country = Nessuna indica un paese.
counts-ecosystems = Per ecosistema industriale
counts-no-ecosystem = Nessuna indica un ecosistema.
counts-several = Chi appartiene a più ecosistemi è contato in ciascuno.
counts-crossing = Paesi ed ecosistemi
counts-crossing-what = Organizzazioni e schede; più il colore è intenso, più ce ne sono.
counts-ages = Quanto è aggiornato
counts-ages-what = Organizzazioni e schede secondo il tempo trascorso dall’ultima modifica, in base all’orologio dell’autore.
counts-changed = Ultima modifica
counts-number = Numero
counts-share = Quota
counts-within = { $days ->
    [one] nell’ultimo giorno
   *[other] negli ultimi { $days } giorni
}
counts-older = più tempo fa
counts-course = Mese per mese
counts-nothing = Non è stato ancora detto nulla.
counts-line-cards = organizzazioni e schede
counts-line-labels = marchi già iniziati
counts-by-end = Alla fine di
counts-organisations = Organizzazioni
counts-listings = Schede
