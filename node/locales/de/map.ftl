# Die Karte, und was sie mit den Zahlen gemeinsam hat.

map-title = Karte: { $here }
map-heading = { $here }: wo sie sind
map-world = Welt
map-europe = Europa
map-around = Größere Karten
map-skip = Die Karte überspringen: In der Tabelle stehen dieselben Zahlen
map-colours = Farben:
map-colours-tell = Was die Farben zeigen
map-all = alle
map-organisations = Organisationen
map-listings = Einträge
map-labels = Labels
map-leads = Eine Fläche führt zu ihrer Karte, ein Punkt zur Suche.
map-unplaced = { $count ->
    [one] { $count } nennt keine Region und hat keinen Punkt.
   *[other] { $count } nennen keine Region und haben keinen Punkt.
}
map-mark = { $where }: { $count } in der Suche
map-numbers = Dasselbe in Zahlen
map-more = Mehr über { $here }
map-undivided = Weiter unterteilt ist es nicht.
map-words = Wörter
map-ecosystem = Ökosystem
map-any = Alle
map-whose = Wessen Wort
map-anybody = Von allen
map-own-profiles = Eigene Profile
map-by-agencies = Einträge von Agenturen
map-count = Zählen
map-search = Stattdessen suchen
map-clear = Zurücksetzen
map-total = { $organisations } { $organisations ->
    [one] Organisation
   *[other] Organisationen
}, { $listings } { $listings ->
    [one] Eintrag
   *[other] Einträge
} und { $labels } { $labels ->
    [one] laufendes Label
   *[other] laufende Labels
}.
map-show = Anzeigen
map-counts = Zahlen
map-country = Land
map-region = Region
map-bar = Balken
map-in-all = Insgesamt
map-own = Eigene
map-labels-column = Labels
map-without = ohne kleinere Region
map-show-those = { $count }: die in { $where } anzeigen
map-columns = Insgesamt: Organisationen und Einträge. Eigene: Organisationen, die für sich selbst sprechen. Labels: die mit laufender Frist, was immer seither aus ihnen wurde.
map-fresh = Im letzten halben Jahr geändert
map-legend = Legende
map-none = keine
map-places = Orte; ein größerer Punkt steht für mehr
map-sources = Umrisse: Natural Earth, gemeinfrei; Regionen: Eurostat, NUTS 2024.
map-no-opinion = Die Karte bedeutet keine Aussage über den Status eines Gebiets oder über seine Grenzen. Kosovo: Diese Bezeichnung berührt nicht die Standpunkte zum Status und steht im Einklang mit der Resolution 1244/1999 des VN-Sicherheitsrates und dem Gutachten des Internationalen Gerichtshofs zur Unabhängigkeitserklärung des Kosovos.
