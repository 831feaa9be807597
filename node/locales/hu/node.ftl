# A csomópont oldala.

node-operator = { $organisation } azt mondja, hogy ő üzemelteti ezt a csomópontot
node-no-operator = Egyetlen szervezet sem mondja, hogy ő üzemelteti ezt a csomópontot
node-what = Egy a sok csomópont közül, amelyekben ugyanaz a jegyzék van. Aláírt nyilatkozatokat őriz, megosztja őket a társaival, és belőlük számítja ki, amit az oldalai mutatnak. Egy másik csomópont ugyanazokkal a nyilatkozatokkal ugyanazt mutatja.
node-organisations = { $count ->
    [one] szervezet
   *[other] szervezet
}
node-listings = { $count ->
    [one] bejegyzés
   *[other] bejegyzés
}
node-labels = { $count ->
    [one] minősítés
   *[other] minősítés
}
node-schemes = { $count ->
    [one] minősítési rendszer
   *[other] minősítési rendszer
}
node-documents = { $count ->
    [one] dokumentum
   *[other] dokumentum
}
node-items = { $count ->
    [one] aláírt nyilatkozat
   *[other] aláírt nyilatkozat
}
node-compare = Összehasonlítás
node-compare-how = Két csomópontnak, amelyben ugyanazok a nyilatkozatok vannak, ugyanazok szerint a szabályok szerint ugyanaz a lenyomata.
node-digest = Lenyomat
node-rules = Szabályok
node-peers = { $count ->
    [one] { $count } kapcsolódó társ
   *[other] { $count } kapcsolódó társ
}
node-no-peers = Egyetlen társ sem kapcsolódik: ez a csomópont azt mutatja, ami korábban megvolt neki.
node-peer-unnamed = Egyetlen szervezet sem nevezi meg ezt a társat
node-join = Csatlakozás
node-join-how = Üzemeltessen saját csomópontot, és induljon ki ebből:
node-addresses = Címek
node-no-addresses = nincs meghirdetve
node-anchors = Bizalmi horgonyok
node-no-anchors = Egy sincs rögzítve, ezért ez a csomópont egyetlen kiállító jogát sem tudja visszavezetni olyanra, akiben megbízik.
node-anchors-are = Ezeken az oldalakon a minősítéseket a következők szava alapján ítéljük meg:
node-pinned = rögzítve itt: { $version }
node-pin-not-held = { $number }. változat, amely itt nincs meg
node-own-anchors = Saját fájlban tartott saját horgonyokkal az ítéletek mások lehetnek: { $command }
node-machines = Gépeknek
node-openapi = HTTP API (OpenAPI 3.1)
node-metrics = Mérőszámok (Prometheus)
node-exchanged = utolsó csere: { $time }; bejött { $came }, kiment { $went }
node-exchange-failed = utolsó csere: { $time }; nem sikerült
node-waiting = { $count ->
    [one] Egy nyilatkozat arra vár, amire épül.
   *[other] { $count } nyilatkozat arra vár, amire épül.
}
node-carries = Mit őriz, és miért
node-carries-all = Mindent, ami a szabályok szerint megáll, bárki mondta is.
node-carries-vouched = A kezesei szavát, azokét, akikért ők kezeskednek (mindegyikük legfeljebb { $most } szervezetért), és azokét, akiknek az üzemeltetője helyet ad.
node-sponsors = Kezesek
node-hosted = Akiknek az üzemeltetője ad helyet
node-blocked = { $count ->
    [one] Egy szervezet szavát sosem őrzi, bárki kezeskedik is érte.
   *[other] { $count } szervezet szavát sosem őrzi, bárki kezeskedik is értük.
}
