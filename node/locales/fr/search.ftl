# La page de recherche.

search-title-front = Organisations de cluster
search-title = Recherche
search-welcome = Trouver des organisations de cluster et voir qui se porte garant d’elles
search-welcome-what = Hanse est un répertoire sans centre. Les organisations signent leur propre profil ; des agences les inscrivent et se portent garantes d’elles ; des organismes de labellisation signent les labels. Chaque déclaration nomme son auteur, et chacun peut la vérifier.
search-words = Mots : un nom, un lieu, une compétence
search-country = Pays
search-any = Tous
search-region = Région
search-region-code = (code NUTS)
search-ecosystem = Écosystème
search-kind = Parole de qui
search-kind-any = Toutes
search-kind-profile = Profils propres
search-kind-listing = Inscriptions par des agences
search-go = Rechercher
search-clear = Effacer
search-totals = Ce nœud contient { $listings ->
    [one] { $listings } inscription
   *[other] { $listings } inscriptions
} et { $organisations ->
    [one] { $organisations } organisation
   *[other] { $organisations } organisations
}.
search-show-all = Tout afficher
search-nothing = Aucun résultat
search-nothing-fits = Aucune inscription ni organisation de ce nœud ne répond à tous les critères.
search-fewer-words = Employez moins de mots ou vérifiez leur orthographe.
search-own-language = Les noms sont conservés tels quels : essayez le mot dans la langue de l’organisation.
search-larger-region = Retirez un filtre. Un code NUTS plus court désigne une région plus grande : { $large } au lieu de { $small }.
search-start-again = Recommencer avec tout
search-results = { $total ->
    [one] { $total } résultat
   *[other] { $total } résultats
}
search-results-part = { $first }–{ $last } sur { $total ->
    [one] { $total } résultat
   *[other] { $total } résultats
}
search-narrow = Affiner les résultats
search-browse = Parcourir
search-ask-another = Chercher autrement
search-own = Profil propre
search-own-word = La parole de l’organisation elle-même, signée par elle
search-listing = Inscription
search-listed-by = Inscrite par { $agency }, ce n’est pas sa propre parole
search-ecosystems = Écosystèmes
search-said = Ce qu’en disent d’autres
search-valid-label = Label valable : { $label }
search-vouches = { $count ->
    [0] Personne ne se porte garant d’elle
    [one] { $count } organisation se porte garante d’elle
   *[other] { $count } organisations se portent garantes d’elle
}
search-pages = Pages de résultats
search-previous = Page précédente
search-next = Page suivante
search-chosen = choisi, retirer
search-facet-country = Pays
search-facet-ecosystem = Écosystème industriel
search-facet-kind = Parole de qui
search-guessed = { $ecosystem } (supposé)
search-more-filters = Autres filtres
search-more-properties = Autres propriétés
search-label-any = Tout label valable
search-label-on = Label valable le
search-label-on-hint = un jour tel que 2026-11-22 ; sinon aujourd’hui
search-nace-hint = par exemple C ou 26.1
search-vouched-by-hint = SCID ou DID de l’organisation qui se porte garante
search-facet-type = Type d’organisation
search-facet-region = Région
search-facet-nace = Activité économique (NACE)
search-facet-emerging = Industrie émergente
search-facet-s3 = Domaine de spécialisation intelligente
search-facet-technology = Technologie
search-facet-members = Membres
search-facet-composition = Types de membres
search-facet-cooperation = Souhaite coopérer pour
search-facet-fresh = Confirmé ou modifié
search-facet-label = Label
search-facet-vouched-by = Attestée par
search-type-cluster = Organisation de cluster
search-type-agency = Agence
search-type-label-authority = Organisme de labellisation
search-composition-sme = Petites et moyennes entreprises
search-composition-startup = Jeunes pousses
search-composition-large = Grandes entreprises
search-composition-research = Recherche et universités
search-composition-public = Organismes publics
search-composition-mostly-sme = Surtout des petites et moyennes entreprises
search-composition-mostly-research = Surtout de la recherche
search-fresh-90d = Depuis moins de 90 jours
search-fresh-365d = Depuis moins d’un an
search-fresh-older = Il y a plus longtemps
