# Hirdetmények: mit kínálnak, keresnek és jelentenek be a szervezetek, és milyen kapcsolatban állnak másokkal.

post-title = Hirdetmények
post-lead = Mit kínálnak, keresnek és jelentenek be a klaszterszervezetek. Minden hirdetmény annak a szervezetnek a szava, amely aláírta, és csak az utolsó napjáig számít nyitottnak.
post-whose = Csak { $organisation } hirdetményei
post-words = Szavak: amit kínálnak vagy keresnek
post-kind = Fajta
post-state = Állapot
post-state-current = Nyitott vagy eljövendő
post-state-any = Mind
post-on = Nyitott ezen a napon
post-results = { $total ->
    [one] { $total } hirdetmény
   *[other] { $total } hirdetmény
}
post-results-part = { $total ->
    [one] { $first }–{ $last } / { $total } hirdetmény
   *[other] { $first }–{ $last } / { $total } hirdetmény
}
post-none = Ezen a csomóponton egy hirdetmény sem felel meg mindennek, amit kérdeztek.
post-none-open = Egyetlen hirdetménye sem nyitott vagy eljövendő.
post-all = { $count ->
    [one] Az egyetlen hirdetmény, akkor is, ha lejárt
   *[other] Mind a { $count } hirdetmény, a lejártak is
}
post-ecosystem = Ipari ökoszisztémák
post-by = közzétette: { $organisation }
post-open = Nyitott
post-upcoming = Eljövendő
post-ended = Lejárt
post-withdrawn = Visszavont
post-on-day = { $day }
post-from-until = { $from } – { $until }
post-from = kezdete: { $day }
post-until = vége: { $day }
post-nameless = Cím nélküli hirdetmény
post-said = Amit mond
post-signed = Ami itt áll, azt { $organisation } írta alá. Senki más nem erősítette meg.
post-only-title = A címénél többet nem mond.
post-dated = Első közzététel: { $published }, utolsó módosítás: { $changed }, a szerző órája szerint.
post-whose-word = Kinek a szava
post-others = A szervezet összes hirdetménye
post-json = A hirdetmény (JSON)
post-automerge = A hirdetmény (Automerge)
post-entries = Aláírt bejegyzések (CBOR)
post-field-title = Cím
post-field-from = Első nap
post-field-until = Utolsó nap
post-links = Együttműködés és tagság
post-links-what = Amit ez a szervezet és mások egymásról mondanak. Partnernek bárki mondhatja magát; megerősített az, amit mindkét fél állít.
post-links-shown = { $all } közül { $shown } látható itt; az API-ban mind megvan.
post-link-cooperation = Együttműködik vele: { $organisation }
post-link-member-of = Tagja ennek: { $organisation }
post-link-has-member = Tagja neki: { $organisation }
post-link-confirmed = Megerősítve: mindketten állítják
post-link-ours = Csak ez a szervezet állítja
post-link-theirs = Csak a másik állítja
post-link-to-come = Még nem
post-link-over = Már nem
post-counts-what = Azon a napon nyitott vagy eljövendő hirdetmények. A kért szavak, helyek, ökoszisztémák, gazdasági tevékenységek, feltörekvő iparágak, szakosodási területek és technológiák itt is számítanak, más szűrők nem.
post-counts-total = { $count ->
    [one] { $count } hirdetmény
   *[other] { $count } hirdetmény
}
post-counts-month = Első közzététel
post-counts-none = Egy hirdetmény sem nyitott vagy eljövendő.
post-kind-offer = Kínálat
post-kind-request = Keresés
post-kind-event = Rendezvény
post-kind-call = Felhívás
post-kind-project = Projekt
post-kind-practice = Jó gyakorlat
post-kind-case = Esettanulmány
post-kind-course = Képzés
post-kind-facility = Létesítmény
post-kind-mobility = Munkatársak cseréje
post-kind-mentoring = Mentorálás
post-kind-talent = Állásajánlat
post-kind-tool = Eszköz
post-kind-policy = Szakpolitikai intézkedés
post-kind-other = Másféle hirdetmény
