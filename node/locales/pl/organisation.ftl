# Strona organizacji.

organisation-nameless = Organizacja bez nazwy
organisation-glance = W skrócie
organisation-share = { $part } z { $all }
organisation-glance-parts = { $share } części profilu
organisation-glance-parts-whose = własnymi słowami
organisation-glance-listings = { $count ->
    [one] { $count } wpis
    [few] { $count } wpisy
    [many] { $count } wpisów
   *[other] { $count } wpisu
}
organisation-glance-listings-which = z jej stroną internetową
organisation-glance-vouches = { $count ->
    [one] { $count } poręczenie
    [few] { $count } poręczenia
    [many] { $count } poręczeń
   *[other] { $count } poręczenia
}
organisation-glance-vouches-what = że istnieje
organisation-glance-no-labels = { $count } znaków
organisation-glance-labels = { $share } { $all ->
    [one] ważny znak
    [few] ważne znaki
    [many] ważnych znaków
   *[other] ważnego znaku
}
organisation-glance-labels-whose = w ocenie tego węzła
organisation-glance-issued = { $count ->
    [one] { $count } przyznany znak
    [few] { $count } przyznane znaki
    [many] { $count } przyznanych znaków
   *[other] { $count } przyznanego znaku
}
organisation-glance-issued-whom = innym
organisation-own = Własnymi słowami
organisation-own-signed = To, co tu napisano, podpisała organizacja. Nikt inny tego nie potwierdził.
organisation-complete = Wypełniono części profilu standardowego: { $given } z { $of }
organisation-readable = Dostępne języki: { $languages }.
organisation-changed = Ostatnia zmiana: { $day }.
organisation-no-profile = Nie opublikowała jeszcze profilu.
organisation-labels = Posiadane znaki
organisation-no-labels = Ten węzeł nie zna żadnego przyznanego jej znaku.
organisation-vouched = Kto za nią ręczy
organisation-no-vouches = Nikt nie ręczy, że ta organizacja istnieje.
organisation-vouches-say = Mówią, że istnieje; poręczenie nic nie mówi o jej jakości.
organisation-vouch-current = od { $day }, widziano wersję { $version } tożsamości, obecną
organisation-vouch-earlier = od { $day }, widziano wersję { $version } tożsamości; teraz obowiązuje wersja { $current }
organisation-vouch-not-in-log = widzianej wersji nie ma w dzienniku, który przechowuje ten węzeł
organisation-vouch-no-version = nie podano widzianej wersji
organisation-listed = Kto ją wpisuje
organisation-no-listings = Żaden wpis agencji nie podaje strony internetowej tej organizacji.
organisation-listings-say = Te wpisy podają tę samą stronę internetową. Czy dotyczą tej organizacji, może powiedzieć tylko agencja.
organisation-listed-by = Wpisuje { $agency }
organisation-listed-as = jako
organisation-schemes = Jej programy znaków jakości
organisation-issued = Przyznane przez nią znaki
organisation-identity = Tożsamość: dla sprawdzających
organisation-host = Host jej dziennika
organisation-version = Wersja tożsamości
organisation-version-of = z { $time }
organisation-devices = Urządzenia
organisation-devices-speak = { $devices ->
    [one] { $devices } może mówić w jej imieniu
    [few] { $devices } mogą mówić w jej imieniu
    [many] { $devices } może mówić w jej imieniu
   *[other] { $devices } może mówić w jej imieniu
}
organisation-devices-retired = { $devices ->
    [one] { $devices } może mówić w jej imieniu
    [few] { $devices } mogą mówić w jej imieniu
    [many] { $devices } może mówić w jej imieniu
   *[other] { $devices } może mówić w jej imieniu
}, wycofane: { $retired }
organisation-disputed = Ta tożsamość jest sporna: liczba dróg, którymi biegnie dalej jej dziennik, to { $branches }, a każdą podpisano kluczem organizacji. Tego, co powiedziano tylko na jednej z nich, nie uwzględnia się, a jej znaki są nieokreślone dla każdego, kto nie przyjął żadnej z nich.
organisation-deactivated = Tę tożsamość wyłączono { $day }: organizacja nie mówi pod nią nic nowego.
organisation-log = Dziennik tożsamości (did.jsonl)
organisation-profile-json = Profil (JSON)
organisation-profile-automerge = Profil (Automerge)
organisation-profile-entries = Profil, podpisane zapisy (CBOR)
organisation-items = Wszystko, co podpisała (CBOR)
organisation-changes = Co ostatnio zmieniła (Atom)
