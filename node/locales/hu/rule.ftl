# Mit mondanak egy rendszer szabályai. Az angol szöveg itt áll: protocol/data/sentences/rule.ftl.

rule-or = { $one } vagy { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# A rendszer egészéről.

rule-assessed = Értékelők vizsgálják a kritériumokat, és egy testület dönt.
rule-self-declared = A pályázó maga nyilatkozik arról, mit teljesít.
rule-peer-reviewed = Szakmai társak értékelnek, javasolnak, és később megkérdezik, mi lett belőle; senki sem felel meg vagy bukik meg.
rule-for = Nekik szól: { $types }.
rule-territory = Hatálya: { $territory }.
rule-average = Az összpontszám a pontot adó kritériumok átlaga.
rule-stages = A szakaszok: { $stages }.
rule-round = A(z) { $round } forduló pályázatainak benyújtási ideje: { $opens } – { $closes }.
rule-adopted = Elfogadásának napja: { $day }.
rule-adopted-at = Elfogadásának napja: { $day }; helye: { $at }.
rule-adopted-by = Elfogadásának napja: { $day }; elfogadta: { $by }.
rule-adopted-at-by = Elfogadásának napja: { $day }; helye: { $at }; elfogadta: { $by }.
rule-review = A vendéglátó minden javaslatra válaszol ({ $responses }); { $months ->
    [one] { $months } hónap
   *[other] { $months } hónap
} múlva a szakmai társak megkérdezik, mi lett belőle.
rule-suspension = Egy minősítést legfeljebb { $months ->
    [one] { $months } hónapra
   *[other] { $months } hónapra
} függesztenek fel.
rule-appeal = A döntés ellen { $months ->
    [one] { $months } hónapon
   *[other] { $months } hónapon
} belül lehet fellebbezni; a döntés addig érvényben marad.
rule-appeal-rests = A döntés ellen { $months ->
    [one] { $months } hónapon
   *[other] { $months } hónapon
} belül lehet fellebbezni; a döntés hatálya addig szünetel.
rule-appeal-panel = A döntés ellen { $months ->
    [one] { $months } hónapon
   *[other] { $months } hónapon
} belül lehet fellebbezni olyan testülethez, amelynek egyik tagja sem értékelt; a döntés addig érvényben marad.
rule-appeal-panel-rests = A döntés ellen { $months ->
    [one] { $months } hónapon
   *[other] { $months } hónapon
} belül lehet fellebbezni olyan testülethez, amelynek egyik tagja sem értékelt; a döntés hatálya addig szünetel.
rule-succeeds = Elődje: { $scheme }.
rule-succeeded = Utódja: { $scheme }.
rule-derived = Ebből származik: { $scheme }.
rule-aligned = Ezzel van összehangolva: { $scheme }.
rule-cross-same = { $from } ugyanazt kívánja, mint { $to } ({ $scheme }).
rule-cross-stricter = { $from } többet kíván, mint { $to } ({ $scheme }).
rule-cross-weaker = { $from } kevesebbet kíván, mint { $to } ({ $scheme }).
rule-cross-related = { $from } rokon ezzel: { $to } ({ $scheme }).

# Egy szintről.

rule-trial = Próbaminősítés, nem újítják meg.
rule-total-points = Legalább { $points } pont szükséges; a legtöbb { $most }.
rule-total-percent = Legalább { $percent }% szükséges; a legtöbb { $most } pont.
rule-complete = Minden kritériumra válaszolni kell.
rule-dimension-points = „{ $dimension }”: legalább { $points } pont szükséges.
rule-dimension-percent = „{ $dimension }”: legalább { $percent }% szükséges.
rule-needs = Előfeltétele: { $what }.
rule-earlier = egy korábbi minősítés
rule-earlier-of = e rendszer egy minősítése: { $scheme }
rule-earlier-level = { $level } ({ $scheme })
rule-earlier-least = { $label }, legalább { $months ->
    [one] { $months } hónapja
   *[other] { $months } hónapja
}
rule-earlier-most = { $label }, amely legfeljebb { $months ->
    [one] { $months } hónappal
   *[other] { $months } hónappal
} korábban kezdődött
rule-earlier-between = { $label }, amely { $least }–{ $months ->
    [one] { $months } hónappal
   *[other] { $months } hónappal
} korábban kezdődött
rule-earlier-valid = { $label }, még érvényesen
rule-begins-month-assessed = A minősítés az értékelés hónapjának első napján kezdődik.
rule-begins-month-decided = A minősítés a döntés hónapjának első napján kezdődik.
rule-begins-day-assessed = A minősítés az értékelés napján kezdődik.
rule-begins-day-decided = A minősítés a döntés napján kezdődik.
rule-holds-month = Legfeljebb { $months ->
    [one] { $months } hónapig
   *[other] { $months } hónapig
} érvényes, a kezdő hónap első napjától számítva.
rule-holds-day = Legfeljebb { $months ->
    [one] { $months } hónapig
   *[other] { $months } hónapig
} érvényes, az első napjától számítva.
rule-ends = Bármikor kezdődött is, vége: { $day }.
rule-band-points = { $points } ponttól { $months ->
    [one] { $months } hónapig
   *[other] { $months } hónapig
} érvényes.
rule-band-percent = { $percent }%-tól { $months ->
    [one] { $months } hónapig
   *[other] { $months } hónapig
} érvényes.
rule-condition = Feltétellel adják: { $condition }.
rule-extended = Összesen { $months ->
    [one] { $months } hónapra
   *[other] { $months } hónapra
} hosszabbítható meg.
rule-extended-until = Eddig hosszabbítható meg: { $day }.
rule-not-before = Nem kezdődik a döntés előtt.
rule-back = Legfeljebb { $months ->
    [one] { $months } hónappal
   *[other] { $months } hónappal
} a döntés előtt kezdődik.
rule-renewed = Megújítható { $when }.
rule-renewed-seamless = Megújítható { $when }, és a régi lejártát követő napon kezdődik.
rule-renewal-term = { $months ->
    [one] { $months } hónapra
   *[other] { $months } hónapra
}, { $when }
rule-renewal-opens = a lejárat előtti { $months ->
    [one] { $months } hónaptól
   *[other] { $months } hónaptól
} { $until }
rule-renewal-end = a lejáratig
rule-renewal-grace = a lejárat utáni { $months ->
    [one] { $months } hónapig
   *[other] { $months } hónapig
}
rule-takes = Szükséges: { $assessors }.
rule-assessors = legalább { $count ->
    [one] { $count } értékelő
   *[other] { $count } értékelő
}
rule-assessors-foreign = legalább { $count } más országból
rule-assessors-domestic = legalább { $count } ugyanabból az országból
rule-body-apart = Az értékelő szervezet nem azonos sem a kiállítóval, sem a pályázóval.
rule-decider-apart = Aki dönt, nem értékelt.

# Hogyan számít egy kritérium.

rule-gate = kizáró feltétel
rule-number = szám
rule-number-unit = szám ({ $unit })
rule-grade = osztályzat { $lowest } és { $highest } között
rule-judged = megítélés szerint
rule-group = ezekből: { $members }
rule-at-least = legalább { $minimum } szükséges
rule-at-most = legfeljebb { $minimum } megengedett
rule-judgement = szükséges: { $judgement ->
    [not] nem teljesül
    [partly] részben teljesül
   *[met] teljesül
}
rule-at-level = { $minimum }, szint: { $level }
rule-points = { $points } pont
rule-step-from = legalább { $at }: { $points }
rule-step-to = legfeljebb { $at }: { $points }
rule-grade-points = { $each } pont
rule-judged-points = { $met }, ha teljesül, { $partly }, ha részben
rule-weight = { $weight }-szeres súllyal számít
rule-levels = csak itt: { $levels }
rule-optional = lehet, hogy nem alkalmazható
rule-source-declared = saját nyilatkozat alapján
rule-source-document = dokumentummal igazolva
rule-source-interview = interjúban megkérdezve
rule-source-statistic = statisztikából
