# Az oldal arról, ami nem sikerült.

problem-kind = { $status }. számú hiba
problem-advice = Mit tehet
problem-search = A keresőoldalra
problem-not-found = Nem található
problem-not-found-what = Ezen a csomóponton nincs meg, amihez ez a cím vezet; egy másikon talán megvan, vagy a következő cserével megérkezik.
problem-bad-request = Érthetetlen kérés
problem-bad-request-what = A csomópont nem érti, mit kértek.
problem-unprocessable = Olvashatatlan tartalom
problem-unprocessable-what = Ami ezen a címen közzé van téve, nem olvasható annak, aminek lennie kell.
problem-method = Nem megengedett módszer
problem-method-what = Ezt a címet így nem lehet lekérdezni.
problem-unavailable = A csomópont most semmit sem fogad
problem-unavailable-what = A csomópont most nem válaszol.
problem-internal = Belső hiba
problem-internal-what = A csomópont hibázott; a naplója mondja meg, miben.
problem-other = Hiba
problem-other-what = A csomópont nem tette meg, amit kértek.
problem-check-address = Ellenőrizze a címet: az azonosító hosszú, és minden betűje számít.
problem-search-name = Keressen inkább a névre.
problem-go-back = Lépjen vissza, és módosítsa a kérést.
problem-try-again = Próbálja újra egy pillanat múlva, vagy kérdezzen egy másik csomópontot: mindben ugyanaz a jegyzék van.
