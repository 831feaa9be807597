# Die Seite eines Labels, und Urteile, wo immer sie stehen.

label-kind = Label
label-first-held = Zuerst gehalten von { $holder }
label-scheme = Programm: { $scheme }
label-verdict = Urteil
label-judged = Beurteilt zum { $day }.
label-judged-on-statement = Beurteilt zum { $day }, nach der Aussage des Ausstellers vom { $stated }.
label-checks = Was geprüft wurde
label-no-checks = Es konnte nichts geprüft werden.
label-passed = bestanden
label-failed = nicht bestanden
label-indeterminate = nicht feststellbar
label-noted = zur Kenntnis
label-history = Was der Aussteller später sagte
label-no-history = Nichts: Keine Aussetzung, kein Entzug und keine Berichtigung ist bekannt.
label-undone = Durch einen Einspruch aufgehoben: Es zählt nicht und hat nie gezählt.
label-reason = Grund: { $reason }
label-no-reason = Es wurde kein Grund genannt.
label-act = von { $issuer }, festgehalten am { $day } als Akt { $act }
label-act-successor = von { $issuer } oder dessen Nachfolge { $successor }, festgehalten am { $day } als Akt { $act }
label-replied = Die Inhaberin erwiderte:
label-states = Was das Label aussagt
label-yourself = Urteilen Sie selbst
label-another-day = Das Urteil zu einem anderen Tag (UTC)
label-judge = Beurteilen
label-badge = Dieses Label anderswo zeigen
label-badge-today = Das Bild zeigt, was heute gilt, nach dem Urteil dieses Knotens.
label-badge-carries = Es enthält das Zertifikat: { $command } liest es aus der gespeicherten Datei. Auf Papier führt der Code hierher:
label-badge-lines = Diese Zeilen zeigen das Label auf einer anderen Seite, ohne Skript:
label-qr = QR-Code dieser Seite
label-in-its-place = Das Label an seiner Stelle
label-credential = Zertifikat (JSON)
label-evidence = Nachweise (CBOR)

# Was geprüft wurde.

label-check-issuer = Aussteller
label-check-evidence = Nachweise
label-check-conflict = Kein Widerspruch
label-check-format = Format
label-check-proof = Signatur
label-check-key = Schlüssel bei der Ausstellung
label-check-scheme = Programm
label-check-accreditation = Akkreditierung
label-check-scope = Geltungsbereich
label-check-independence = Unabhängigkeit
label-check-term = Laufzeit
label-check-prerequisite = Voraussetzungen
label-check-time = Zeit
label-check-successor = Nachfolge
label-check-holder = Inhaberin
label-check-appeal = Einspruch
label-check-now = Stand seither
label-check-later = Später
label-check-status = Status
label-check-period = Zeitraum
label-check-list = Statusliste
label-check-freshness = Aktualität

# Urteile.

label-valid = Gültig bis { $day }
label-valid-ends-early = Gültig bis { $day }, ab { $from } { $how ->
    [withdrawn] entzogen
    [returned] zurückgegeben
    [superseded] ersetzt
    [corrected] berichtigt
   *[annulled] für nichtig erklärt
}
label-conditional = Unter einer Auflage gültig bis { $day }
label-conditional-ends-early = Unter einer Auflage gültig bis { $day }, ab { $from } { $how ->
    [withdrawn] entzogen
    [returned] zurückgegeben
    [superseded] ersetzt
    [corrected] berichtigt
   *[annulled] für nichtig erklärt
}
label-not-yet = Nicht gültig vor dem { $day }
label-expired = Abgelaufen nach dem { $day }
label-expired-renewable = Abgelaufen nach dem { $day }, verlängerbar
label-suspended = Ausgesetzt seit { $day }
label-suspended-until = Ausgesetzt vom { $day } bis { $until }
label-withdrawn = Entzogen seit { $day }
label-returned = Zurückgegeben seit { $day }
label-superseded = Ersetzt seit { $day }
label-corrected = Berichtigt seit { $day }
label-annulled = Für nichtig erklärt seit { $day }
label-other-holder = Von einer anderen Organisation gehalten
label-not-entitled = Aussteller nicht berechtigt
label-bad-signature = Falsche Signatur
label-stale = Veraltet: letzte Aussage vom { $day }
label-conflict = Widerspruch
label-unknown-scheme = Unbekanntes Programm
label-no-anchor = Unbestimmt: kein Vertrauensanker
label-disputed = Unbestimmt: umstrittene Identität
label-indeterminate-verdict = Unbestimmt
label-condition = Auflage: { $condition }
label-issuer-no-reason = Der Aussteller hat keinen Grund genannt.
label-issuer-reason = Der Grund des Ausstellers: { $reason }
label-node-no-anchors = Dieser Knoten legt keine Vertrauensanker fest und sagt daher nicht, ob der Aussteller dieses Label vergeben darf.
label-no-fault = Das ist kein Mangel des Labels: Prüfen Sie es mit eigenen Ankern.
label-no-anchor-trusts = Kein Vertrauensanker dieses Knotens vertraut dem Aussteller oder der Stelle, der das Programm gehört.

# Was ein Label aussagt.

label-fact-certificate = Urkunde
label-fact-assessed = Begutachtet
label-fact-assessed-days = { $first } bis { $last }
label-fact-assessors = Gutachter
label-fact-assessed-by = Begutachtet von
label-fact-decided-by = Entschieden von
label-fact-condition = Auflage
label-fact-file = SHA-256 von „{ $title }“
label-fact-level = Stufe bei der Ausstellung
label-fact-first-day = Erster Tag
label-fact-last-day = Letzter Tag
label-fact-extended = Letzter Tag nach Verlängerung
label-fact-holder = Inhaberin, wie darin genannt
label-fact-holder-did = DID der Inhaberin
label-fact-issuer = Aussteller, wie darin genannt
label-fact-issuer-did = DID des Ausstellers
label-fact-scheme = Programm
label-fact-label = Label
