# Stránka o uzlu.

node-operator = { $organisation } uvádí, že provozuje tento uzel
node-no-operator = Žádná organizace neuvádí, že provozuje tento uzel
node-what = Jeden z mnoha uzlů s týmž adresářem. Uchovává podepsaná prohlášení, vyměňuje si je s jinými uzly a počítá z nich to, co ukazují jeho stránky. Jiný uzel s týmiž prohlášeními ukazuje totéž.
node-organisations = { $count ->
    [one] organizace
    [few] organizace
    [many] organizace
   *[other] organizací
}
node-listings = { $count ->
    [one] záznam
    [few] záznamy
    [many] záznamu
   *[other] záznamů
}
node-labels = { $count ->
    [one] značka
    [few] značky
    [many] značky
   *[other] značek
}
node-schemes = { $count ->
    [one] program značek
    [few] programy značek
    [many] programu značek
   *[other] programů značek
}
node-documents = { $count ->
    [one] dokument
    [few] dokumenty
    [many] dokumentu
   *[other] dokumentů
}
node-items = { $count ->
    [one] podepsané prohlášení
    [few] podepsaná prohlášení
    [many] podepsaného prohlášení
   *[other] podepsaných prohlášení
}
node-compare = Porovnat
node-compare-how = Dva uzly s týmiž prohlášeními mají podle týchž pravidel tentýž otisk.
node-digest = Otisk
node-rules = Pravidla
node-peers = { $count ->
    [one] { $count } připojený uzel
    [few] { $count } připojené uzly
    [many] { $count } připojeného uzlu
   *[other] { $count } připojených uzlů
}
node-no-peers = Žádný jiný uzel není připojen: tento ukazuje, co měl dříve.
node-peer-unnamed = Žádná organizace tento uzel neuvádí
node-join = Připojit se
node-join-how = Provozujte vlastní uzel a nechte jej začít od tohoto:
node-addresses = Adresy
node-no-addresses = žádné neoznámeny
node-anchors = Kotvy důvěry
node-no-anchors = Žádná není přijata, a tento uzel proto nemůže odvodit oprávnění žádného vydavatele od nikoho, komu důvěřuje.
node-anchors-are = Značky na těchto stránkách se posuzují podle slova:
node-pinned = připnuta k { $version }
node-pin-not-held = verze { $number }, která zde není
node-own-anchors = Vaše vlastní kotvy, ve vlastním souboru, mohou vést k jiným verdiktům: { $command }
node-machines = Pro stroje
node-openapi = HTTP API (OpenAPI 3.1)
node-metrics = Měření (Prometheus)
node-exchanged = poslední výměna { $time }: přišlo { $came }, odešlo { $went }
node-exchange-failed = poslední výměna { $time }: nezdařila se
node-waiting = { $count ->
    [one] Jedno prohlášení čeká na to, na čem staví.
    [few] { $count } prohlášení čekají na to, na čem stavějí.
    [many] { $count } prohlášení čeká na to, na čem staví.
   *[other] { $count } prohlášení čeká na to, na čem staví.
}
node-carries = Co uchovává a proč
node-carries-all = Vše, co podle pravidel obstojí, ať to řekl kdokoli.
node-carries-vouched = Slova svých ručitelů, těch, za které se oni zaručují (každý nejvýše za { $most }), a těch, které hostí jeho provozovatel.
node-sponsors = Ručitelé
node-hosted = Koho z vlastní volby hostí provozovatel
node-blocked = { $count ->
    [one] Slova jedné organizace neuchovává nikdy, ať se za ni zaručuje kdokoli.
    [few] Slova { $count } organizací neuchovává nikdy, ať se za ně zaručuje kdokoli.
    [many] Slova { $count } organizace neuchovává nikdy, ať se za ně zaručuje kdokoli.
   *[other] Slova { $count } organizací neuchovává nikdy, ať se za ně zaručuje kdokoli.
}
