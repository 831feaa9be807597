# Die Seite über den Knoten.

node-operator = { $organisation } gibt an, diesen Knoten zu betreiben
node-no-operator = Keine Organisation gibt an, diesen Knoten zu betreiben
node-what = Einer von vielen Knoten mit demselben Verzeichnis. Er bewahrt signierte Aussagen auf, tauscht sie mit anderen Knoten aus und berechnet aus ihnen, was seine Seiten zeigen. Ein anderer Knoten mit denselben Aussagen zeigt dasselbe.
node-organisations = { $count ->
    [one] Organisation
   *[other] Organisationen
}
node-listings = { $count ->
    [one] Eintrag
   *[other] Einträge
}
node-labels = { $count ->
    [one] Label
   *[other] Labels
}
node-schemes = { $count ->
    [one] Labelprogramm
   *[other] Labelprogramme
}
node-documents = { $count ->
    [one] Dokument
   *[other] Dokumente
}
node-items = { $count ->
    [one] signierte Aussage
   *[other] signierte Aussagen
}
node-compare = Vergleichen
node-compare-how = Zwei Knoten mit denselben Aussagen haben nach denselben Regeln dieselbe Prüfsumme.
node-digest = Prüfsumme
node-rules = Regeln
node-peers = { $count ->
    [one] { $count } Knoten verbunden
   *[other] { $count } Knoten verbunden
}
node-no-peers = Kein anderer Knoten ist verbunden: Dieser zeigt, was er schon hatte.
node-peer-unnamed = Keine Organisation nennt diesen Knoten
node-join = Mitmachen
node-join-how = Betreiben Sie einen eigenen Knoten und lassen Sie ihn von diesem ausgehen:
node-addresses = Adressen
node-no-addresses = keine bekannt gegeben
node-anchors = Vertrauensanker
node-no-anchors = Es ist keiner festgelegt; daher kann dieser Knoten das Recht keines Ausstellers auf jemanden zurückführen, dem er vertraut.
node-anchors-are = Die Labels auf diesen Seiten werden nach dem Wort dieser Stellen beurteilt:
node-pinned = festgelegt auf { $version }
node-pin-not-held = Version { $number }, die hier nicht vorliegt
node-own-anchors = Mit Ihren eigenen Ankern, in Ihrer eigenen Datei, können die Urteile anders ausfallen: { $command }
node-machines = Für Maschinen
node-openapi = HTTP-API (OpenAPI 3.1)
node-metrics = Messwerte (Prometheus)
node-exchanged = letzter Austausch um { $time }: { $came } kamen, { $went } gingen
node-exchange-failed = letzter Austausch um { $time }: fehlgeschlagen
node-waiting = { $count ->
    [one] Eine Aussage wartet auf das, worauf sie aufbaut.
   *[other] { $count } Aussagen warten auf das, worauf sie aufbauen.
}
node-carries = Was er trägt, und warum
node-carries-all = Alles, was nach den Regeln besteht, wer immer es gesagt hat.
node-carries-vouched = Was seine Bürgen sagen, für wen sie bürgen (jeweils höchstens { $most }), und wen sein Betreiber aufnimmt.
node-sponsors = Bürgen
node-hosted = Vom Betreiber aufgenommen
node-blocked = { $count ->
    [one] Eine Organisation wird nie getragen, wer immer für sie bürgt.
   *[other] { $count } Organisationen werden nie getragen, wer immer für sie bürgt.
}
