# Co říkají pravidla programu. Angličtina stojí v protocol/data/sentences/rule.ftl.

rule-or = { $one } nebo { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# O programu jako celku.

rule-assessed = Hodnotitelé posuzují kritéria a rozhoduje příslušný orgán.
rule-self-declared = Žadatel sám prohlašuje, co splňuje.
rule-peer-reviewed = Kolegové z oboru posuzují, doporučují a později se ptají, co z toho vzešlo; nikdo neuspívá ani nepropadá.
rule-for = Je určen pro: { $types }.
rule-territory = Platí na území: { $territory }.
rule-average = Celkový výsledek je průměrem všech kritérií, která přinášejí body.
rule-stages = Fáze: { $stages }.
rule-round = Žádosti v kole { $round } se přijímají od { $opens } do { $closes }.
rule-adopted = Byl přijat { $day }.
rule-adopted-at = Byl přijat { $day } ({ $at }).
rule-adopted-by = Byl přijat { $day }; schválili: { $by }.
rule-adopted-at-by = Byl přijat { $day } ({ $at }); schválili: { $by }.
rule-review = Hostitel odpovídá na každé doporučení ({ $responses }); po { $months ->
    [one] { $months } měsíci
    [few] { $months } měsících
    [many] { $months } měsíce
   *[other] { $months } měsících
} se kolegové ptají, co z toho vzešlo.
rule-suspension = Značka se pozastavuje nejvýše na { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}.
rule-appeal = Proti rozhodnutí se lze odvolat do { $months ->
    [one] { $months } měsíce
    [few] { $months } měsíců
    [many] { $months } měsíce
   *[other] { $months } měsíců
}; do té doby rozhodnutí platí.
rule-appeal-rests = Proti rozhodnutí se lze odvolat do { $months ->
    [one] { $months } měsíce
    [few] { $months } měsíců
    [many] { $months } měsíce
   *[other] { $months } měsíců
}; do vyřízení je rozhodnutí odloženo.
rule-appeal-panel = Proti rozhodnutí se lze odvolat do { $months ->
    [one] { $months } měsíce
    [few] { $months } měsíců
    [many] { $months } měsíce
   *[other] { $months } měsíců
} ke komisi, v níž nikdo nehodnotil; do vyřízení rozhodnutí platí.
rule-appeal-panel-rests = Proti rozhodnutí se lze odvolat do { $months ->
    [one] { $months } měsíce
    [few] { $months } měsíců
    [many] { $months } měsíce
   *[other] { $months } měsíců
} ke komisi, v níž nikdo nehodnotil; do vyřízení je rozhodnutí odloženo.
rule-succeeds = Předchůdce: { $scheme }.
rule-succeeded = Nástupce: { $scheme }.
rule-derived = Je odvozen z: { $scheme }.
rule-aligned = Je sladěn s: { $scheme }.
rule-cross-same = { $from } žádá totéž co { $to } ({ $scheme }).
rule-cross-stricter = { $from } žádá více než { $to } ({ $scheme }).
rule-cross-weaker = { $from } žádá méně než { $to } ({ $scheme }).
rule-cross-related = { $from } souvisí s { $to } ({ $scheme }).

# O úrovni.

rule-trial = Je to značka na zkoušku a neobnovuje se.
rule-total-points = Je třeba nejméně { $points } z { $most } bodů.
rule-total-percent = Je třeba nejméně { $percent } % z { $most } bodů.
rule-complete = Každé kritérium vyžaduje odpověď.
rule-dimension-points = „{ $dimension }“: je třeba nejméně { $points ->
    [one] { $points } bod
    [few] { $points } body
    [many] { $points } bodu
   *[other] { $points } bodů
}.
rule-dimension-percent = „{ $dimension }“: je třeba nejméně { $percent } %.
rule-needs = Předpoklad: { $what }.
rule-earlier = dřívější značka
rule-earlier-of = značka programu { $scheme }
rule-earlier-level = { $level } programu { $scheme }
rule-earlier-least = { $label }, nejméně { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}
rule-earlier-most = { $label }, se začátkem nejvýše { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
} předtím
rule-earlier-between = { $label }, se začátkem { $least } až { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
} předtím
rule-earlier-valid = { $label }, dosud platná
rule-begins-month-assessed = Značka začíná prvním dnem měsíce hodnocení.
rule-begins-month-decided = Značka začíná prvním dnem měsíce rozhodnutí.
rule-begins-day-assessed = Značka začíná dnem hodnocení.
rule-begins-day-decided = Značka začíná dnem rozhodnutí.
rule-holds-month = Platí nejvýše { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}, počítáno od prvního dne měsíce, v němž začíná.
rule-holds-day = Platí nejvýše { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}, počítáno od prvního dne.
rule-ends = Končí { $day }, ať začala kdykoli.
rule-band-points = Od { $points ->
    [one] { $points } bodu
    [few] { $points } bodů
    [many] { $points } bodu
   *[other] { $points } bodů
} platí { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}.
rule-band-percent = Od { $percent } % platí { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}.
rule-condition = Uděluje se podmíněně: { $condition }.
rule-extended = Lze ji prodloužit celkem na { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}.
rule-extended-until = Lze ji prodloužit do { $day }.
rule-not-before = Nezačíná před rozhodnutím.
rule-back = Začíná nejvýše { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
} před rozhodnutím.
rule-renewed = Lze ji obnovit { $when }.
rule-renewed-seamless = Lze ji obnovit { $when } a začíná den po předchozím konci.
rule-renewal-term = na { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}, { $when }
rule-renewal-opens = od { $months ->
    [one] { $months } měsíce
    [few] { $months } měsíců
    [many] { $months } měsíce
   *[other] { $months } měsíců
} před koncem { $until }
rule-renewal-end = do konce
rule-renewal-grace = do { $months ->
    [one] { $months } měsíce
    [few] { $months } měsíců
    [many] { $months } měsíce
   *[other] { $months } měsíců
} po konci
rule-takes = Je třeba: { $assessors }.
rule-assessors = nejméně { $count ->
    [one] { $count } hodnotitel
    [few] { $count } hodnotitelé
    [many] { $count } hodnotitele
   *[other] { $count } hodnotitelů
}
rule-assessors-foreign = nejméně { $count } z jiné země
rule-assessors-domestic = nejméně { $count } z téže země
rule-body-apart = Hodnoticím orgánem není ani vydavatel, ani žadatel.
rule-decider-apart = Kdo rozhoduje, nehodnotil.

# Jak se kritérium počítá.

rule-gate = vylučovací kritérium
rule-number = číslo
rule-number-unit = číslo ({ $unit })
rule-grade = známka od { $lowest } do { $highest }
rule-judged = podle úsudku hodnotitelů
rule-group = z: { $members }
rule-at-least = je třeba nejméně { $minimum }
rule-at-most = nejvýše { $minimum }
rule-judgement = je třeba: { $judgement ->
    [not] nesplněno
    [partly] splněno zčásti
   *[met] splněno
}
rule-at-level = { $minimum } pro { $level }
rule-points = { $points ->
    [one] { $points } bod
    [few] { $points } body
    [many] { $points } bodu
   *[other] { $points } bodů
}
rule-step-from = od { $at }: { $points }
rule-step-to = do { $at }: { $points }
rule-grade-points = body: { $each }
rule-judged-points = { $met }, je-li splněno, { $partly }, je-li zčásti
rule-weight = váha: { $weight }
rule-levels = jen pro { $levels }
rule-optional = nemusí se použít
rule-source-declared = podle vlastního prohlášení
rule-source-document = doloženo dokumentem
rule-source-interview = zjištěno v rozhovoru
rule-source-statistic = ze statistiky
