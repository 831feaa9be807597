# La mappa, e ciò che ha in comune con i numeri.

map-title = Mappa: { $here }
map-heading = { $here }: dove si trovano
map-world = Mondo
map-europe = Europa
map-around = Mappe più ampie
map-skip = Salta la mappa: la tabella riporta gli stessi numeri
map-colours = Colori:
map-colours-tell = Che cosa indicano i colori
map-all = tutte
map-organisations = organizzazioni
map-listings = schede
map-labels = marchi
map-leads = Un territorio porta alla sua mappa, un punto alla ricerca.
map-unplaced = { $count ->
    [one] { $count } non indica alcuna regione e non ha un punto.
   *[other] { $count } non indicano alcuna regione e non hanno un punto.
}
map-mark = { $where }: { $count } nella ricerca
map-numbers = Lo stesso in numeri
map-more = Per saperne di più: { $here }
map-undivided = Non vi sono ulteriori suddivisioni.
map-words = Parole
map-ecosystem = Ecosistema
map-any = Tutti
map-whose = Parola di chi
map-anybody = Di chiunque
map-own-profiles = Profili propri
map-by-agencies = Schede delle agenzie
map-count = Conta
map-search = Passa alla ricerca
map-clear = Azzera
map-total = { $organisations } { $organisations ->
    [one] organizzazione
   *[other] organizzazioni
}, { $listings } { $listings ->
    [one] scheda
   *[other] schede
} e { $labels } { $labels ->
    [one] marchio in corso
   *[other] marchi in corso
}.
map-show = Mostra
map-counts = Numeri
map-country = Paese
map-region = Regione
map-bar = Barra
map-in-all = In tutto
map-own = Propri
map-labels-column = Marchi
map-without = senza una regione più piccola
map-show-those = { $count }: mostra ({ $where })
map-columns = In tutto: organizzazioni e schede. Propri: organizzazioni che parlano per sé. Marchi: quelli la cui durata è in corso, qualunque cosa ne sia stato in seguito.
map-fresh = Modificate negli ultimi sei mesi
map-legend = Legenda
map-none = nessuno
map-places = luoghi; un punto più grande ne rappresenta di più
map-sources = Contorni: Natural Earth, pubblico dominio; regioni: Eurostat, NUTS 2024.
map-no-opinion = La mappa non implica alcuna presa di posizione sullo status di un territorio o sui suoi confini. Kosovo: tale designazione non pregiudica le posizioni riguardo allo status ed è in linea con la risoluzione 1244 (1999) del Consiglio di sicurezza delle Nazioni Unite e con il parere della Corte internazionale di giustizia sulla dichiarazione di indipendenza del Kosovo.
