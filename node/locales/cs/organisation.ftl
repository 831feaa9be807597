# Stránka organizace.

organisation-nameless = Organizace bez názvu
organisation-glance = Stručný přehled
organisation-share = { $part } z { $all }
organisation-glance-parts = { $share } částí profilu
organisation-glance-parts-whose = vlastními slovy
organisation-glance-listings = { $count ->
    [one] { $count } záznam
    [few] { $count } záznamy
    [many] { $count } záznamu
   *[other] { $count } záznamů
}
organisation-glance-listings-which = s jejími webovými stránkami
organisation-glance-vouches = { $count ->
    [one] { $count } záruka
    [few] { $count } záruky
    [many] { $count } záruky
   *[other] { $count } záruk
}
organisation-glance-vouches-what = že existuje
organisation-glance-no-labels = { $count } značek
organisation-glance-labels = { $share } { $all ->
    [one] platná značka
    [few] platné značky
    [many] platné značky
   *[other] platných značek
}
organisation-glance-labels-whose = podle posudku tohoto uzlu
organisation-glance-issued = { $count ->
    [one] { $count } udělená značka
    [few] { $count } udělené značky
    [many] { $count } udělené značky
   *[other] { $count } udělených značek
}
organisation-glance-issued-whom = jiným
organisation-own = Vlastními slovy
organisation-own-signed = Co zde stojí, podepsala organizace. Nikdo jiný to nepotvrdil.
organisation-complete = Vyplněné části standardního profilu: { $given } z { $of }
organisation-readable = Dostupné jazyky: { $languages }.
organisation-changed = Naposledy změněno { $day }.
organisation-no-profile = Zatím nezveřejnila profil.
organisation-labels = Značky, které má
organisation-no-labels = Tento uzel nezná žádnou značku, která by jí byla udělena.
organisation-vouched = Kdo se za ni zaručuje
organisation-no-vouches = Nikdo se nezaručuje, že tato organizace existuje.
organisation-vouches-say = Říkají, že existuje; záruka nevypovídá nic o její kvalitě.
organisation-vouch-current = od { $day }, viděna verze { $version } identity, současná
organisation-vouch-earlier = od { $day }, viděna verze { $version } identity; nyní platí verze { $current }
organisation-vouch-not-in-log = viděná verze není v záznamníku, který má tento uzel
organisation-vouch-no-version = viděná verze není uvedena
organisation-listed = Kdo ji zapisuje
organisation-no-listings = Žádný záznam agentury neuvádí webové stránky této organizace.
organisation-listings-say = Tyto záznamy uvádějí tytéž webové stránky. Zda míní tuto organizaci, může říci jen agentura.
organisation-listed-by = Zapisuje { $agency }
organisation-listed-as = jako
organisation-schemes = Programy značek, které jí patří
organisation-issued = Značky, které udělila
organisation-identity = Identita: pro ty, kdo ověřují
organisation-host = Hostitel jejího záznamníku
organisation-version = Verze identity
organisation-version-of = z { $time }
organisation-devices = Zařízení
organisation-devices-speak = { $devices ->
    [one] { $devices } za ni smí mluvit
    [few] { $devices } za ni smějí mluvit
    [many] { $devices } za ni smí mluvit
   *[other] { $devices } za ni smí mluvit
}
organisation-devices-retired = { $devices ->
    [one] { $devices } za ni smí mluvit
    [few] { $devices } za ni smějí mluvit
    [many] { $devices } za ni smí mluvit
   *[other] { $devices } za ni smí mluvit
}, vyřazeno: { $retired }
organisation-disputed = Tato identita je sporná: počet cest, kterými její záznamník pokračuje, je { $branches } a každá je podepsána klíčem organizace. Co bylo řečeno jen na jedné z nich, se nepočítá, a její značky jsou neurčité pro každého, kdo žádnou z nich nepřijal.
organisation-deactivated = Tato identita byla { $day } vyřazena: organizace pod ní neříká nic nového.
organisation-log = Záznamník identity (did.jsonl)
organisation-profile-json = Profil (JSON)
organisation-profile-automerge = Profil (Automerge)
organisation-profile-entries = Profil, podepsané zápisy (CBOR)
organisation-items = Vše, co podepsala (CBOR)
organisation-changes = Co naposledy změnila (Atom)
