# Strona o węźle.

node-operator = { $organisation } podaje, że prowadzi ten węzeł
node-no-operator = Żadna organizacja nie podaje, że prowadzi ten węzeł
node-what = Jeden z wielu węzłów z tym samym katalogiem. Przechowuje podpisane oświadczenia, wymienia je z innymi węzłami i oblicza z nich to, co pokazują jego strony. Inny węzeł z tymi samymi oświadczeniami pokazuje to samo.
node-organisations = { $count ->
    [one] organizacja
    [few] organizacje
    [many] organizacji
   *[other] organizacji
}
node-listings = { $count ->
    [one] wpis
    [few] wpisy
    [many] wpisów
   *[other] wpisu
}
node-labels = { $count ->
    [one] znak
    [few] znaki
    [many] znaków
   *[other] znaku
}
node-schemes = { $count ->
    [one] program znaków jakości
    [few] programy znaków jakości
    [many] programów znaków jakości
   *[other] programu znaków jakości
}
node-documents = { $count ->
    [one] dokument
    [few] dokumenty
    [many] dokumentów
   *[other] dokumentu
}
node-items = { $count ->
    [one] podpisane oświadczenie
    [few] podpisane oświadczenia
    [many] podpisanych oświadczeń
   *[other] podpisanego oświadczenia
}
node-compare = Porównaj
node-compare-how = Dwa węzły z tymi samymi oświadczeniami mają, według tych samych reguł, ten sam skrót.
node-digest = Skrót
node-rules = Reguły
node-peers = { $count ->
    [one] połączony { $count } węzeł
    [few] połączone { $count } węzły
    [many] połączonych { $count } węzłów
   *[other] połączonych { $count } węzła
}
node-no-peers = Żaden inny węzeł nie jest połączony: ten pokazuje to, co miał wcześniej.
node-peer-unnamed = Żadna organizacja nie wymienia tego węzła
node-join = Dołącz
node-join-how = Uruchom własny węzeł i pozwól mu zacząć od tego:
node-addresses = Adresy
node-no-addresses = nie ogłoszono żadnych
node-anchors = Kotwice zaufania
node-no-anchors = Nie przyjęto żadnej, więc ten węzeł nie może wywieść prawa żadnego wystawcy od nikogo, komu ufa.
node-anchors-are = Znaki na tych stronach ocenia się według słowa:
node-pinned = przypięta do { $version }
node-pin-not-held = wersja { $number }, której tu nie ma
node-own-anchors = Własne kotwice, we własnym pliku, mogą dać inne werdykty: { $command }
node-machines = Dla maszyn
node-openapi = HTTP API (OpenAPI 3.1)
node-metrics = Pomiary (Prometheus)
node-exchanged = ostatnia wymiana { $time }: przyszło { $came }, wyszło { $went }
node-exchange-failed = ostatnia wymiana { $time }: nie powiodła się
node-waiting = { $count ->
    [one] Jedno oświadczenie czeka na to, na czym się opiera.
    [few] { $count } oświadczenia czekają na to, na czym się opierają.
    [many] { $count } oświadczeń czeka na to, na czym się opiera.
   *[other] { $count } oświadczenia czeka na to, na czym się opiera.
}
node-carries = Co przechowuje i dlaczego
node-carries-all = Wszystko, co jest zgodne z regułami, ktokolwiek to powiedział.
node-carries-vouched = Słowa swoich poręczycieli, tych, za których oni ręczą (każdy najwyżej za { $most }), oraz tych, których gości jego operator.
node-sponsors = Poręczyciele
node-hosted = Kogo z własnego wyboru gości operator
node-blocked = { $count ->
    [one] Słów jednej organizacji nie przechowuje nigdy, ktokolwiek za nią ręczy.
    [few] Słów { $count } organizacji nie przechowuje nigdy, ktokolwiek za nie ręczy.
    [many] Słów { $count } organizacji nie przechowuje nigdy, ktokolwiek za nie ręczy.
   *[other] Słów { $count } organizacji nie przechowuje nigdy, ktokolwiek za nie ręczy.
}
