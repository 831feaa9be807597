# Strona znaku jakości oraz werdykty, gdziekolwiek stoją.

label-kind = Znak jakości
label-first-held = Pierwszy posiadacz: { $holder }
label-scheme = Program: { $scheme }
label-verdict = Werdykt
label-judged = Ocena na dzień { $day }.
label-judged-on-statement = Ocena na dzień { $day }, według oświadczenia wystawcy z { $stated }.
label-checks = Co sprawdzono
label-no-checks = Niczego nie można było sprawdzić.
label-passed = spełnione
label-failed = niespełnione
label-indeterminate = nie udało się ustalić
label-noted = do wiadomości
label-history = Co wystawca powiedział później
label-no-history = Nic: nie odnotowano zawieszenia, cofnięcia ani sprostowania.
label-undone = Uchylone w wyniku odwołania: nie liczy się i nigdy się nie liczyło.
label-reason = Powód: { $reason }
label-no-reason = Nie podano powodu.
label-act = wystawca { $issuer }, zapisano { $day } jako akt { $act }
label-act-successor = wystawca { $issuer } lub jego następca { $successor }, zapisano { $day } jako akt { $act }
label-replied = Posiadacz odpowiedział:
label-states = Co stwierdza znak
label-yourself = Oceń samodzielnie
label-another-day = Werdykt na inny dzień (UTC)
label-judge = Oceń
label-badge = Pokaż ten znak gdzie indziej
label-badge-today = Obraz pokazuje, co obowiązuje dzisiaj w ocenie tego węzła.
label-badge-carries = Zawiera poświadczenie: { $command } odczytuje je z zapisanego pliku. Na papierze kod prowadzi tutaj:
label-badge-lines = Te wiersze pokazują znak na innej stronie, bez skryptu:
label-qr = Kod QR tej strony
label-in-its-place = Znak w jego miejsce
label-credential = Poświadczenie (JSON)
label-evidence = Dowody (CBOR)

# Co sprawdzono.

label-check-issuer = Wystawca
label-check-evidence = Dowody
label-check-conflict = Brak sprzeczności
label-check-format = Format
label-check-proof = Podpis
label-check-key = Klucz w chwili przyznania
label-check-scheme = Program
label-check-accreditation = Akredytacja
label-check-scope = Zakres
label-check-independence = Niezależność
label-check-term = Okres ważności
label-check-prerequisite = Warunki wstępne
label-check-time = Czas
label-check-successor = Następca
label-check-holder = Posiadacz
label-check-appeal = Odwołanie
label-check-now = Stan od tego czasu
label-check-later = Później
label-check-status = Stan
label-check-period = Okres
label-check-list = Lista stanów
label-check-freshness = Aktualność

# Werdykty.

label-valid = Ważny do { $day }
label-valid-ends-early = Ważny do { $day }, od { $from } { $how ->
    [withdrawn] cofnięty
    [returned] zwrócony
    [superseded] zastąpiony
    [corrected] sprostowany
   *[annulled] unieważniony
}
label-conditional = Ważny warunkowo do { $day }
label-conditional-ends-early = Ważny warunkowo do { $day }, od { $from } { $how ->
    [withdrawn] cofnięty
    [returned] zwrócony
    [superseded] zastąpiony
    [corrected] sprostowany
   *[annulled] unieważniony
}
label-not-yet = Nieważny przed { $day }
label-expired = Wygasł po { $day }
label-expired-renewable = Wygasł po { $day }, odnawialny
label-suspended = Zawieszony od { $day }
label-suspended-until = Zawieszony od { $day } do { $until }
label-withdrawn = Cofnięty od { $day }
label-returned = Zwrócony od { $day }
label-superseded = Zastąpiony od { $day }
label-corrected = Sprostowany od { $day }
label-annulled = Unieważniony od { $day }
label-other-holder = Posiada go inna organizacja
label-not-entitled = Wystawca nieuprawniony
label-bad-signature = Nieprawidłowy podpis
label-stale = Nieaktualny: ostatnie oświadczenie z { $day }
label-conflict = Sprzeczność
label-unknown-scheme = Nieznany program
label-no-anchor = Nieokreślone: brak kotwicy zaufania
label-disputed = Nieokreślone: sporna tożsamość
label-indeterminate-verdict = Nieokreślone
label-condition = Warunek: { $condition }
label-issuer-no-reason = Wystawca nie podał powodu.
label-issuer-reason = Powód podany przez wystawcę: { $reason }
label-node-no-anchors = Ten węzeł nie przyjął kotwic zaufania, nie mówi więc, czy wystawca może przyznać ten znak.
label-no-fault = To nie wada znaku: sprawdź go z własnymi kotwicami.
label-no-anchor-trusts = Żadna kotwica tego węzła nie ufa wystawcy ani właścicielowi programu.

# Co stwierdza znak.

label-fact-certificate = Certyfikat
label-fact-assessed = Oceniano
label-fact-assessed-days = od { $first } do { $last }
label-fact-assessors = Oceniający
label-fact-assessed-by = Ocenił
label-fact-decided-by = Zdecydował
label-fact-condition = Warunek
label-fact-file = SHA-256 pliku „{ $title }”
label-fact-level = Poziom w chwili przyznania
label-fact-first-day = Pierwszy dzień
label-fact-last-day = Ostatni dzień
label-fact-extended = Ostatni dzień po przedłużeniu
label-fact-holder = Posiadacz, jak w nim nazwano
label-fact-holder-did = DID posiadacza
label-fact-issuer = Wystawca, jak w nim nazwano
label-fact-issuer-did = DID wystawcy
label-fact-scheme = Program
label-fact-label = Znak jakości
