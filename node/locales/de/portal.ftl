# Portale: wen Organisationen zusammenstellen und mit ihrer Signatur verantworten.

portal-kind = Portal
portal-all-portals = Portale
portal-about = { $title }, ein Portal: { $organisations } mit eigenem Profil, { $listings } von Agenturen eingetragen.
portal-kept-by = Signiert von { $keeper } seit { $day }
portal-changed = zuletzt geändert am { $day }
portal-word = Wer ein Portal führt, steht für die Auswahl ein und für sonst nichts. Es ist kein Label, und wer darin vorkommt, muss nicht darum gebeten haben.
portal-narrow = In der Suche eingrenzen
portal-whom = Wer dazugehört
portal-rule = Alle, auf die all dies zutrifft; von mehreren Werten genügt einer.
portal-no-rule = Namentlich: { $members ->
    [one] { $members } Organisation oder Eintrag.
   *[other] { $members } Organisationen oder Einträge.
}
portal-and-members = Außerdem namentlich: { $members ->
    [one] { $members } Organisation oder Eintrag.
   *[other] { $members } Organisationen oder Einträge.
}
portal-exceptions = Namentlich ausgenommen: { $exceptions ->
    [one] { $exceptions } Organisation oder Eintrag.
   *[other] { $exceptions } Organisationen oder Einträge.
}
portal-words = Suchwörter
portal-gathers = Wen es versammelt
portal-what = Ein Portal stellt Organisationen einer Makroregion, eines Themas oder eines Programms zusammen. Die Organisation, die es führt, signiert es, und jeder Knoten zeigt dasselbe.
portal-none = Auf diesem Knoten führt noch niemand ein Portal. Dieser Befehl legt eines an:
portal-count = { $portals ->
    [one] { $portals } Portal
   *[other] { $portals } Portale
}
portal-gathered = { $count ->
    [one] { $count } Organisation oder Eintrag
   *[other] { $count } Organisationen und Einträge
}
portal-kept = Portale, die sie führt
portal-of-them = { $portals ->
    [one] Ein Portal stellt sie zusammen
   *[other] { $portals } Portale stellen sie zusammen
}
portal-json = Das Portal (JSON)
portal-keeper-ended = Die Organisation, die dieses Portal signiert hat, hat ihre Identität beendet.
portal-not-understood = Dieser Knoten versteht einen Teil der Regel nicht ({ $fields }). Deshalb findet sie hier niemanden; eine neuere Version der Software versteht sie vielleicht.
