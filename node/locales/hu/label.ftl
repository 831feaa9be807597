# Egy minősítés oldala, és az ítéletek, bárhol is állnak.

label-kind = Minősítés
label-first-held = Első birtokosa: { $holder }
label-scheme = Rendszer: { $scheme }
label-verdict = Ítélet
label-judged = Az ítélet napja: { $day }
label-judged-on-statement = Az ítélet napja: { $day }, a kiállító nyilatkozatának napja: { $stated }
label-checks = Mit ellenőriztünk
label-no-checks = Semmit sem lehetett ellenőrizni.
label-passed = megfelelt
label-failed = nem felelt meg
label-indeterminate = nem volt megállapítható
label-noted = tájékoztatásul
label-history = Mit mondott később a kiállító
label-no-history = Semmit: nincs nyilvántartott felfüggesztés, visszavonás vagy helyesbítés.
label-undone = Fellebbezés nyomán hatálytalan: nem számít, és sosem számított.
label-reason = Indok: { $reason }
label-no-reason = Nem adtak meg indokot.
label-act = kiállító: { $issuer }, rögzítve: { $day }, aktus: { $act }
label-act-successor = kiállító: { $issuer } vagy jogutódja, { $successor }, rögzítve: { $day }, aktus: { $act }
label-replied = A birtokos válasza:
label-states = Mit állít a minősítés
label-yourself = Ítélje meg Ön is
label-another-day = Az ítélet egy másik napon (UTC)
label-judge = Megítélés
label-badge = A minősítés bemutatása máshol
label-badge-today = A kép azt mutatja, ami e csomópont ítélete szerint ma érvényes.
label-badge-carries = A kép tartalmazza a tanúsítványt: a { $command } parancs kiolvassa az elmentett fájlból. Papíron a kód ide vezet:
label-badge-lines = Ezek a sorok egy másik oldalon mutatják a minősítést, szkript nélkül:
label-qr = Az oldal QR-kódja
label-in-its-place = A helyébe lépő minősítés
label-credential = Tanúsítvány (JSON)
label-evidence = Bizonyítékok (CBOR)

# Mit ellenőriztünk.

label-check-issuer = Kiállító
label-check-evidence = Bizonyítékok
label-check-conflict = Nincs ellentmondás
label-check-format = Formátum
label-check-proof = Aláírás
label-check-key = Kulcs a kiállításkor
label-check-scheme = Rendszer
label-check-accreditation = Akkreditáció
label-check-scope = Hatály
label-check-independence = Függetlenség
label-check-term = Érvényességi idő
label-check-prerequisite = Előfeltételek
label-check-time = Idő
label-check-successor = Jogutód
label-check-holder = Birtokos
label-check-appeal = Fellebbezés
label-check-now = Állapot azóta
label-check-later = Később
label-check-status = Állapot
label-check-period = Időszak
label-check-list = Állapotlista
label-check-freshness = Frissesség

# Ítéletek.

label-valid = Érvényes eddig: { $day }
label-valid-ends-early = Érvényes eddig: { $day }; { $how ->
    [withdrawn] visszavonás
    [returned] visszaadás
    [superseded] felváltás
    [corrected] helyesbítés
   *[annulled] semmissé nyilvánítás
} napja: { $from }
label-conditional = Feltétellel érvényes eddig: { $day }
label-conditional-ends-early = Feltétellel érvényes eddig: { $day }; { $how ->
    [withdrawn] visszavonás
    [returned] visszaadás
    [superseded] felváltás
    [corrected] helyesbítés
   *[annulled] semmissé nyilvánítás
} napja: { $from }
label-not-yet = Még nem érvényes; kezdete: { $day }
label-expired = Lejárt; utolsó napja: { $day }
label-expired-renewable = Lejárt, megújítható; utolsó napja: { $day }
label-suspended = Felfüggesztve ettől a naptól: { $day }
label-suspended-until = Felfüggesztve: { $day } – { $until }
label-withdrawn = Visszavonva ettől a naptól: { $day }
label-returned = Visszaadva ettől a naptól: { $day }
label-superseded = Felváltva ettől a naptól: { $day }
label-corrected = Helyesbítve ettől a naptól: { $day }
label-annulled = Semmis ettől a naptól: { $day }
label-other-holder = Más szervezet birtokolja
label-not-entitled = A kiállító nem jogosult
label-bad-signature = Hibás aláírás
label-stale = Elavult; az utolsó nyilatkozat napja: { $day }
label-conflict = Ellentmondás
label-unknown-scheme = Ismeretlen rendszer
label-no-anchor = Meghatározatlan: nincs bizalmi horgony
label-disputed = Meghatározatlan: vitatott azonosság
label-indeterminate-verdict = Meghatározatlan
label-condition = Feltétel: { $condition }
label-issuer-no-reason = A kiállító nem adott meg indokot.
label-issuer-reason = A kiállító indoka: { $reason }
label-node-no-anchors = Ez a csomópont nem rögzít bizalmi horgonyokat, ezért nem mondja meg, hogy a kiállító adhatja-e ezt a minősítést.
label-no-fault = Ez nem a minősítés hibája: ellenőrizze saját horgonyaival.
label-no-anchor-trusts = E csomópont egyik horgonya sem bízik a kiállítóban vagy a rendszer gazdájában.

# Mit állít egy minősítés.

label-fact-certificate = Oklevél
label-fact-assessed = Értékelés ideje
label-fact-assessed-days = { $first } – { $last }
label-fact-assessors = Értékelők
label-fact-assessed-by = Értékelte
label-fact-decided-by = Döntött
label-fact-condition = Feltétel
label-fact-file = A(z) „{ $title }” fájl SHA-256-értéke
label-fact-level = Szint a kiállításkor
label-fact-first-day = Első nap
label-fact-last-day = Utolsó nap
label-fact-extended = Utolsó nap a meghosszabbítás után
label-fact-holder = Birtokos, ahogy a minősítés nevezi
label-fact-holder-did = A birtokos DID-je
label-fact-issuer = Kiállító, ahogy a minősítés nevezi
label-fact-issuer-did = A kiállító DID-je
label-fact-scheme = Rendszer
label-fact-label = Minősítés
