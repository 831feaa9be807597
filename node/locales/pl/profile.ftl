# Pola profilu standardowego.

profile-group-identity = Nazwy i rodzaj
profile-group-location = Lokalizacja
profile-group-presentation = Prezentacja
profile-group-sectors = Ekosystemy i działalność
profile-group-members = Członkowie
profile-group-competences = Kompetencje
profile-group-strengths = Mocne strony naukowe i technologiczne
profile-group-services = Usługi
profile-group-programmes = Programy
profile-group-governance = Zarządzanie i ład organizacyjny
profile-group-financing = Finansowanie
profile-group-cooperation = Współpraca międzynarodowa

profile-field-kind = Rodzaj
profile-field-name = Nazwa
profile-field-acronym = Skrót nazwy
profile-field-legal-name = Nazwa rejestrowa
profile-field-founded = Rok założenia
profile-field-languages = Języki robocze
profile-field-logo = Logo
profile-field-country = Kraj
profile-field-region = Region
profile-field-region-list = Wykaz, z którego pochodzi region
profile-field-place = Miejscowość
profile-field-description = Opis
profile-field-website = Strona internetowa
profile-field-ecosystem = Ekosystemy przemysłowe
profile-field-nace = Rodzaje działalności
profile-field-emerging = Branże wschodzące
profile-field-s3 = Obszary inteligentnej specjalizacji
profile-field-members = Członkowie
profile-field-competence = Kompetencje
profile-field-strength = Mocne strony naukowe i technologiczne
profile-field-technology = Technologie
profile-field-service = Usługi
profile-field-programme = Programy
profile-field-management-fte = Personel zarządzający
profile-field-legal-form = Forma prawna
profile-field-governance-form = Ład organizacyjny
profile-field-financing-public-percent = Finansowanie publiczne
profile-field-financing-private-percent = Finansowanie prywatne
profile-field-cooperation-willingness = Chęć współpracy
profile-field-cooperation-readiness = Gotowość do współpracy
profile-field-cooperation-readiness-evidence = Dowody gotowości
profile-field-cooperation-objective = Cele współpracy
profile-field-cooperation-country = Kraje docelowe
profile-field-cooperation-ecosystem = Ekosystemy docelowe
profile-field-cooperation-offers = Co organizacja wnosi
profile-field-cooperation-seeks = Czego organizacja szuka

profile-willingness-0 = brak zainteresowania
profile-willingness-1 = otwarta na propozycje
profile-willingness-2 = zainteresowana
profile-willingness-3 = szuka partnerów
profile-willingness-4 = priorytet strategii
profile-readiness-0 = brak środków
profile-readiness-1 = osoba do kontaktu
profile-readiness-2 = personel i języki
profile-readiness-3 = doświadczenie w projektach
profile-readiness-4 = kilka trwałych partnerstw
profile-on-scale = { $step } z 4: { $meaning }

profile-staff = { $number } etatu (w pełnym wymiarze)
profile-percent = { $percent }%
profile-members-together = Razem
profile-others = Inne pola
profile-as-given = Tak, jak je podano
profile-more-fields = { $count ->
    [one] w dokumencie jest jeszcze { $count }
    [few] w dokumencie są jeszcze { $count }
    [many] w dokumencie jest jeszcze { $count }
   *[other] w dokumencie jest jeszcze { $count }
}
profile-more-remarks = { $count ->
    [one] i jeszcze { $count } tego rodzaju
    [few] i jeszcze { $count } tego rodzaju
    [many] i jeszcze { $count } tego rodzaju
   *[other] i jeszcze { $count } tego rodzaju
}
