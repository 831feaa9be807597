# Počty.

counts-title = Počty
counts-heading = Co tu je, v číslech
counts-lead = Každé číslo je výsledkem hledání v tomto uzlu, stav k { $day }. Jiný uzel s týmiž prohlášeními napočítá totéž.
counts-map = Na mapě
counts-countries = Podle země
counts-no-country = Nikdo neuvádí zemi.
counts-ecosystems = Podle průmyslového ekosystému
counts-no-ecosystem = Nikdo neuvádí ekosystém.
counts-several = Kdo patří do více ekosystémů, počítá se v každém z nich.
counts-crossing = Země a ekosystémy
counts-crossing-what = Organizace a záznamy; čím sytější barva, tím více.
counts-ages = Aktuálnost
counts-ages-what = Organizace a záznamy podle doby od poslední změny, podle hodin autora.
counts-changed = Naposledy změněno
counts-number = Počet
counts-share = Podíl
counts-within = { $days ->
    [one] do { $days } dne
    [few] do { $days } dnů
    [many] do { $days } dne
   *[other] do { $days } dnů
}
counts-older = dříve
counts-course = Měsíc po měsíci
counts-nothing = Zatím nebylo nic řečeno.
counts-line-cards = organizace a záznamy
counts-line-labels = značky, jejichž doba platnosti už začala
counts-by-end = Do konce měsíce
counts-organisations = Organizace
counts-listings = Záznamy
