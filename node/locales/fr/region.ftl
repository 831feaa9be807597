# Régions et écosystèmes industriels, et listes courtes d’organisations.

region-about = Organisations de cluster, { $where } : { $organisations } avec leur propre profil, { $listings } inscrites par des agences.
region-around = Ce qui l’entoure
region-country = Pays
region-nuts = Région, niveau NUTS { $level }
region-iso = Région
region-ecosystem = Écosystème industriel
region-counts = Chiffres
region-map = Sur la carte
region-no-outline = Son contour n’est pas disponible ici.
region-skip = Passer la carte
region-larger = En plus grand, avec des filtres
region-inner = Ses régions
region-countries = Pays
region-who = Qui s’y trouve
region-ecosystems = Écosystèmes industriels
region-others = Autres écosystèmes
region-listed-by = Inscrite par { $agency }
region-own = Profil propre
region-nobody = Il n’y a encore personne ici.
region-all = { $count ->
    [one] La seule, dans la recherche
   *[other] Toutes les { $count } dans la recherche
}
region-same = Les mêmes dans la recherche
