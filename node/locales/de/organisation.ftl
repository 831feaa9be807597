# Die Seite einer Organisation.

organisation-nameless = Organisation ohne Namen
organisation-glance = Auf einen Blick
organisation-share = { $part } von { $all }
organisation-glance-parts = { $share } Teile des Profils
organisation-glance-parts-whose = in eigenen Worten
organisation-glance-listings = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
organisation-glance-listings-which = mit ihrer Website
organisation-glance-vouches = { $count ->
    [one] { $count } Bürgschaft
   *[other] { $count } Bürgschaften
}
organisation-glance-vouches-what = dass es sie gibt
organisation-glance-no-labels = { $count } Labels
organisation-glance-labels = { $share } { $all ->
    [one] Label
   *[other] Labels
} gültig
organisation-glance-labels-whose = nach dem Urteil dieses Knotens
organisation-glance-issued = { $count ->
    [one] { $count } Label
   *[other] { $count } Labels
} ausgestellt
organisation-glance-issued-whom = an andere
organisation-own = In eigenen Worten
organisation-own-signed = Was hier steht, hat die Organisation signiert. Sonst hat es niemand bestätigt.
organisation-complete = { $given } von { $of } Teilen des Standardprofils sind ausgefüllt
organisation-readable = Lesbar auf: { $languages }.
organisation-changed = Zuletzt geändert am { $day }.
organisation-no-profile = Sie hat noch kein Profil veröffentlicht.
organisation-labels = Labels, die sie hält
organisation-no-labels = Dieser Knoten kennt kein Label, das ihr ausgestellt wurde.
organisation-vouched = Wer für sie bürgt
organisation-no-vouches = Niemand bürgt dafür, dass es diese Organisation gibt.
organisation-vouches-say = Sie sagen, dass es sie gibt; über ihre Qualität sagt eine Bürgschaft nichts.
organisation-vouch-current = seit dem { $day }, sah Version { $version } der Identität, die jetzige
organisation-vouch-earlier = seit dem { $day }, sah Version { $version } der Identität; jetzt gilt Version { $current }
organisation-vouch-not-in-log = Die gesehene Version steht nicht im Protokoll, wie dieser Knoten es hat.
organisation-vouch-no-version = Die gesehene Version wird nicht genannt.
organisation-listed = Wer sie einträgt
organisation-no-listings = Kein Eintrag einer Agentur nennt die Website dieser Organisation.
organisation-listings-say = Diese Einträge nennen dieselbe Website. Ob sie diese Organisation meinen, kann nur die Agentur sagen.
organisation-listed-by = Eingetragen von { $agency }
organisation-listed-as = als
organisation-schemes = Labelprogramme, die ihr gehören
organisation-issued = Labels, die sie ausgestellt hat
organisation-identity = Identität: für alle, die nachprüfen
organisation-host = Host ihres Protokolls
organisation-version = Version der Identität
organisation-version-of = von { $time }
organisation-devices = Geräte
organisation-devices-speak = { $devices ->
    [one] { $devices } darf für sie sprechen
   *[other] { $devices } dürfen für sie sprechen
}
organisation-devices-retired = { $devices ->
    [one] { $devices } darf für sie sprechen
   *[other] { $devices } dürfen für sie sprechen
}, { $retired } außer Dienst
organisation-disputed = Diese Identität ist umstritten: Ihr Protokoll setzt sich auf { $branches } Wegen fort, jeder mit einem Schlüssel der Organisation signiert. Was nur auf einem davon gesagt wurde, zählt nicht, und ihre Labels sind unbestimmt für alle, die keinen davon festgelegt haben.
organisation-deactivated = Diese Identität wurde am { $day } stillgelegt: Die Organisation sagt unter ihr nichts Neues mehr.
organisation-log = Protokoll der Identität (did.jsonl)
organisation-profile-json = Profil (JSON)
organisation-profile-automerge = Profil (Automerge)
organisation-profile-entries = Profil, signierte Einträge (CBOR)
organisation-items = Alles, was sie signiert hat (CBOR)
