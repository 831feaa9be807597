# Die Felder des Standardprofils.

profile-group-identity = Namen und Art
profile-group-location = Standort
profile-group-presentation = Vorstellung
profile-group-sectors = Ökosysteme und Wirtschaftszweige
profile-group-members = Mitglieder
profile-group-competences = Kompetenzen
profile-group-strengths = Wissenschaftliche und technologische Stärken
profile-group-services = Dienstleistungen
profile-group-programmes = Programme
profile-group-governance = Management und Governance
profile-group-financing = Finanzierung
profile-group-cooperation = Internationale Zusammenarbeit

profile-field-kind = Art
profile-field-name = Name
profile-field-acronym = Kurzname
profile-field-legal-name = Eingetragener Name
profile-field-founded = Gegründet
profile-field-languages = Arbeitssprachen
profile-field-logo = Logo
profile-field-country = Land
profile-field-region = Region
profile-field-region-list = Verzeichnis der Region
profile-field-place = Ort
profile-field-description = Beschreibung
profile-field-website = Website
profile-field-ecosystem = Industrielle Ökosysteme
profile-field-nace = Wirtschaftszweige
profile-field-emerging = Aufstrebende Branchen
profile-field-s3 = Bereiche der intelligenten Spezialisierung
profile-field-members = Mitglieder
profile-field-competence = Kompetenzen
profile-field-strength = Wissenschaftliche und technologische Stärken
profile-field-technology = Technologien
profile-field-service = Dienstleistungen
profile-field-programme = Programme
profile-field-management-fte = Personal des Managements
profile-field-legal-form = Rechtsform
profile-field-governance-form = Governance
profile-field-financing-public-percent = Öffentliche Finanzierung
profile-field-financing-private-percent = Private Finanzierung
profile-field-cooperation-willingness = Kooperationsinteresse
profile-field-cooperation-readiness = Kooperationsfähigkeit
profile-field-cooperation-readiness-evidence = Belege der Kooperationsfähigkeit
profile-field-cooperation-objective = Ziele der Zusammenarbeit
profile-field-cooperation-country = Zielländer
profile-field-cooperation-ecosystem = Ökosysteme der gesuchten Partner
profile-field-cooperation-offers = Was die Organisation einbringt
profile-field-cooperation-seeks = Was die Organisation sucht

profile-willingness-0 = kein Interesse
profile-willingness-1 = offen für Anfragen
profile-willingness-2 = interessiert
profile-willingness-3 = auf Partnersuche
profile-willingness-4 = ein Schwerpunkt der Strategie
profile-readiness-0 = keine Mittel
profile-readiness-1 = eine Ansprechperson
profile-readiness-2 = Personal und Sprachen
profile-readiness-3 = Erfahrung in Projekten
profile-readiness-4 = mehrere dauerhafte Partnerschaften
profile-on-scale = { $step } von 4: { $meaning }

profile-staff = { $number } Vollzeitäquivalente
profile-percent = { $percent } %
profile-members-together = Zusammen
profile-others = Weitere Felder
profile-as-given = Wie sie angegeben wurden
profile-more-fields = { $count ->
    [one] { $count } weiteres steht im Dokument
   *[other] { $count } weitere stehen im Dokument
}
profile-more-remarks = { $count ->
    [one] und { $count } weitere dieser Art
   *[other] und { $count } weitere dieser Art
}
