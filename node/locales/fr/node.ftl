# La page du nœud.

node-operator = { $organisation } dit exploiter ce nœud
node-no-operator = Aucune organisation ne dit exploiter ce nœud
node-what = Un des nombreux nœuds qui ont le même répertoire. Il conserve des déclarations signées, les échange avec ses pairs et en calcule ce que montrent ses pages. Un autre nœud qui a les mêmes déclarations montre la même chose.
node-organisations = { $count ->
    [one] organisation
   *[other] organisations
}
node-listings = { $count ->
    [one] inscription
   *[other] inscriptions
}
node-labels = { $count ->
    [one] label
   *[other] labels
}
node-schemes = { $count ->
    [one] programme de labellisation
   *[other] programmes de labellisation
}
node-documents = { $count ->
    [one] document
   *[other] documents
}
node-items = { $count ->
    [one] déclaration signée
   *[other] déclarations signées
}
node-compare = Comparer
node-compare-how = Deux nœuds qui détiennent les mêmes déclarations ont la même empreinte, selon les mêmes règles.
node-digest = Empreinte
node-rules = Règles
node-peers = { $count ->
    [one] { $count } pair connecté
   *[other] { $count } pairs connectés
}
node-no-peers = Aucun pair n’est connecté : ce nœud montre ce qu’il détenait déjà.
node-peer-unnamed = Aucune organisation ne nomme ce pair
node-join = Rejoindre
node-join-how = Exploitez votre propre nœud et faites-le partir de celui-ci :
node-addresses = Adresses
node-no-addresses = aucune annoncée
node-anchors = Ancres de confiance
node-no-anchors = Aucune n’est retenue ; ce nœud ne peut donc rattacher le droit d’aucun émetteur à quelqu’un en qui il a confiance.
node-anchors-are = Les labels de ces pages sont jugés d’après la parole de :
node-pinned = fixée à { $version }
node-pin-not-held = version { $number }, qui n’est pas détenue ici
node-own-anchors = Vos propres ancres, dans votre propre fichier, peuvent donner d’autres verdicts : { $command }
node-machines = Pour les machines
node-openapi = API HTTP (OpenAPI 3.1)
node-metrics = Mesures (Prometheus)
node-exchanged = dernier échange : { $time } ; déclarations reçues : { $came }, envoyées : { $went }
node-exchange-failed = dernier échange : { $time } ; il a échoué
node-waiting = { $count ->
    [one] Une déclaration attend ce sur quoi elle s’appuie.
   *[other] { $count } déclarations attendent ce sur quoi elles s’appuient.
}
node-carries = Ce qu’il contient, et pourquoi
node-carries-all = Tout ce qui est conforme aux règles, quel qu’en soit l’auteur.
node-carries-vouched = Ce que disent ses garants, ceux dont ils se portent garants (au plus { $most } chacun) et ceux que son exploitant héberge.
node-sponsors = Garants
node-hosted = Hébergées par choix de l’exploitant
node-blocked = { $count ->
    [one] Une organisation n’est jamais admise, peu importe qui se porte garant d’elle.
   *[other] { $count } organisations ne sont jamais admises, peu importe qui se porte garant d’elles.
}
