# Die Zahlen.

counts-title = Zahlen
counts-heading = Was hier ist, gezählt
counts-lead = Jede Zahl ist die einer Suche auf diesem Knoten am { $day }. Ein anderer Knoten mit denselben Aussagen zählt dasselbe.
counts-map = Auf der Karte
counts-countries = Nach Land
counts-no-country = Keine nennt ein Land.
counts-ecosystems = Nach industriellem Ökosystem
counts-no-ecosystem = Keine nennt ein Ökosystem.
counts-several = Wer in mehreren Ökosystemen ist, zählt in jedem.
counts-crossing = Länder und Ökosysteme
counts-crossing-what = Organisationen und Einträge; je kräftiger die Farbe, desto mehr.
counts-ages = Wie frisch es ist
counts-ages-what = Organisationen und Einträge nach der Zeit seit ihrer letzten Änderung, nach der Uhr der Verfasser.
counts-changed = Zuletzt geändert
counts-number = Anzahl
counts-share = Anteil
counts-within = { $days ->
    [one] vor höchstens { $days } Tag
   *[other] vor höchstens { $days } Tagen
}
counts-older = vor längerer Zeit
counts-course = Monat für Monat
counts-nothing = Noch wurde nichts gesagt.
counts-line-cards = Organisationen und Einträge
counts-line-labels = begonnene Labels
counts-by-end = Bis Ende
counts-organisations = Organisationen
counts-listings = Einträge
