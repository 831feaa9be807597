# Co stoi na wielu stronach.

say-nameless = Bez nazwy
say-nameless-party = organizacja bez nazwy
say-mixed-alphabets = litery z kilku alfabetów
say-looks-latin = inne litery, podobne do łacińskich
say-remarks = Uwagi tego węzła:
say-remark = Uwaga tego węzła: { $remark }
say-confirmed-by-organisation = Organizacja potwierdziła to { $day }
say-confirmed-by-agency = Agencja potwierdziła to { $day }
say-issued-by = Przyznał: { $issuer }
say-held-by = Posiadacz: { $holder }
say-statement = Według oświadczenia wystawcy z { $day }
say-shown = Pokazano najnowsze, { $shown } z { $all }; API ma wszystkie.
say-anchors = Czyja to ocena
say-no-anchors = Ten węzeł nie przyjął żadnych kotwic zaufania, nie może więc wywieść prawa żadnego wystawcy od nikogo, komu ufa.
say-judged-with = Oceniono według kotwic zaufania tego węzła:
say-own-anchors = Własne kotwice mogą dać inny werdykt:
say-also = także
say-version = wersja { $version }
say-take = Do pobrania
say-findings-in = Szczegóły poniżej podano { $language }.
say-calls-itself-cluster = nazywa się organizacją klastrową
say-calls-itself-agency = nazywa się agencją regionalną
say-calls-itself-label-authority = nazywa się instytucją przyznającą znaki jakości
