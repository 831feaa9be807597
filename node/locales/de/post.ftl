# Beiträge: was Organisationen anbieten, suchen und ankündigen, und ihre Verbindungen zu anderen.

post-title = Beiträge
post-lead = Was Clusterorganisationen anbieten, suchen und ankündigen. Jeder Beitrag ist das Wort der Organisation, die ihn signiert hat, und gilt bis zu seinem letzten Tag als offen, nicht länger.
post-whose = Nur Beiträge von { $organisation }
post-words = Wörter: was angeboten oder gesucht wird
post-kind = Art
post-state = Stand
post-state-current = Offen oder kommend
post-state-any = Alle
post-on = Offen an einem Tag
post-results = { $total ->
    [one] { $total } Beitrag
   *[other] { $total } Beiträge
}
post-results-part = { $total ->
    [one] { $first }–{ $last } von { $total } Beitrag
   *[other] { $first }–{ $last } von { $total } Beiträge
}
post-none = Kein Beitrag auf diesem Knoten passt zu allem, wonach gefragt wurde.
post-none-open = Keiner ihrer Beiträge ist offen oder kommend.
post-all = { $count ->
    [one] Der eine Beitrag, auch wenn er beendet ist
   *[other] Alle { $count } Beiträge, auch beendete
}
post-ecosystem = Industrielle Ökosysteme
post-by = von { $organisation }
post-open = Offen
post-upcoming = Kommend
post-ended = Beendet
post-withdrawn = Zurückgezogen
post-on-day = am { $day }
post-from-until = { $from } bis { $until }
post-from = ab { $day }
post-until = bis { $day }
post-nameless = Beitrag ohne Titel
post-said = Was darin steht
post-signed = { $organisation } hat signiert, was hier steht. Niemand sonst hat es bestätigt.
post-only-title = Mehr als der Titel steht nicht darin.
post-dated = Zuerst veröffentlicht am { $published }, zuletzt geändert am { $changed }, nach der Uhr des Verfassers.
post-whose-word = Wessen Wort es ist
post-others = Alle Beiträge dieser Organisation
post-json = Der Beitrag (JSON)
post-automerge = Der Beitrag (Automerge)
post-entries = Signierte Einträge (CBOR)
post-field-title = Titel
post-field-from = Erster Tag
post-field-until = Letzter Tag
post-links = Zusammenarbeit und Mitgliedschaft
post-links-what = Was diese Organisation und andere voneinander sagen. Jeder kann einen Partner behaupten; bestätigt ist, was beide sagen.
post-links-shown = { $shown } von { $all } stehen hier; die API hat alle.
post-link-cooperation = Arbeitet mit { $organisation } zusammen
post-link-member-of = Ist Mitglied von { $organisation }
post-link-has-member = Hat { $organisation } als Mitglied
post-link-confirmed = Bestätigt: beide sagen es
post-link-ours = Nur diese Organisation sagt es
post-link-theirs = Nur die andere sagt es
post-link-to-come = Noch nicht
post-link-over = Nicht mehr
post-counts-what = Beiträge, die an diesem Tag offen oder kommend sind. Die gefragten Wörter, Orte, Ökosysteme, Wirtschaftszweige, aufstrebenden Branchen, Spezialisierungsbereiche und Technologien gelten hier, andere Filter nicht.
post-counts-total = { $count ->
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
post-counts-month = Zuerst veröffentlicht
post-counts-none = Kein Beitrag ist offen oder kommend.
post-kind-offer = Angebot
post-kind-request = Gesuch
post-kind-event = Veranstaltung
post-kind-call = Aufruf
post-kind-project = Projekt
post-kind-practice = Gute Praxis
post-kind-case = Fallstudie
post-kind-course = Kurs
post-kind-facility = Einrichtung
post-kind-mobility = Personalaustausch
post-kind-mentoring = Mentoring
post-kind-talent = Offene Stelle
post-kind-tool = Werkzeug
post-kind-policy = Politische Maßnahme
post-kind-other = Beitrag anderer Art
