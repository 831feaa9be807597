# The page about the node.

node-operator = { $organisation } says that it runs this node
node-no-operator = No organisation says that it runs this node
node-what = One of many nodes with the same directory. It keeps signed statements, exchanges them with its peers and computes from them what its pages show. Another node with the same statements shows the same.
node-organisations = { $count ->
    [one] organisation
   *[other] organisations
}
node-listings = { $count ->
    [one] listing
   *[other] listings
}
node-labels = { $count ->
    [one] label
   *[other] labels
}
node-schemes = { $count ->
    [one] label scheme
   *[other] label schemes
}
node-documents = { $count ->
    [one] document
   *[other] documents
}
node-items = { $count ->
    [one] signed statement
   *[other] signed statements
}
node-compare = Compare
node-compare-how = Two nodes that hold the same statements have the same digest, under the same rules.
node-digest = Digest
node-rules = Rules
node-peers = { $count ->
    [one] { $count } peer connected
   *[other] { $count } peers connected
}
node-no-peers = No peer is connected: this node shows what it held before.
node-peer-unnamed = No organisation names this peer
node-join = Join
node-join-how = Run a node of your own and let it start from this one:
node-addresses = Addresses
node-no-addresses = none announced
node-anchors = Anchors
node-no-anchors = None is pinned, so this node can trace no issuer’s right to anybody it trusts.
node-anchors-are = The labels on these pages are judged from the word of:
node-pinned = pinned at { $version }
node-pin-not-held = version { $number }, which is not held here
node-own-anchors = Your own anchors, in your own file, may give other verdicts: { $command }
node-machines = For machines
node-openapi = HTTP API (OpenAPI 3.1)
node-metrics = Metrics (Prometheus)
node-exchanged = last exchange at { $time }: { $came } came, { $went } went
node-exchange-failed = last exchange at { $time }: it failed
node-waiting = { $count ->
    [one] One statement waits for what it builds on.
   *[other] { $count } statements wait for what they build on.
}
node-carries = What it carries, and why
node-carries-all = Everything that stands by the rules, whoever said it.
node-carries-vouched = What its sponsors say, whom they vouch for (at most { $most } each), and whom its operator hosts.
node-sponsors = Sponsors
node-hosted = Hosted by its operator’s choice
node-blocked = { $count ->
    [one] One organisation is never carried, whoever vouches.
   *[other] { $count } organisations are never carried, whoever vouches.
}
