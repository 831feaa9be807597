# The fields of the standard profile.

profile-group-identity = Names and kind
profile-group-location = Location
profile-group-presentation = Presentation
profile-group-sectors = Ecosystems and activities
profile-group-members = Members
profile-group-competences = Competences
profile-group-strengths = Scientific and technological strengths
profile-group-services = Services
profile-group-programmes = Programmes
profile-group-governance = Management and governance
profile-group-financing = Financing
profile-group-cooperation = International cooperation

profile-field-kind = Kind
profile-field-name = Name
profile-field-acronym = Acronym
profile-field-legal-name = Legal name
profile-field-founded = Founded
profile-field-languages = Working languages
profile-field-logo = Logo
profile-field-country = Country
profile-field-region = Region
profile-field-region-list = Region's list
profile-field-place = Place
profile-field-description = Description
profile-field-website = Website
profile-field-ecosystem = Industrial ecosystems
profile-field-nace = Economic activities
profile-field-emerging = Emerging industries
profile-field-s3 = Smart specialisation areas
profile-field-members = Members
profile-field-competence = Competences
profile-field-strength = Scientific and technological strengths
profile-field-technology = Technologies
profile-field-service = Services
profile-field-programme = Programmes
profile-field-management-fte = Management staff
profile-field-legal-form = Legal form
profile-field-governance-form = Governance
profile-field-financing-public-percent = Public financing
profile-field-financing-private-percent = Private financing
profile-field-cooperation-willingness = Willingness to cooperate
profile-field-cooperation-readiness = Readiness to cooperate
profile-field-cooperation-readiness-evidence = Evidence of readiness
profile-field-cooperation-objective = Objectives of cooperation
profile-field-cooperation-country = Target countries
profile-field-cooperation-ecosystem = Target ecosystems
profile-field-cooperation-offers = What the organisation brings
profile-field-cooperation-seeks = What the organisation seeks

profile-willingness-0 = no interest
profile-willingness-1 = open to approaches
profile-willingness-2 = interested
profile-willingness-3 = looking for partners
profile-willingness-4 = a priority of the strategy
profile-readiness-0 = no means
profile-readiness-1 = a contact person
profile-readiness-2 = staff and languages
profile-readiness-3 = experience in projects
profile-readiness-4 = several lasting partnerships
profile-on-scale = { $step } of 4: { $meaning }

profile-staff = { $number } full-time equivalents
profile-percent = { $percent } %
profile-members-together = Together
profile-others = Other fields
profile-as-given = As they were given
profile-more-fields = { $count ->
    [one] { $count } more stands in the document
   *[other] { $count } more stand in the document
}
profile-more-remarks = { $count ->
    [one] and { $count } more of the kind
   *[other] and { $count } more of the kind
}
