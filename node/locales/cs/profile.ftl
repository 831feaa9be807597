# Pole standardního profilu.

profile-group-identity = Názvy a druh
profile-group-location = Umístění
profile-group-presentation = Představení
profile-group-sectors = Ekosystémy a činnosti
profile-group-members = Členové
profile-group-competences = Kompetence
profile-group-strengths = Vědecké a technologické silné stránky
profile-group-services = Služby
profile-group-programmes = Programy
profile-group-governance = Řízení a správa
profile-group-financing = Financování
profile-group-cooperation = Mezinárodní spolupráce

profile-field-kind = Druh
profile-field-name = Název
profile-field-acronym = Zkratka
profile-field-legal-name = Zapsaný název
profile-field-founded = Založeno
profile-field-languages = Pracovní jazyky
profile-field-logo = Logo
profile-field-country = Země
profile-field-region = Region
profile-field-region-list = Seznam, z něhož je region
profile-field-place = Místo
profile-field-description = Popis
profile-field-website = Webové stránky
profile-field-ecosystem = Průmyslové ekosystémy
profile-field-nace = Ekonomické činnosti
profile-field-emerging = Nově vznikající odvětví
profile-field-s3 = Oblasti inteligentní specializace
profile-field-members = Členové
profile-field-competence = Kompetence
profile-field-strength = Vědecké a technologické silné stránky
profile-field-technology = Technologie
profile-field-service = Služby
profile-field-programme = Programy
profile-field-management-fte = Řídicí pracovníci
profile-field-legal-form = Právní forma
profile-field-governance-form = Správa
profile-field-financing-public-percent = Veřejné financování
profile-field-financing-private-percent = Soukromé financování
profile-field-cooperation-willingness = Ochota ke spolupráci
profile-field-cooperation-readiness = Připravenost ke spolupráci
profile-field-cooperation-readiness-evidence = Doklady připravenosti
profile-field-cooperation-objective = Cíle spolupráce
profile-field-cooperation-country = Cílové země
profile-field-cooperation-ecosystem = Cílové ekosystémy
profile-field-cooperation-offers = Co organizace přináší
profile-field-cooperation-seeks = Co organizace hledá

profile-willingness-0 = bez zájmu
profile-willingness-1 = otevřena nabídkám
profile-willingness-2 = má zájem
profile-willingness-3 = hledá partnery
profile-willingness-4 = priorita strategie
profile-readiness-0 = bez prostředků
profile-readiness-1 = kontaktní osoba
profile-readiness-2 = pracovníci a jazyky
profile-readiness-3 = zkušenosti z projektů
profile-readiness-4 = několik trvalých partnerství
profile-on-scale = { $step } ze 4: { $meaning }

profile-staff = { $number } plných úvazků
profile-percent = { $percent } %
profile-members-together = Celkem
profile-others = Další pole
profile-as-given = Tak, jak byla zadána
profile-more-fields = { $count ->
    [one] v dokumentu je ještě { $count }
    [few] v dokumentu jsou ještě { $count }
    [many] v dokumentu je ještě { $count }
   *[other] v dokumentu je ještě { $count }
}
profile-more-remarks = { $count ->
    [one] a ještě { $count } podobná
    [few] a ještě { $count } podobné
    [many] a ještě { $count } podobné
   *[other] a ještě { $count } podobných
}
