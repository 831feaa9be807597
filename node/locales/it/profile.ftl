# I campi del profilo standard.

profile-group-identity = Nomi e tipo
profile-group-location = Sede
profile-group-presentation = Presentazione
profile-group-sectors = Ecosistemi e attività
profile-group-members = Membri
profile-group-competences = Competenze
profile-group-strengths = Punti di forza scientifici e tecnologici
profile-group-services = Servizi
profile-group-programmes = Programmi
profile-group-governance = Gestione e governance
profile-group-financing = Finanziamento
profile-group-cooperation = Cooperazione internazionale

profile-field-kind = Tipo
profile-field-name = Nome
profile-field-acronym = Sigla
profile-field-legal-name = Denominazione legale
profile-field-founded = Fondazione
profile-field-languages = Lingue di lavoro
profile-field-logo = Logo
profile-field-country = Paese
profile-field-region = Regione
profile-field-region-list = Elenco della regione
profile-field-place = Località
profile-field-description = Descrizione
profile-field-website = Sito web
profile-field-ecosystem = Ecosistemi industriali
profile-field-nace = Attività economiche
profile-field-emerging = Industrie emergenti
profile-field-s3 = Aree di specializzazione intelligente
profile-field-members = Membri
profile-field-competence = Competenze
profile-field-strength = Punti di forza scientifici e tecnologici
profile-field-technology = Tecnologie
profile-field-service = Servizi
profile-field-programme = Programmi
profile-field-management-fte = Personale di gestione
profile-field-legal-form = Forma giuridica
profile-field-governance-form = Governance
profile-field-financing-public-percent = Finanziamento pubblico
profile-field-financing-private-percent = Finanziamento privato
profile-field-cooperation-willingness = Disponibilità a cooperare
profile-field-cooperation-readiness = Capacità di cooperare
profile-field-cooperation-readiness-evidence = Prove della capacità
profile-field-cooperation-objective = Obiettivi della cooperazione
profile-field-cooperation-country = Paesi di interesse
profile-field-cooperation-ecosystem = Ecosistemi di interesse
profile-field-cooperation-offers = Che cosa apporta l’organizzazione
profile-field-cooperation-seeks = Che cosa cerca l’organizzazione

profile-willingness-0 = nessun interesse
profile-willingness-1 = aperta a proposte
profile-willingness-2 = interessata
profile-willingness-3 = in cerca di partner
profile-willingness-4 = una priorità della strategia
profile-readiness-0 = nessun mezzo
profile-readiness-1 = una persona di contatto
profile-readiness-2 = personale e lingue
profile-readiness-3 = esperienza in progetti
profile-readiness-4 = vari partenariati duraturi
profile-on-scale = { $step } su 4: { $meaning }

profile-staff = { $number } equivalenti a tempo pieno
profile-percent = { $percent }%
profile-members-together = In totale
profile-others = Altri campi
profile-as-given = Così come sono stati dati
profile-more-fields = { $count ->
    [one] ce n’è ancora { $count } nel documento
   *[other] ce ne sono altri { $count } nel documento
}
profile-more-remarks = { $count ->
    [one] e ancora { $count } dello stesso genere
   *[other] e altre { $count } dello stesso genere
}
