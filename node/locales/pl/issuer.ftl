# Wystawcy i agencje oraz znaki według ich stanu w danym dniu.

issuer-title = Znaki przyznane przez wystawcę { $issuer }
issuer-kind = Wystawca znaków jakości
issuer-labels = Znaki w danym dniu
issuer-none = Nie ma tu żadnego znaku tego wystawcy w tym stanie.
issuer-schemes = W ramach tych programów
issuer-no-schemes = W ramach żadnego.
issuer-count = { $count ->
    [one] { $count } znak
    [few] { $count } znaki
    [many] { $count } znaków
   *[other] { $count } znaku
}
issuer-rights = Prawo do przyznawania znaków
issuer-no-rights = Nie ma tu żadnej akredytacji tego wystawcy. Właściciel programu jej nie potrzebuje.
issuer-may = może: { $what }
issuer-may-until = może do { $day }: { $what }
issuer-accredited-by = akredytacji udziela { $by }
issuer-granted = Komu udziela akredytacji
issuer-day = Stan na dzień
issuer-judge = Oceń
issuer-states = Stany
issuer-chosen = wybrane, pokaż wszystkie
issuer-judged = Oceniono tu najnowsze znaki: { $judged } z { $all }.
issuer-valid = ważne
issuer-conditional = ważne warunkowo
issuer-not-yet = przed początkiem ważności
issuer-expired = wygasłe
issuer-expired-renewable = wygasłe, odnawialne
issuer-suspended = zawieszone
issuer-withdrawn = cofnięte
issuer-not-entitled = wystawca nieuprawniony
issuer-bad-signature = nieprawidłowy podpis
issuer-subject-mismatch = posiada inna organizacja
issuer-status-stale = stan nieaktualny
issuer-conflict = sprzeczność
issuer-unknown-scheme = nieznany program
issuer-indeterminate = nieokreślone
issuer-agency-title = Wpisy agencji { $agency }
issuer-agency-kind = Wpisuje innych i ręczy za nich
issuer-agency-total = { $listings } { $listings ->
    [one] wpis
    [few] wpisy
    [many] wpisów
   *[other] wpisu
}, z tego { $fresh }% zmieniono w ciągu pół roku.
issuer-agency-vouches = Ręczy za { $vouches } { $vouches ->
    [one] organizację
    [few] organizacje
    [many] organizacji
   *[other] organizacji
}, z czego ten węzeł przechowuje { $carried }.
issuer-agency-listings = Wpisy tej agencji
issuer-agency-nobody = Nikogo nie wpisuje.
issuer-agency-all = Wszystkie ({ $count }), podpisane (JSON)
issuer-agency-vouches-for = Za kogo ręczy
issuer-agency-vouches-none = Za nikogo.
issuer-agency-vouched-none = Nikt.
issuer-agency-since = od { $day }
issuer-agency-since-as = od { $day }, jako za agencję
issuer-agency-not-held = Ten węzeł nie ma od niej niczego.
issuer-agency-nodes = Węzły, które według własnych słów prowadzi
issuer-agency-no-nodes = Żadne.
issuer-agency-where = Gdzie są
