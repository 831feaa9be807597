# A szabványos profil mezői.

profile-group-identity = Nevek és jelleg
profile-group-location = Helyszín
profile-group-presentation = Bemutatkozás
profile-group-sectors = Ökoszisztémák és tevékenységek
profile-group-members = Tagok
profile-group-competences = Szakterületek
profile-group-strengths = Tudományos és technológiai erősségek
profile-group-services = Szolgáltatások
profile-group-programmes = Programok
profile-group-governance = Menedzsment és irányítás
profile-group-financing = Finanszírozás
profile-group-cooperation = Nemzetközi együttműködés

profile-field-kind = Jelleg
profile-field-name = Név
profile-field-acronym = Rövid név
profile-field-legal-name = Bejegyzett név
profile-field-founded = Alapítva
profile-field-languages = Munkanyelvek
profile-field-logo = Logó
profile-field-country = Ország
profile-field-region = Régió
profile-field-region-list = A régió jegyzéke
profile-field-place = Település
profile-field-description = Leírás
profile-field-website = Webhely
profile-field-ecosystem = Ipari ökoszisztémák
profile-field-nace = Gazdasági tevékenységek
profile-field-emerging = Feltörekvő iparágak
profile-field-s3 = Intelligens szakosodási területek
profile-field-members = Tagok
profile-field-competence = Szakterületek
profile-field-strength = Tudományos és technológiai erősségek
profile-field-technology = Technológiák
profile-field-service = Szolgáltatások
profile-field-programme = Programok
profile-field-management-fte = A menedzsment létszáma
profile-field-legal-form = Jogi forma
profile-field-governance-form = Irányítás
profile-field-financing-public-percent = Közfinanszírozás
profile-field-financing-private-percent = Magánfinanszírozás
profile-field-cooperation-willingness = Együttműködési szándék
profile-field-cooperation-readiness = Együttműködési készség
profile-field-cooperation-readiness-evidence = A készség bizonyítékai
profile-field-cooperation-objective = Az együttműködés céljai
profile-field-cooperation-country = Célországok
profile-field-cooperation-ecosystem = Megcélzott ökoszisztémák
profile-field-cooperation-offers = Mit ad a szervezet
profile-field-cooperation-seeks = Mit keres a szervezet

profile-willingness-0 = nem érdekli
profile-willingness-1 = nyitott a megkeresésekre
profile-willingness-2 = érdekli
profile-willingness-3 = partnereket keres
profile-willingness-4 = a stratégia kiemelt célja
profile-readiness-0 = nincsenek eszközei
profile-readiness-1 = van kapcsolattartó
profile-readiness-2 = van munkatárs és nyelvtudás
profile-readiness-3 = van projekttapasztalat
profile-readiness-4 = több tartós partnersége van
profile-on-scale = { $step } / 4: { $meaning }

profile-staff = { $number } teljes munkaidős egyenérték
profile-percent = { $percent }%
profile-members-together = Összesen
profile-others = További mezők
profile-as-given = Ahogy megadták
profile-more-fields = { $count ->
    [one] még { $count } áll a dokumentumban
   *[other] még { $count } áll a dokumentumban
}
profile-more-remarks = { $count ->
    [one] és még { $count } hasonló
   *[other] és még { $count } hasonló
}
