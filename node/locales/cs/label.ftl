# Stránka značky a verdikty, ať stojí kdekoli.

label-kind = Značka
label-first-held = První držitel: { $holder }
label-scheme = Program: { $scheme }
label-verdict = Verdikt
label-judged = Posouzeno k { $day }.
label-judged-on-statement = Posouzeno k { $day }, podle prohlášení vydavatele z { $stated }.
label-checks = Co bylo ověřeno
label-no-checks = Nic nebylo možné ověřit.
label-passed = splněno
label-failed = nesplněno
label-indeterminate = nepodařilo se zjistit
label-noted = na vědomí
label-history = Co vydavatel řekl později
label-no-history = Nic: není zaznamenáno žádné pozastavení, odnětí ani oprava.
label-undone = Zrušeno na základě odvolání: neplatí a nikdy neplatilo.
label-reason = Důvod: { $reason }
label-no-reason = Důvod nebyl uveden.
label-act = vydavatel { $issuer }, zaznamenáno { $day } jako akt { $act }
label-act-successor = vydavatel { $issuer } nebo jeho nástupce { $successor }, zaznamenáno { $day } jako akt { $act }
label-replied = Držitel odpověděl:
label-states = Co značka uvádí
label-yourself = Posuďte sami
label-another-day = Verdikt k jinému dni (UTC)
label-judge = Posoudit
label-badge = Ukázat tuto značku jinde
label-badge-today = Obrázek ukazuje, co platí dnes podle posudku tohoto uzlu.
label-badge-carries = Obsahuje osvědčení: { $command } je přečte z uloženého souboru. Na papíře vede kód sem:
label-badge-lines = Tyto řádky ukážou značku na jiné stránce, bez skriptu:
label-qr = QR kód této stránky
label-in-its-place = Značka na jejím místě
label-credential = Osvědčení (JSON)
label-evidence = Důkazy (CBOR)

# Co bylo ověřeno.

label-check-issuer = Vydavatel
label-check-evidence = Důkazy
label-check-conflict = Bez rozporu
label-check-format = Formát
label-check-proof = Podpis
label-check-key = Klíč při udělení
label-check-scheme = Program
label-check-accreditation = Akreditace
label-check-scope = Rozsah
label-check-independence = Nezávislost
label-check-term = Doba platnosti
label-check-prerequisite = Předpoklady
label-check-time = Čas
label-check-successor = Nástupce
label-check-holder = Držitel
label-check-appeal = Odvolání
label-check-now = Stav od té doby
label-check-later = Později
label-check-status = Stav
label-check-period = Období
label-check-list = Seznam stavů
label-check-freshness = Aktuálnost

# Verdikty.

label-valid = Platná do { $day }
label-valid-ends-early = Platná do { $day }, od { $from } { $how ->
    [withdrawn] odňatá
    [returned] vrácená
    [superseded] nahrazená
    [corrected] opravená
   *[annulled] zneplatněná
}
label-conditional = Podmíněně platná do { $day }
label-conditional-ends-early = Podmíněně platná do { $day }, od { $from } { $how ->
    [withdrawn] odňatá
    [returned] vrácená
    [superseded] nahrazená
    [corrected] opravená
   *[annulled] zneplatněná
}
label-not-yet = Neplatí dříve než { $day }
label-expired = Platnost skončila { $day }
label-expired-renewable = Platnost skončila { $day }, lze obnovit
label-suspended = Pozastavená od { $day }
label-suspended-until = Pozastavená od { $day } do { $until }
label-withdrawn = Odňatá od { $day }
label-returned = Vrácená od { $day }
label-superseded = Nahrazená od { $day }
label-corrected = Opravená od { $day }
label-annulled = Zneplatněná od { $day }
label-other-holder = Drží ji jiná organizace
label-not-entitled = Vydavatel není oprávněn
label-bad-signature = Nesprávný podpis
label-stale = Neaktuální: poslední prohlášení z { $day }
label-conflict = Rozpor
label-unknown-scheme = Neznámý program
label-no-anchor = Neurčité: žádná kotva důvěry
label-disputed = Neurčité: sporná identita
label-indeterminate-verdict = Neurčité
label-condition = Podmínka: { $condition }
label-issuer-no-reason = Vydavatel neuvedl důvod.
label-issuer-reason = Důvod uvedený vydavatelem: { $reason }
label-node-no-anchors = Tento uzel nepřijal kotvy důvěry, a proto neříká, zda vydavatel smí tuto značku udělit.
label-no-fault = Není to vada značky: ověřte ji s vlastními kotvami.
label-no-anchor-trusts = Žádná kotva tohoto uzlu nedůvěřuje vydavateli ani vlastníku programu.

# Co značka uvádí.

label-fact-certificate = Certifikát
label-fact-assessed = Hodnoceno
label-fact-assessed-days = od { $first } do { $last }
label-fact-assessors = Hodnotitelé
label-fact-assessed-by = Hodnotil
label-fact-decided-by = Rozhodl
label-fact-condition = Podmínka
label-fact-file = SHA-256 souboru „{ $title }“
label-fact-level = Úroveň při udělení
label-fact-first-day = První den
label-fact-last-day = Poslední den
label-fact-extended = Poslední den po prodloužení
label-fact-holder = Držitel, jak je v ní uveden
label-fact-holder-did = DID držitele
label-fact-issuer = Vydavatel, jak je v ní uveden
label-fact-issuer-did = DID vydavatele
label-fact-scheme = Program
label-fact-label = Značka
