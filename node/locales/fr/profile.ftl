# Les champs du profil type.

profile-group-identity = Noms et nature
profile-group-location = Localisation
profile-group-presentation = Présentation
profile-group-sectors = Écosystèmes et activités
profile-group-members = Membres
profile-group-competences = Compétences
profile-group-strengths = Points forts scientifiques et technologiques
profile-group-services = Services
profile-group-programmes = Programmes
profile-group-governance = Gestion et gouvernance
profile-group-financing = Financement
profile-group-cooperation = Coopération internationale

profile-field-kind = Nature
profile-field-name = Nom
profile-field-acronym = Sigle
profile-field-legal-name = Dénomination légale
profile-field-founded = Création
profile-field-languages = Langues de travail
profile-field-logo = Logo
profile-field-country = Pays
profile-field-region = Région
profile-field-region-list = Nomenclature de la région
profile-field-place = Lieu
profile-field-description = Description
profile-field-website = Site web
profile-field-ecosystem = Écosystèmes industriels
profile-field-nace = Activités économiques
profile-field-emerging = Industries émergentes
profile-field-s3 = Domaines de spécialisation intelligente
profile-field-members = Membres
profile-field-competence = Compétences
profile-field-strength = Points forts scientifiques et technologiques
profile-field-technology = Technologies
profile-field-service = Services
profile-field-programme = Programmes
profile-field-management-fte = Personnel de gestion
profile-field-legal-form = Forme juridique
profile-field-governance-form = Gouvernance
profile-field-financing-public-percent = Financement public
profile-field-financing-private-percent = Financement privé
profile-field-cooperation-willingness = Volonté de coopérer
profile-field-cooperation-readiness = Capacité à coopérer
profile-field-cooperation-readiness-evidence = Preuves de cette capacité
profile-field-cooperation-objective = Objectifs de la coopération
profile-field-cooperation-country = Pays visés
profile-field-cooperation-ecosystem = Écosystèmes visés
profile-field-cooperation-offers = Ce que l’organisation apporte
profile-field-cooperation-seeks = Ce que l’organisation recherche

profile-willingness-0 = aucun intérêt
profile-willingness-1 = ouverte aux propositions
profile-willingness-2 = intéressée
profile-willingness-3 = à la recherche de partenaires
profile-willingness-4 = une priorité de la stratégie
profile-readiness-0 = aucun moyen
profile-readiness-1 = une personne à contacter
profile-readiness-2 = du personnel et des langues
profile-readiness-3 = une expérience de projets
profile-readiness-4 = plusieurs partenariats durables
profile-on-scale = { $step } sur 4 : { $meaning }

profile-staff = { $number } équivalents temps plein
profile-percent = { $percent } %
profile-members-together = Ensemble
profile-others = Autres champs
profile-as-given = Tels qu’ils ont été donnés
profile-more-fields = { $count ->
    [one] { $count } autre figure dans le document
   *[other] { $count } autres figurent dans le document
}
profile-more-remarks = { $count ->
    [one] et { $count } autre de ce genre
   *[other] et { $count } autres de ce genre
}
