# Ogłoszenia: co organizacje oferują, czego szukają i co zapowiadają, oraz ich związki z innymi.

post-title = Ogłoszenia
post-lead = Co organizacje klastrowe oferują, czego szukają i co zapowiadają. Każde ogłoszenie to słowo organizacji, która je podpisała, i uchodzi za otwarte tylko do swojego ostatniego dnia.
post-whose = Tylko ogłoszenia organizacji { $organisation }
post-words = Słowa: co jest oferowane lub poszukiwane
post-kind = Rodzaj
post-state = Stan
post-state-current = Otwarte lub nadchodzące
post-state-any = Wszystkie
post-on = Otwarte w danym dniu
post-results = { $total ->
    [one] { $total } ogłoszenie
    [few] { $total } ogłoszenia
    [many] { $total } ogłoszeń
   *[other] { $total } ogłoszenia
}
post-results-part = { $total ->
    [one] { $first }–{ $last } z { $total } ogłoszenia
    [few] { $first }–{ $last } z { $total } ogłoszeń
    [many] { $first }–{ $last } z { $total } ogłoszeń
   *[other] { $first }–{ $last } z { $total } ogłoszeń
}
post-none = Żadne ogłoszenie w tym węźle nie spełnia wszystkich warunków.
post-none-open = Żadne z jej ogłoszeń nie jest otwarte ani nadchodzące.
post-all = { $count ->
    [one] Jedyne ogłoszenie, także zakończone
    [few] Wszystkie { $count } ogłoszenia, także zakończone
    [many] Wszystkie { $count } ogłoszeń, także zakończone
   *[other] Wszystkie { $count } ogłoszenia, także zakończone
}
post-ecosystem = Ekosystemy przemysłowe
post-by = od { $organisation }
post-open = Otwarte
post-upcoming = Nadchodzące
post-ended = Zakończone
post-withdrawn = Wycofane
post-on-day = { $day }
post-from-until = od { $from } do { $until }
post-from = od { $day }
post-until = do { $day }
post-nameless = Ogłoszenie bez tytułu
post-said = Co mówi
post-signed = To, co tu stoi, podpisała organizacja { $organisation }. Nikt inny tego nie potwierdził.
post-only-title = Nie mówi nic poza tytułem.
post-dated = Opublikowane po raz pierwszy { $published }, ostatnio zmienione { $changed }, według zegara autora.
post-whose-word = Czyje to słowo
post-others = Wszystkie ogłoszenia tej organizacji
post-json = Ogłoszenie (JSON)
post-automerge = Ogłoszenie (Automerge)
post-entries = Podpisane wpisy (CBOR)
post-field-title = Tytuł
post-field-from = Pierwszy dzień
post-field-until = Ostatni dzień
post-links = Współpraca i członkostwo
post-links-what = Co ta organizacja i inne mówią o sobie nawzajem. Każdy może się podać za partnera; potwierdzone jest to, co mówią obie strony.
post-links-shown = Pokazano { $shown } z { $all }; API ma wszystkie.
post-link-cooperation = Współpracuje z { $organisation }
post-link-member-of = Jest członkiem { $organisation }
post-link-has-member = Jej członkiem jest { $organisation }
post-link-confirmed = Potwierdzone: mówią to obie strony
post-link-ours = Mówi to tylko ta organizacja
post-link-theirs = Mówi to tylko druga strona
post-link-to-come = Jeszcze nie
post-link-over = Już nie
post-counts-what = Ogłoszenia otwarte lub nadchodzące tego dnia. Obowiązują tu wybrane słowa, miejsca, ekosystemy, rodzaje działalności, branże wschodzące, obszary specjalizacji i technologie, inne filtry nie.
post-counts-total = { $count ->
    [one] { $count } ogłoszenie
    [few] { $count } ogłoszenia
    [many] { $count } ogłoszeń
   *[other] { $count } ogłoszenia
}
post-counts-month = Pierwsza publikacja
post-counts-none = Żadne ogłoszenie nie jest otwarte ani nadchodzące.
post-kind-offer = Oferta
post-kind-request = Zapytanie
post-kind-event = Wydarzenie
post-kind-call = Nabór
post-kind-project = Projekt
post-kind-practice = Dobra praktyka
post-kind-case = Studium przypadku
post-kind-course = Szkolenie
post-kind-facility = Infrastruktura
post-kind-mobility = Wymiana pracowników
post-kind-mentoring = Mentoring
post-kind-talent = Oferta pracy
post-kind-tool = Narzędzie
post-kind-policy = Instrument polityki
post-kind-other = Ogłoszenie innego rodzaju
