# Was um jede Seite herum steht.

frame-skip = Zum Inhalt springen
frame-demonstration = Vorführung
frame-demonstration-title = Vorführung:
frame-demonstration-what = Die Agenturen, die Labelstelle, ihre Labels und deren Inhaberin sind erfunden, und dieser Knoten hat diese Stelle als Vertrauensanker festgelegt.
frame-demonstration-real = Die Einträge nennen wirkliche Organisationen (Quelle: { $registers }) und sind nicht deren eigenes Wort.
frame-demonstration-register = Die Einträge nennen, wen das Register nennt: { $file }. Sie sind nicht deren eigenes Wort.
frame-tagline = Verzeichnis der Clusterorganisationen
frame-main = Hauptmenü
frame-search = Suche
frame-node = Dieser Knoten
frame-api = API
frame-languages = Sprache
frame-same = { $claim } aus denselben signierten Aussagen. Niemand muss diesem hier glauben.
frame-same-claim = Jeder Knoten berechnet dasselbe Verzeichnis
frame-node-name = Knoten
frame-licence = Lizenz
frame-licence-name = Open-Source-Lizenz für die Europäische Union (European Union Public Licence), Version 1.2
frame-json = Diese Seite als JSON
frame-changes = Änderungen
frame-map = Karte
frame-counts = Zahlen
frame-about = Ein Verzeichnis von Clusterorganisationen ohne Zentrum: Jede Aussage nennt, wer sie macht, und jeder kann sie prüfen.
