# Regioni ed ecosistemi industriali, e brevi elenchi di organizzazioni.

region-about = Organizzazioni di cluster, { $where }: { $organisations } con un profilo proprio, { $listings } iscritte da agenzie.
region-around = Che cosa c’è intorno
region-country = Paese
region-nuts = Regione, livello NUTS { $level }
region-iso = Regione
region-ecosystem = Ecosistema industriale
region-counts = Numeri
region-map = Sulla mappa
region-no-outline = Il suo contorno qui non è disponibile.
region-skip = Salta la mappa
region-larger = Più grande, con filtri
region-inner = Regioni al suo interno
region-countries = Paesi
region-who = Chi c’è qui
region-ecosystems = Ecosistemi industriali
region-others = Altri ecosistemi
region-listed-by = Iscritta da { $agency }
region-own = Profilo proprio
region-nobody = Qui non c’è ancora nessuno.
region-all = { $count ->
    [one] L’unica, nella ricerca
   *[other] Tutte ({ $count }) nella ricerca
}
region-same = Le stesse nella ricerca
