# La carte, et ce qu’elle partage avec les chiffres.

map-title = Carte : { $here }
map-heading = { $here } : où elles se trouvent
map-world = Monde
map-europe = Europe
map-around = Cartes plus larges
map-skip = Passer la carte : le tableau donne les mêmes chiffres
map-colours = Couleurs :
map-colours-tell = Ce qu’indiquent les couleurs
map-all = toutes
map-organisations = organisations
map-listings = inscriptions
map-labels = labels
map-leads = Un territoire mène à sa carte, un point à la recherche.
map-unplaced = { $count ->
    [one] { $count } n’indique aucune région et n’a pas de point.
   *[other] { $count } n’indiquent aucune région et n’ont pas de point.
}
map-mark = { $where } : { $count } dans la recherche
map-numbers = La même chose en chiffres
map-more = En savoir plus : { $here }
map-undivided = Il n’y a pas de subdivision plus fine.
map-words = Mots
map-ecosystem = Écosystème
map-any = Tous
map-whose = Parole de qui
map-anybody = Toutes
map-own-profiles = Profils propres
map-by-agencies = Inscriptions par des agences
map-count = Compter
map-search = Passer à la recherche
map-clear = Effacer
map-total = { $organisations } { $organisations ->
    [one] organisation
   *[other] organisations
}, { $listings } { $listings ->
    [one] inscription
   *[other] inscriptions
} et { $labels } { $labels ->
    [one] label en cours
   *[other] labels en cours
}.
map-show = Les afficher
map-counts = Chiffres
map-country = Pays
map-region = Région
map-bar = Barre
map-in-all = En tout
map-own = Propres
map-labels-column = Labels
map-without = sans région plus petite
map-show-those = { $count } : les afficher ({ $where })
map-columns = En tout : organisations et inscriptions. Propres : organisations qui parlent pour elles-mêmes. Labels : ceux dont la durée court encore, quoi qu’ils soient devenus depuis.
map-fresh = Modifiées depuis moins de six mois
map-legend = Légende
map-none = aucun
map-places = lieux ; un point plus grand en représente davantage
map-sources = Contours : Natural Earth, domaine public ; régions : Eurostat, NUTS 2024.
map-no-opinion = La carte n’implique aucune prise de position sur le statut d’un territoire ni sur ses frontières. Kosovo : cette désignation est sans préjudice des positions sur le statut et est conforme à la résolution 1244 (1999) du Conseil de sécurité des Nations unies ainsi qu’à l’avis de la CIJ sur la déclaration d’indépendance du Kosovo.
