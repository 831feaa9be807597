# La page d’une organisation.

organisation-nameless = Organisation sans nom
organisation-glance = En bref
organisation-share = { $part } sur { $all }
organisation-glance-parts = { $share } parties du profil
organisation-glance-parts-whose = selon ses propres termes
organisation-glance-listings = { $count ->
    [one] { $count } inscription
   *[other] { $count } inscriptions
}
organisation-glance-listings-which = avec son site web
organisation-glance-vouches = { $count ->
    [one] { $count } garantie
   *[other] { $count } garanties
}
organisation-glance-vouches-what = de son existence
organisation-glance-no-labels = { $count } label
organisation-glance-labels = { $share } { $all ->
    [one] label valable
   *[other] labels valables
}
organisation-glance-labels-whose = selon le jugement de ce nœud
organisation-glance-issued = { $count ->
    [one] { $count } label délivré
   *[other] { $count } labels délivrés
}
organisation-glance-issued-whom = à d’autres
organisation-own = Selon ses propres termes
organisation-own-signed = L’organisation a signé ce qui figure ici. Personne d’autre ne l’a confirmé.
organisation-complete = { $given } parties du profil type sur { $of } sont remplies
organisation-readable = Peut se lire en : { $languages }.
organisation-changed = Dernière modification le { $day }.
organisation-no-profile = Elle n’a pas encore publié de profil.
organisation-labels = Labels qu’elle détient
organisation-no-labels = Ce nœud ne connaît aucun label qui lui ait été délivré.
organisation-vouched = Qui se porte garant d’elle
organisation-no-vouches = Personne ne garantit que cette organisation existe.
organisation-vouches-say = Ils disent qu’elle existe ; une garantie ne dit rien de sa qualité.
organisation-vouch-current = depuis le { $day }, a vu la version { $version } de l’identité, la version actuelle
organisation-vouch-earlier = depuis le { $day }, a vu la version { $version } de l’identité ; elle en est maintenant à la version { $current }
organisation-vouch-not-in-log = la version vue ne figure pas dans le journal tel que ce nœud le détient
organisation-vouch-no-version = la version vue n’est pas indiquée
organisation-listed = Qui l’inscrit
organisation-no-listings = Aucune inscription d’une agence n’indique le site web de cette organisation.
organisation-listings-say = Ces inscriptions indiquent le même site web. Seule l’agence peut dire si elles désignent cette organisation.
organisation-listed-by = Inscrite par { $agency }
organisation-listed-as = comme
organisation-schemes = Programmes de labellisation qu’elle gère
organisation-issued = Labels qu’elle a délivrés
organisation-identity = Identité : pour ceux qui vérifient
organisation-host = Hôte de son journal
organisation-version = Version de l’identité
organisation-version-of = du { $time }
organisation-devices = Appareils
organisation-devices-speak = { $devices ->
    [one] { $devices } peut parler en son nom
   *[other] { $devices } peuvent parler en son nom
}
organisation-devices-retired = { $devices ->
    [one] { $devices } peut parler en son nom
   *[other] { $devices } peuvent parler en son nom
}, { $retired } hors service
organisation-disputed = Cette identité est contestée : son journal se poursuit de { $branches } façons, chacune signée avec une clé de l’organisation. Ce qui n’a été dit que dans l’une d’elles ne compte pas, et ses labels sont indéterminés pour quiconque n’en a retenu aucune.
organisation-deactivated = Cette identité a été désactivée le { $day } : l’organisation ne dit plus rien de nouveau sous elle.
organisation-log = Journal de l’identité (did.jsonl)
organisation-profile-json = Profil (JSON)
organisation-profile-automerge = Profil (Automerge)
organisation-profile-entries = Profil, entrées signées (CBOR)
organisation-items = Tout ce qu’elle a signé (CBOR)
organisation-changes = Ses dernières modifications (Atom)
