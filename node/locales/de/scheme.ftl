# Die Seite eines Labelprogramms.

scheme-kind = Labelprogramm
scheme-owner = Getragen von { $owner }
scheme-levels = Stufen
scheme-no-levels = Das Programm hat keine Stufen.
scheme-level = Stufe
scheme-takes = Was sie verlangt und gibt
scheme-term = Laufzeit
scheme-term-until = bis { $day }
scheme-term-months = { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
}
scheme-term-or = { $terms } Monate
scheme-term-list-or = oder
scheme-points-at-least = mindestens { $points } Punkte nötig
scheme-percent-at-least = mindestens { $percent } % nötig
scheme-rules = Regeln
scheme-rule-fixed = Eine veröffentlichte Fassung ändert sich nie: Eine andere Regel ist eine andere Fassung.
scheme-criteria = Kriterien
scheme-no-criteria = Das Programm nennt keine Kriterien.
scheme-accredited = Wer danach handeln darf
scheme-no-accredited = Außer dem Träger ist niemand akkreditiert.
scheme-may = darf ohne Enddatum: { $what }
scheme-may-until = darf bis { $day }: { $what }
scheme-may-what = { $levels } { $actions }
scheme-may-what-in = { $levels } in { $territory } { $actions }
scheme-action-assess = begutachten
scheme-action-decide = entscheiden
scheme-action-issue = ausstellen
scheme-action-delegate = andere akkreditieren
scheme-accredited-by = akkreditiert von { $by }
scheme-versions = Andere Fassungen
scheme-newer = Es gibt eine neuere Fassung dieses Programms: { $version }.
scheme-labels = Danach ausgestellte Labels
scheme-no-labels = Dieser Knoten kennt kein Label nach diesem Programm.
scheme-json = Das Programm (JSON)
