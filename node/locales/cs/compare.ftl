# Organizace vedle sebe, podobné, možné duplicity a historie toho, co bylo řečeno.

compare-title = Vedle sebe
compare-nobody = Otevřete organizaci nebo záznam: odtud jich lze postavit vedle sebe nejvýše { $most }.
compare-take-away = odebrat
compare-place = Kde
compare-labels = Platné značky
compare-no-labels = žádné
compare-vouches = Záruky
compare-whose = Profil je vlastní slovo organizace, záznam je slovo agentury. Značky jsou posouzeny podle kotev důvěry tohoto uzlu.
compare-similar = Podobné organizace
compare-similar-what = Ze stejného oboru, nejbližší jako první, podle toho, co říkají profily a záznamy.
compare-first = Postavit vedle sebe
compare-twins = Možné duplicity
compare-twins-what = Může jít o tutéž organizaci. Říci to mohou jen autoři.
compare-same-id = Tentýž identifikátor v jiném registru: { $id }
compare-same-website = Tytéž webové stránky: { $website }
compare-same-name = Tentýž název, v témže regionu nebo v téže zemi
compare-both-ecosystems = Stejné ekosystémy: { $names }
compare-both-technologies = Stejné technologie: { $names }
compare-both-activities = Stejná činnost: { $names }
compare-both-in = Stejná oblast: { $place }
compare-history = Historie
compare-history-what = { $count ->
    [one] Tento dokument vznikl z jednoho podepsaného zápisu.
    [few] Tento dokument vznikl ze { $count } podepsaných zápisů. Nejnovější jsou první, podle hodin autora.
    [many] Tento dokument vznikl z { $count } podepsaného zápisu. Nejnovější jsou první, podle hodin autora.
   *[other] Tento dokument vznikl z { $count } podepsaných zápisů. Nejnovější jsou první, podle hodin autora.
}
compare-signed = podepsáno klíčem { $device }…
compare-parts = Kdy byly jednotlivé části naposledy změněny
compare-other-part = jiná část
compare-agency = Koho zapisuje a za koho se zaručuje
compare-issuer = Značky, které udělila, podle jejich stavu k určitému dni
