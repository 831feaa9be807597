# La pagina di un’organizzazione.

organisation-nameless = Organizzazione senza nome
organisation-glance = In breve
organisation-share = { $part } su { $all }
organisation-glance-parts = { $share } parti del profilo
organisation-glance-parts-whose = con parole proprie
organisation-glance-listings = { $count ->
    [one] { $count } scheda
   *[other] { $count } schede
}
organisation-glance-listings-which = con il suo sito web
organisation-glance-vouches = { $count ->
    [one] { $count } garanzia
   *[other] { $count } garanzie
}
organisation-glance-vouches-what = che esiste
organisation-glance-no-labels = { $count } marchi
organisation-glance-labels = { $share } { $all ->
    [one] marchio valido
   *[other] marchi validi
}
organisation-glance-labels-whose = a giudizio di questo nodo
organisation-glance-issued = { $count ->
    [one] { $count } marchio rilasciato
   *[other] { $count } marchi rilasciati
}
organisation-glance-issued-whom = ad altri
organisation-own = Con parole proprie
organisation-own-signed = Quanto segue è firmato dall’organizzazione. Nessun altro lo ha confermato.
organisation-complete = Parti del profilo standard compilate: { $given } su { $of }
organisation-readable = Lingue disponibili: { $languages }.
organisation-changed = Ultima modifica: { $day }.
organisation-no-profile = Non ha ancora pubblicato un profilo.
organisation-labels = Marchi di cui è titolare
organisation-no-labels = Questo nodo non conosce alcun marchio rilasciatole.
organisation-vouched = Chi garantisce per lei
organisation-no-vouches = Nessuno garantisce che questa organizzazione esista.
organisation-vouches-say = Dicono che esiste; una garanzia non dice nulla sulla sua qualità.
organisation-vouch-current = in data { $day }, ha visto la versione { $version } dell’identità, quella attuale
organisation-vouch-earlier = in data { $day }, ha visto la versione { $version } dell’identità; ora è alla versione { $current }
organisation-vouch-not-in-log = la versione vista non è nel registro così come lo possiede questo nodo
organisation-vouch-no-version = non indica la versione vista
organisation-listed = Chi la iscrive
organisation-no-listings = Nessuna scheda di un’agenzia indica il sito web di questa organizzazione.
organisation-listings-say = Queste schede indicano lo stesso sito web. Solo l’agenzia può dire se si riferiscono a questa organizzazione.
organisation-listed-by = Iscritta da { $agency }
organisation-listed-as = come
organisation-schemes = Programmi di marchio che le appartengono
organisation-issued = Marchi che ha rilasciato
organisation-identity = Identità: per chi verifica
organisation-host = Host del suo registro
organisation-version = Versione dell’identità
organisation-version-of = del { $time }
organisation-devices = Dispositivi
organisation-devices-speak = { $devices ->
    [one] { $devices } può parlare per lei
   *[other] { $devices } possono parlare per lei
}
organisation-devices-retired = { $devices ->
    [one] { $devices } può parlare per lei
   *[other] { $devices } possono parlare per lei
}, { $retired } fuori servizio
organisation-disputed = Questa identità è contestata: il suo registro prosegue in { $branches } modi, ciascuno firmato con una chiave dell’organizzazione. Ciò che è stato detto solo in uno di essi non conta, e i suoi marchi sono indeterminati per chi non ne ha fissato alcuno.
organisation-deactivated = Questa identità è stata disattivata in data { $day }: l’organizzazione non dice più nulla di nuovo con essa.
organisation-log = Registro dell’identità (did.jsonl)
organisation-profile-json = Profilo (JSON)
organisation-profile-automerge = Profilo (Automerge)
organisation-profile-entries = Profilo, voci firmate (CBOR)
organisation-items = Tutto ciò che ha firmato (CBOR)
organisation-changes = Le sue ultime modifiche (Atom)
