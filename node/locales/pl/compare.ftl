# Organizacje obok siebie, podobne, możliwe duplikaty oraz historia tego, co powiedziano.

compare-title = Obok siebie
compare-nobody = Otwórz organizację lub wpis: stamtąd można zestawić obok siebie najwyżej { $most }.
compare-take-away = usuń
compare-place = Gdzie
compare-labels = Ważne znaki
compare-no-labels = brak
compare-vouches = Poręczenia
compare-whose = Profil to własne słowo organizacji, wpis to słowo agencji. Znaki oceniono według kotwic zaufania tego węzła.
compare-similar = Podobne organizacje
compare-similar-what = Z tej samej branży, najpierw najbliższe, według tego, co mówią profile i wpisy.
compare-first = Zestaw obok siebie
compare-twins = Możliwe duplikaty
compare-twins-what = Może tu chodzić o tę samą organizację. Powiedzieć to mogą tylko autorzy.
compare-same-id = Ten sam identyfikator w innym rejestrze: { $id }
compare-same-website = Ta sama strona internetowa: { $website }
compare-same-name = Ta sama nazwa, w tym samym regionie lub kraju
compare-both-ecosystems = Te same ekosystemy: { $names }
compare-both-technologies = Te same technologie: { $names }
compare-both-activities = Ta sama działalność: { $names }
compare-both-in = Ten sam obszar: { $place }
compare-history = Historia
compare-history-what = { $count ->
    [one] Ten dokument powstał z jednego podpisanego zapisu.
    [few] Ten dokument powstał z { $count } podpisanych zapisów. Najnowsze są na początku, według zegara autora.
    [many] Ten dokument powstał z { $count } podpisanych zapisów. Najnowsze są na początku, według zegara autora.
   *[other] Ten dokument powstał z { $count } podpisanego zapisu. Najnowsze są na początku, według zegara autora.
}
compare-signed = podpisano kluczem { $device }…
compare-parts = Kiedy ostatnio zmieniono poszczególne części
compare-other-part = inna część
compare-agency = Kogo wpisuje i za kogo ręczy
compare-issuer = Przyznane przez nią znaki według ich stanu w danym dniu
