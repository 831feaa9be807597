# La page d’un programme de labellisation.

scheme-kind = Programme de labellisation
scheme-owner = Géré par { $owner }
scheme-levels = Niveaux
scheme-no-levels = Le programme n’a pas de niveaux.
scheme-level = Niveau
scheme-takes = Ce qu’il exige et ce qu’il donne
scheme-term = Durée
scheme-term-until = jusqu’au { $day }
scheme-term-months = { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}
scheme-term-or = { $terms } mois
scheme-term-list-or = ou
scheme-points-at-least = au moins { $points } points requis
scheme-percent-at-least = au moins { $percent } % requis
scheme-rules = Règles
scheme-rule-fixed = Une version publiée ne change jamais : une autre règle est une autre version.
scheme-criteria = Critères
scheme-no-criteria = Le programme n’énonce aucun critère.
scheme-accredited = Qui peut agir en son nom
scheme-no-accredited = Personne n’est accrédité à part le propriétaire.
scheme-may = peut { $what }, sans date de fin
scheme-may-until = peut { $what } jusqu’au { $day }
scheme-may-what = { $actions } { $levels }
scheme-may-what-in = { $actions } { $levels } ({ $territory })
scheme-action-assess = évaluer
scheme-action-decide = décider
scheme-action-issue = délivrer
scheme-action-delegate = accréditer d’autres pour
scheme-accredited-by = accrédité par { $by }
scheme-versions = Autres versions
scheme-newer = Il existe une version plus récente de ce programme : { $version }.
scheme-labels = Labels délivrés selon ce programme
scheme-no-labels = Ce nœud ne connaît aucun label de ce programme.
scheme-json = Le programme (JSON)
