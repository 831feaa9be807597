# Les chiffres.

counts-title = Chiffres
counts-heading = Ce qui se trouve ici, en chiffres
counts-lead = Chaque chiffre est celui d’une recherche sur ce nœud, le { $day }. Un autre nœud qui a les mêmes déclarations compte la même chose.
counts-map = Sur la carte
counts-countries = Par pays
counts-no-country = Aucune n’indique de pays.
counts-ecosystems = Par écosystème industriel
counts-no-ecosystem = Aucune n’indique d’écosystème.
counts-several = Celles qui relèvent de plusieurs écosystèmes sont comptées dans chacun.
counts-crossing = Pays et écosystèmes
counts-crossing-what = Organisations et inscriptions ; plus la couleur est intense, plus il y en a.
counts-ages = Actualité des données
counts-ages-what = Organisations et inscriptions selon le temps écoulé depuis leur dernière modification, d’après l’horloge de l’auteur.
counts-changed = Dernière modification
counts-number = Nombre
counts-share = Part
counts-within = { $days ->
    [one] il y a { $days } jour au plus
   *[other] il y a { $days } jours au plus
}
counts-older = il y a plus longtemps
counts-course = Mois par mois
counts-nothing = Rien n’a encore été dit.
counts-line-cards = organisations et inscriptions
counts-line-labels = labels qui avaient commencé
counts-by-end = À la fin de
counts-organisations = Organisations
counts-listings = Inscriptions
