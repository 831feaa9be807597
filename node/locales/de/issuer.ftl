# Aussteller und Agenturen, und Labels nach ihrem Stand an einem Tag.

issuer-title = Von { $issuer } ausgestellte Labels
issuer-kind = Aussteller von Labels
issuer-labels = Labels an einem Tag
issuer-none = Hier ist kein Label von ihm in diesem Stand vorhanden.
issuer-schemes = Nach diesen Regelwerken
issuer-no-schemes = Nach keinem.
issuer-count = { $count ->
    [one] { $count } Label
   *[other] { $count } Labels
}
issuer-rights = Sein Recht auszustellen
issuer-no-rights = Eine Akkreditierung ist hier nicht vorhanden. Wem ein Regelwerk gehört, der braucht keine.
issuer-may = darf { $what }
issuer-may-until = darf { $what } bis { $day }
issuer-accredited-by = akkreditiert von { $by }
issuer-granted = Wen es akkreditiert hat
issuer-day = Stand vom
issuer-judge = Beurteilen
issuer-states = Stände
issuer-chosen = gewählt, alle anzeigen
issuer-judged = Von { $all } Labels wurden hier die neuesten { $judged } beurteilt.
issuer-valid = gültig
issuer-conditional = unter Auflage gültig
issuer-not-yet = noch nicht gültig
issuer-expired = abgelaufen
issuer-expired-renewable = abgelaufen, verlängerbar
issuer-suspended = ausgesetzt
issuer-withdrawn = entzogen
issuer-not-entitled = Aussteller nicht berechtigt
issuer-bad-signature = falsche Unterschrift
issuer-subject-mismatch = bei einem anderen
issuer-status-stale = Stand veraltet
issuer-conflict = Widerspruch
issuer-unknown-scheme = unbekanntes Regelwerk
issuer-indeterminate = unbestimmt
issuer-agency-title = Was { $agency } führt
issuer-agency-kind = Führt andere und bürgt für sie
issuer-agency-total = { $listings } { $listings ->
    [one] Eintrag
   *[other] Einträge
}, { $fresh } % davon im letzten halben Jahr geändert.
issuer-agency-vouches = Sie bürgt für { $vouches } { $vouches ->
    [one] Organisation
   *[other] Organisationen
}, von denen dieser Knoten { $carried } trägt.
issuer-agency-listings = Ihre Einträge
issuer-agency-nobody = Sie führt niemanden.
issuer-agency-all = Alle { $count }, unterschrieben (JSON)
issuer-agency-vouches-for = Für wen sie bürgt
issuer-agency-vouches-none = Für niemanden.
issuer-agency-vouched-none = Niemand.
issuer-agency-since = seit { $day }
issuer-agency-since-as = seit { $day }, als Agentur
issuer-agency-not-held = Dieser Knoten hat nichts von ihr.
issuer-agency-nodes = Knoten, die sie nach eigenen Worten betreibt
issuer-agency-no-nodes = Keine.
issuer-agency-where = Wo sie sind
