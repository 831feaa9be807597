# Was die Regeln eines Programms sagen. Das Englische steht in protocol/data/sentences/rule.ftl.

rule-or = { $one } oder { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# Zum Programm als Ganzem.

rule-assessed = Gutachter prüfen die Kriterien, und ein Gremium entscheidet.
rule-self-declared = Die Bewerberin erklärt selbst, was sie erfüllt.
rule-peer-reviewed = Fachkolleginnen und Fachkollegen begutachten, empfehlen und fragen später nach, was daraus wurde; niemand besteht oder fällt durch.
rule-for = Es ist für: { $types }.
rule-territory = Es gilt in: { $territory }.
rule-average = Das Gesamtergebnis ist der Durchschnitt aller Kriterien, die Punkte bringen.
rule-stages = Die Etappen sind: { $stages }.
rule-round = Bewerbungen für die Runde { $round } werden vom { $opens } bis { $closes } angenommen.
rule-adopted = Es wurde am { $day } beschlossen.
rule-adopted-at = Es wurde am { $day } beschlossen ({ $at }).
rule-adopted-by = Es wurde am { $day } von { $by } beschlossen.
rule-adopted-at-by = Es wurde am { $day } von { $by } beschlossen ({ $at }).
rule-review = Die Gastgeberin beantwortet jede Empfehlung mit { $responses }; nach { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
} wird nachgefragt, was daraus wurde.
rule-suspension = Ein Label wird für höchstens { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
} ausgesetzt.
rule-appeal = Gegen eine Entscheidung kann innerhalb von { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
} Einspruch eingelegt werden; bis darüber entschieden ist, gilt sie.
rule-appeal-rests = Gegen eine Entscheidung kann innerhalb von { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
} Einspruch eingelegt werden; bis darüber entschieden ist, ruht sie.
rule-appeal-panel = Gegen eine Entscheidung kann innerhalb von { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
} Einspruch eingelegt werden, über den ein Gremium ohne die Gutachter entscheidet; bis dahin gilt sie.
rule-appeal-panel-rests = Gegen eine Entscheidung kann innerhalb von { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
} Einspruch eingelegt werden, über den ein Gremium ohne die Gutachter entscheidet; bis dahin ruht sie.
rule-succeeds = Es folgt auf { $scheme }.
rule-succeeded = Auf es folgt { $scheme }.
rule-derived = Es ist abgeleitet von { $scheme }.
rule-aligned = Es ist abgestimmt mit { $scheme }.
rule-cross-same = { $from } verlangt dasselbe wie { $to } von { $scheme }.
rule-cross-stricter = { $from } verlangt mehr als { $to } von { $scheme }.
rule-cross-weaker = { $from } verlangt weniger als { $to } von { $scheme }.
rule-cross-related = { $from } ist verwandt mit { $to } von { $scheme }.

# Zu einer Stufe.

rule-trial = Sie ist eine Probe und wird nicht erneuert.
rule-total-points = Mindestens { $points } von { $most } Punkten sind nötig.
rule-total-percent = Mindestens { $percent } % von { $most } Punkten sind nötig.
rule-complete = Jedes Kriterium braucht eine Antwort.
rule-dimension-points = In „{ $dimension }“ sind mindestens { $points ->
    [one] { $points } Punkt
   *[other] { $points } Punkte
} nötig.
rule-dimension-percent = In „{ $dimension }“ sind mindestens { $percent } % nötig.
rule-needs = Voraussetzung: { $what }.
rule-earlier = ein früheres Label
rule-earlier-of = ein Label von { $scheme }
rule-earlier-level = { $level } von { $scheme }
rule-earlier-least = { $label }, seit mindestens { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
}
rule-earlier-most = { $label }, mit Beginn höchstens { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
} zuvor
rule-earlier-between = { $label }, mit Beginn { $least } bis { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
} zuvor
rule-earlier-valid = { $label }, noch gültig
rule-begins-month-assessed = Das Label beginnt am Ersten des Monats der Begutachtung.
rule-begins-month-decided = Das Label beginnt am Ersten des Monats der Entscheidung.
rule-begins-day-assessed = Das Label beginnt am Tag der Begutachtung.
rule-begins-day-decided = Das Label beginnt am Tag der Entscheidung.
rule-holds-month = Das Label gilt höchstens { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
}, gezählt vom Ersten des Monats an, in dem es beginnt.
rule-holds-day = Das Label gilt höchstens { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
}, gezählt vom ersten Tag an.
rule-ends = Das Label endet am { $day }, wann immer es begonnen hat.
rule-band-points = Ab { $points ->
    [one] { $points } Punkt
   *[other] { $points } Punkten
} gilt es { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
}.
rule-band-percent = Ab { $percent } % gilt es { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
}.
rule-condition = Es wird unter einer Auflage vergeben: { $condition }.
rule-extended = Es kann auf insgesamt { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
} verlängert werden.
rule-extended-until = Es kann bis { $day } verlängert werden.
rule-not-before = Es beginnt nicht vor der Entscheidung.
rule-back = Es beginnt höchstens { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
} vor der Entscheidung.
rule-renewed = Es kann { $when } erneuert werden.
rule-renewed-seamless = Es kann { $when } erneuert werden und beginnt am Tag nach dem alten Ende.
rule-renewal-term = für { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
}, { $when },
rule-renewal-opens = ab { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
} vor dem Ende { $until }
rule-renewal-end = bis zum Ende
rule-renewal-grace = bis { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
} nach dem Ende
rule-takes = Dazu gehören { $assessors }.
rule-assessors = { $count ->
    [one] mindestens { $count } Gutachter
   *[other] mindestens { $count } Gutachter
}
rule-assessors-foreign = mindestens { $count } aus einem anderen Land
rule-assessors-domestic = mindestens { $count } aus demselben Land
rule-body-apart = Die begutachtende Stelle ist weder der Aussteller noch die Bewerberin.
rule-decider-apart = Wer entscheidet, hat nicht begutachtet.

# Wie ein Kriterium zählt.

rule-gate = K.-o.-Kriterium
rule-number = Zahl
rule-number-unit = Zahl ({ $unit })
rule-grade = Note { $lowest } bis { $highest }
rule-judged = nach Urteil
rule-group = aus { $members }
rule-at-least = mindestens { $minimum } nötig
rule-at-most = höchstens { $minimum } erlaubt
rule-judgement = nötig: { $judgement ->
    [not] nicht erfüllt
    [partly] teilweise erfüllt
   *[met] erfüllt
}
rule-at-level = { $minimum } für { $level }
rule-points = { $points ->
    [one] { $points } Punkt
   *[other] { $points } Punkte
}
rule-step-from = ab { $at }: { $points }
rule-step-to = bis { $at }: { $points }
rule-grade-points = { $each } Punkte
rule-judged-points = { $met }, wenn erfüllt, { $partly }, wenn teilweise
rule-weight = zählt { $weight }-fach
rule-levels = nur für { $levels }
rule-optional = muss nicht zutreffen
rule-source-declared = nach eigener Angabe
rule-source-document = durch ein Dokument belegt
rule-source-interview = im Gespräch erfragt
rule-source-statistic = aus einer Statistik
