# Die Suchseite.

search-title-front = Clusterorganisationen
search-title = Suche
search-welcome = Clusterorganisationen finden und sehen, wer für sie bürgt
search-welcome-what = Hanse ist ein Verzeichnis ohne Zentrale. Organisationen signieren ihr eigenes Profil; Agenturen tragen sie ein und bürgen für sie; Labelstellen signieren die Labels. Jede Aussage nennt ihren Urheber, und jeder kann sie prüfen.
search-words = Suchwörter: ein Name, ein Ort, eine Kompetenz
search-country = Land
search-any = Alle
search-region = Region
search-region-code = (NUTS-Code)
search-ecosystem = Ökosystem
search-kind = Wessen Wort
search-kind-any = Alle
search-kind-profile = Eigene Profile
search-kind-listing = Einträge von Agenturen
search-go = Suchen
search-clear = Zurücksetzen
search-totals = Dieser Knoten enthält { $listings ->
    [one] { $listings } Eintrag
   *[other] { $listings } Einträge
} und { $organisations ->
    [one] { $organisations } Organisation
   *[other] { $organisations } Organisationen
}.
search-show-all = Alle zeigen
search-nothing = Nichts gefunden
search-nothing-fits = Kein Eintrag und keine Organisation auf diesem Knoten entspricht allem, was gefragt war.
search-fewer-words = Nehmen Sie weniger Suchwörter, oder prüfen Sie die Schreibweise.
search-own-language = Namen stehen so da, wie sie angegeben wurden: Versuchen Sie es mit dem Wort in der Sprache der Organisation.
search-larger-region = Nehmen Sie einen Filter weg. Ein kürzerer NUTS-Code fragt nach einer größeren Region: { $large } statt { $small }.
search-start-again = Noch einmal mit allen beginnen
search-results = { $total ->
    [one] { $total } Treffer
   *[other] { $total } Treffer
}
search-results-part = { $first }–{ $last } von { $total ->
    [one] { $total } Treffer
   *[other] { $total } Treffern
}
search-narrow = Treffer eingrenzen
search-browse = Stöbern
search-ask-another = Anders fragen
search-own = Eigenes Profil
search-own-word = Das eigene Wort der Organisation, von ihr signiert
search-listing = Eintrag
search-listed-by = Eingetragen von { $agency }, nicht ihr eigenes Wort
search-ecosystems = Ökosysteme
search-said = Von anderen gesagt
search-valid-label = Gültiges Label: { $label }
search-vouches = { $count ->
    [0] Niemand bürgt für sie
    [one] { $count } Organisation bürgt für sie
   *[other] { $count } Organisationen bürgen für sie
}
search-pages = Seiten mit Treffern
search-previous = Vorige Seite
search-next = Nächste Seite
search-chosen = gewählt, wieder aufheben
search-facet-country = Land
search-facet-ecosystem = Industrielles Ökosystem
search-facet-kind = Wessen Wort
search-guessed = { $ecosystem } (vermutet)
search-more-filters = Weitere Filter
search-more-properties = Weitere Eigenschaften
search-label-any = Irgendein gültiges Label
search-label-on = Label gültig am
search-label-on-hint = ein Tag wie 2026-11-22; sonst heute
search-nace-hint = etwa C oder 26.1
search-vouched-by-hint = SCID oder DID der bürgenden Organisation
search-facet-type = Art der Organisation
search-facet-region = Region
search-facet-nace = Wirtschaftszweig (NACE)
search-facet-emerging = Aufstrebende Branche
search-facet-s3 = Bereich der intelligenten Spezialisierung
search-facet-technology = Technologie
search-facet-members = Mitglieder
search-facet-composition = Arten von Mitgliedern
search-facet-cooperation = Will kooperieren für
search-facet-fresh = Bestätigt oder geändert
search-facet-label = Label
search-facet-vouched-by = Verbürgt von
search-type-cluster = Clusterorganisation
search-type-agency = Agentur
search-type-label-authority = Labelstelle
search-composition-sme = Kleine und mittlere Unternehmen
search-composition-startup = Start-ups
search-composition-large = Großunternehmen
search-composition-research = Forschung und Hochschulen
search-composition-public = Öffentliche Einrichtungen
search-composition-mostly-sme = Überwiegend kleine und mittlere Unternehmen
search-composition-mostly-research = Überwiegend Forschung
search-fresh-90d = In den letzten 90 Tagen
search-fresh-365d = Im letzten Jahr
search-fresh-older = Vor längerer Zeit
