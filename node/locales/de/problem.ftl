# Die Seite für das, was schiefging.

problem-kind = Problem { $status }
problem-advice = Was Sie tun können
problem-search = Zur Suchseite
problem-not-found = Nicht gefunden
problem-not-found-what = Dieser Knoten hat nicht, wohin diese Adresse führt; vielleicht hat es ein anderer, oder es kommt mit dem nächsten Austausch.
problem-bad-request = Unverständliche Anfrage
problem-bad-request-what = Der Knoten versteht nicht, was gefragt war.
problem-unprocessable = Nicht lesbar
problem-unprocessable-what = Was unter dieser Adresse veröffentlicht ist, lässt sich nicht als das lesen, was es sein soll.
problem-method = Nicht erlaubte Methode
problem-method-what = Diese Adresse lässt sich so nicht abfragen.
problem-unavailable = Der Knoten nimmt gerade nichts an
problem-unavailable-what = Der Knoten gibt gerade keine Antwort.
problem-internal = Interner Fehler
problem-internal-what = Der Knoten hat einen Fehler gemacht; sein Protokoll sagt, welchen.
problem-other = Problem
problem-other-what = Der Knoten hat nicht getan, was gefragt war.
problem-check-address = Prüfen Sie die Adresse: Eine Kennung ist lang, und jeder Buchstabe zählt.
problem-search-name = Suchen Sie stattdessen nach dem Namen.
problem-go-back = Gehen Sie zurück und ändern Sie die Anfrage.
problem-try-again = Versuchen Sie es gleich noch einmal, oder fragen Sie einen anderen Knoten: Alle haben dasselbe Verzeichnis.
