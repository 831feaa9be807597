# Los campos del perfil estándar.

profile-group-identity = Nombres y tipo
profile-group-location = Ubicación
profile-group-presentation = Presentación
profile-group-sectors = Ecosistemas y actividades
profile-group-members = Miembros
profile-group-competences = Competencias
profile-group-strengths = Puntos fuertes científicos y tecnológicos
profile-group-services = Servicios
profile-group-programmes = Programas
profile-group-governance = Gestión y gobernanza
profile-group-financing = Financiación
profile-group-cooperation = Cooperación internacional

profile-field-kind = Tipo
profile-field-name = Nombre
profile-field-acronym = Siglas
profile-field-legal-name = Denominación legal
profile-field-founded = Fundación
profile-field-languages = Idiomas de trabajo
profile-field-logo = Logotipo
profile-field-country = País
profile-field-region = Región
profile-field-region-list = Lista de la región
profile-field-place = Localidad
profile-field-description = Descripción
profile-field-website = Sitio web
profile-field-ecosystem = Ecosistemas industriales
profile-field-nace = Actividades económicas
profile-field-emerging = Industrias emergentes
profile-field-s3 = Ámbitos de especialización inteligente
profile-field-members = Miembros
profile-field-competence = Competencias
profile-field-strength = Puntos fuertes científicos y tecnológicos
profile-field-technology = Tecnologías
profile-field-service = Servicios
profile-field-programme = Programas
profile-field-management-fte = Personal de gestión
profile-field-legal-form = Forma jurídica
profile-field-governance-form = Gobernanza
profile-field-financing-public-percent = Financiación pública
profile-field-financing-private-percent = Financiación privada
profile-field-cooperation-willingness = Voluntad de cooperar
profile-field-cooperation-readiness = Capacidad de cooperar
profile-field-cooperation-readiness-evidence = Pruebas de esa capacidad
profile-field-cooperation-objective = Objetivos de la cooperación
profile-field-cooperation-country = Países de interés
profile-field-cooperation-ecosystem = Ecosistemas de interés
profile-field-cooperation-offers = Lo que aporta la organización
profile-field-cooperation-seeks = Lo que busca la organización

profile-willingness-0 = sin interés
profile-willingness-1 = abierta a propuestas
profile-willingness-2 = interesada
profile-willingness-3 = en busca de socios
profile-willingness-4 = una prioridad de la estrategia
profile-readiness-0 = sin medios
profile-readiness-1 = una persona de contacto
profile-readiness-2 = personal e idiomas
profile-readiness-3 = experiencia en proyectos
profile-readiness-4 = varias asociaciones duraderas
profile-on-scale = { $step } de 4: { $meaning }

profile-staff = { $number } equivalentes a jornada completa
profile-percent = { $percent } %
profile-members-together = En total
profile-others = Otros campos
profile-as-given = Tal como se dieron
profile-more-fields = { $count ->
    [one] hay { $count } más en el documento
   *[other] hay { $count } más en el documento
}
profile-more-remarks = { $count ->
    [one] y { $count } más del mismo tipo
   *[other] y { $count } más del mismo tipo
}
