# Szervezetek egymás mellett, hasonlók, lehetséges ismétlődések, és az elhangzottak előzményei.

compare-title = Egymás mellett
compare-nobody = Nyisson meg egy szervezetet vagy egy bejegyzést: onnan legfeljebb { $most } állítható egymás mellé.
compare-take-away = elvétel
compare-place = Hol
compare-labels = Érvényes minősítések
compare-no-labels = nincs
compare-vouches = Kezességek
compare-whose = A profil a szervezet saját szava, a bejegyzés egy ügynökségé. A minősítéseket e csomópont bizalmi horgonyai alapján ítéljük meg.
compare-similar = Hasonló szervezetek
compare-similar-what = Ugyanarról a szakterületről, elöl a legközelebbiek, aszerint, amit a profilok és a bejegyzések mondanak.
compare-first = Egymás mellé állítás
compare-twins = Lehetséges ismétlődések
compare-twins-what = Ezek talán ugyanazt a szervezetet jelentik. Csak azok tudják megmondani, akik írták őket.
compare-same-id = Ugyanaz az azonosító egy másik nyilvántartásban: { $id }
compare-same-website = Ugyanaz a webhely: { $website }
compare-same-name = Ugyanaz a név, ugyanabban a régióban vagy országban
compare-both-ecosystems = Azonos ökoszisztéma: { $names }
compare-both-technologies = Azonos technológia: { $names }
compare-both-activities = Azonos tevékenység: { $names }
compare-both-in = Azonos térség: { $place }
compare-history = Előzmények
compare-history-what = { $count ->
    [one] Ez a dokumentum egyetlen aláírt bejegyzésből áll.
   *[other] Ez a dokumentum { $count } aláírt bejegyzésből áll. Elöl a legújabbak állnak, a szerző órája szerint.
}
compare-signed = aláírva ezzel a kulccsal: { $device }…
compare-parts = Mikor módosultak utoljára az egyes részek
compare-other-part = egy másik rész
compare-agency = Kiket vett fel, és kikért kezeskedik
compare-issuer = Az általa kiállított minősítések az adott napi állapotuk szerint
