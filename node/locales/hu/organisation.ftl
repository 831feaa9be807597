# Egy szervezet oldala.

organisation-nameless = Név nélküli szervezet
organisation-glance = Áttekintés
organisation-share = { $part } / { $all }
organisation-glance-parts = { $share } profilrész
organisation-glance-parts-whose = a saját szavaival
organisation-glance-listings = { $count ->
    [one] { $count } bejegyzés
   *[other] { $count } bejegyzés
}
organisation-glance-listings-which = a webhelyével
organisation-glance-vouches = { $count ->
    [one] { $count } kezes
   *[other] { $count } kezes
}
organisation-glance-vouches-what = arra, hogy létezik
organisation-glance-no-labels = { $count } minősítés
organisation-glance-labels = { $share } { $all ->
    [one] érvényes minősítés
   *[other] érvényes minősítés
}
organisation-glance-labels-whose = e csomópont ítélete szerint
organisation-glance-issued = { $count ->
    [one] { $count } kiállított minősítés
   *[other] { $count } kiállított minősítés
}
organisation-glance-issued-whom = másoknak
organisation-own = A saját szavaival
organisation-own-signed = Ami itt áll, azt a szervezet írta alá. Más nem erősítette meg.
organisation-complete = A szabványos profil kitöltött részei: { $given } / { $of }
organisation-readable = Elérhető nyelvek: { $languages }.
organisation-changed = Utolsó módosítás: { $day }
organisation-no-profile = Még nem tett közzé profilt.
organisation-labels = Minősítései
organisation-no-labels = Ez a csomópont nem ismer neki kiállított minősítést.
organisation-vouched = Ki kezeskedik érte
organisation-no-vouches = Senki sem kezeskedik azért, hogy ez a szervezet létezik.
organisation-vouches-say = Azt mondják, hogy létezik; a kezesség semmit sem mond a minőségéről.
organisation-vouch-current = ettől a naptól: { $day }; az azonosság { $version }. változatát látta, ez a jelenlegi
organisation-vouch-earlier = ettől a naptól: { $day }; az azonosság { $version }. változatát látta; most már a(z) { $current }. érvényes
organisation-vouch-not-in-log = a látott változat nincs a naplóban, ahogy az ezen a csomóponton megvan
organisation-vouch-no-version = nem nevezi meg a látott változatot
organisation-listed = Ki vette fel
organisation-no-listings = Egyetlen ügynökség bejegyzése sem nevezi meg e szervezet webhelyét.
organisation-listings-say = Ezek a bejegyzések ugyanazt a webhelyet nevezik meg. Csak az ügynökség tudja megmondani, hogy ezt a szervezetet értik-e alatta.
organisation-listed-by = Felvette: { $agency }
organisation-listed-as = mint
organisation-schemes = Minősítési rendszerei
organisation-issued = Az általa kiállított minősítések
organisation-identity = Azonosság: azoknak, akik ellenőriznek
organisation-host = A naplója helye
organisation-version = Az azonosság változata
organisation-version-of = kelte: { $time }
organisation-devices = Eszközök
organisation-devices-speak = { $devices ->
    [one] { $devices } szólhat a nevében
   *[other] { $devices } szólhat a nevében
}
organisation-devices-retired = { $devices ->
    [one] { $devices } szólhat a nevében
   *[other] { $devices } szólhat a nevében
}, { $retired } használaton kívül
organisation-disputed = Ez az azonosság vitatott: a naplója { $branches } úton folytatódik, mindegyiket a szervezet egy-egy kulcsával írták alá. Ami csak az egyikben hangzott el, az nem számít, és a minősítései meghatározatlanok annak, aki egyiket sem rögzítette.
organisation-deactivated = Ezt az azonosságot megszüntették ({ $day }): a szervezet ezen a néven már semmi újat nem mond.
organisation-log = Azonossági napló (did.jsonl)
organisation-profile-json = Profil (JSON)
organisation-profile-automerge = Profil (Automerge)
organisation-profile-entries = Profil, aláírt bejegyzések (CBOR)
organisation-items = Minden, amit aláírt (CBOR)
organisation-changes = Legutóbbi módosításai (Atom)
