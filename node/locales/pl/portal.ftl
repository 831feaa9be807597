# Portale: kogo organizacje zestawiają i za jaki wybór ręczą podpisem.

portal-kind = Portal
portal-all-portals = Portale
portal-about = { $title }, portal: { $organisations } z własnym profilem, { $listings } wpisanych przez agencje.
portal-kept-by = Podpisuje { $keeper } od { $day }
portal-changed = ostatnia zmiana: { $day }
portal-word = Kto prowadzi portal, odpowiada za dobór i za nic więcej. To nie jest znak jakości, a ci, których portal zestawia, nie musieli o to prosić.
portal-narrow = Zawęź w wyszukiwarce
portal-whom = Kto do niego należy
portal-rule = Wszyscy, którzy spełniają każdy z tych warunków; z kilku wartości wystarczy jedna.
portal-no-rule = Imiennie: { $members ->
    [one] { $members } organizacja lub wpis.
    [few] { $members } organizacje lub wpisy.
    [many] { $members } organizacji lub wpisów.
   *[other] { $members } organizacji lub wpisu.
}
portal-and-members = Ponadto imiennie: { $members ->
    [one] { $members } organizacja lub wpis.
    [few] { $members } organizacje lub wpisy.
    [many] { $members } organizacji lub wpisów.
   *[other] { $members } organizacji lub wpisu.
}
portal-exceptions = Imiennie pominięto: { $exceptions ->
    [one] { $exceptions } organizację lub wpis.
    [few] { $exceptions } organizacje lub wpisy.
    [many] { $exceptions } organizacji lub wpisów.
   *[other] { $exceptions } organizacji lub wpisu.
}
portal-words = Szukane słowa
portal-gathers = Kogo zestawia
portal-what = Portal zestawia organizacje makroregionu, tematu lub programu. Podpisuje go organizacja, która go prowadzi, a każdy węzeł pokazuje to samo.
portal-none = Na tym węźle nikt jeszcze nie prowadzi portalu. To polecenie tworzy nowy:
portal-count = { $portals ->
    [one] { $portals } portal
    [few] { $portals } portale
    [many] { $portals } portali
   *[other] { $portals } portalu
}
portal-gathered = { $count ->
    [one] { $count } organizacja lub wpis
    [few] { $count } organizacje i wpisy
    [many] { $count } organizacji i wpisów
   *[other] { $count } organizacji i wpisu
}
portal-kept = Portale, które prowadzi
portal-of-them = { $portals ->
    [one] Zestawia je jeden portal
    [few] Zestawiają je { $portals } portale
    [many] Zestawia je { $portals } portali
   *[other] Zestawia je { $portals } portalu
}
portal-json = Ten portal (JSON)
portal-keeper-ended = Organizacja, która podpisała ten portal, zakończyła swoją tożsamość.
portal-not-understood = Ten węzeł nie rozumie części reguły ({ $fields }). Dlatego reguła nikogo tu nie znajduje; być może zrozumie ją nowsza wersja programu.
