# Che cosa dicono le regole di un programma. L’inglese si trova in protocol/data/sentences/rule.ftl.

rule-or = { $one } oppure { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# Del programma nel suo insieme.

rule-assessed = Dei valutatori esaminano i criteri, e un organismo decide.
rule-self-declared = Il candidato dichiara da sé che cosa soddisfa.
rule-peer-reviewed = Dei pari valutano, raccomandano e chiedono più tardi che cosa ne è stato; nessuno viene promosso o respinto.
rule-for = È destinato a: { $types }.
rule-territory = Vale in: { $territory }.
rule-average = Il totale è la media di tutti i criteri che danno punti.
rule-stages = Le fasi sono: { $stages }.
rule-round = Le candidature della tornata { $round } si accettano dal giorno { $opens } al giorno { $closes }.
rule-adopted = È stato adottato in data { $day }.
rule-adopted-at = È stato adottato in data { $day } ({ $at }).
rule-adopted-by = È stato adottato in data { $day } da { $by }.
rule-adopted-at-by = È stato adottato in data { $day } da { $by } ({ $at }).
rule-review = L’ospitante risponde a ogni raccomandazione con { $responses }; dopo { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} i pari chiedono che cosa ne è stato.
rule-suspension = Un marchio è sospeso per al massimo { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}.
rule-appeal = Contro una decisione si può fare ricorso entro { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}; nel frattempo la decisione vale.
rule-appeal-rests = Contro una decisione si può fare ricorso entro { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}; nel frattempo la decisione resta sospesa.
rule-appeal-panel = Contro una decisione si può fare ricorso entro { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} a una commissione di cui nessuno ha valutato; nel frattempo la decisione vale.
rule-appeal-panel-rests = Contro una decisione si può fare ricorso entro { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} a una commissione di cui nessuno ha valutato; nel frattempo la decisione resta sospesa.
rule-succeeds = Succede a { $scheme }.
rule-succeeded = Gli succede { $scheme }.
rule-derived = Deriva da { $scheme }.
rule-aligned = È allineato a { $scheme }.
rule-cross-same = { $from } chiede lo stesso di { $to } di { $scheme }.
rule-cross-stricter = { $from } chiede più di { $to } di { $scheme }.
rule-cross-weaker = { $from } chiede meno di { $to } di { $scheme }.
rule-cross-related = { $from } è affine a { $to } di { $scheme }.

# Di un livello.

rule-trial = È una prova e non si rinnova.
rule-total-points = Occorrono almeno { $points } punti su { $most }.
rule-total-percent = Occorre almeno il { $percent }% di { $most } punti.
rule-complete = Ogni criterio richiede una risposta.
rule-dimension-points = In «{ $dimension }» occorrono almeno { $points ->
    [one] { $points } punto
   *[other] { $points } punti
}.
rule-dimension-percent = In «{ $dimension }» occorre almeno il { $percent }%.
rule-needs = Occorre prima: { $what }.
rule-earlier = un marchio precedente
rule-earlier-of = un marchio di { $scheme }
rule-earlier-level = { $level } di { $scheme }
rule-earlier-least = { $label }, da almeno { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}
rule-earlier-most = { $label }, cominciato al massimo { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} prima
rule-earlier-between = { $label }, cominciato da { $least } a { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} prima
rule-earlier-valid = { $label }, ancora valido
rule-begins-month-assessed = Il marchio comincia il primo giorno del mese della valutazione.
rule-begins-month-decided = Il marchio comincia il primo giorno del mese della decisione.
rule-begins-day-assessed = Il marchio comincia il giorno della valutazione.
rule-begins-day-decided = Il marchio comincia il giorno della decisione.
rule-holds-month = Vale al massimo { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}, contando dal primo giorno del mese in cui comincia.
rule-holds-day = Vale al massimo { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}, contando dal suo primo giorno.
rule-ends = Finisce in data { $day }, quando che sia cominciato.
rule-band-points = Da { $points ->
    [one] { $points } punto
   *[other] { $points } punti
} in su vale { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}.
rule-band-percent = Dal { $percent }% in su vale { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}.
rule-condition = È concesso a una condizione: { $condition }.
rule-extended = Può essere prorogato fino a { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} in tutto.
rule-extended-until = Può essere prorogato fino al giorno { $day }.
rule-not-before = Non comincia prima della decisione.
rule-back = Comincia al massimo { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} prima della decisione.
rule-renewed = Può essere rinnovato { $when }.
rule-renewed-seamless = Può essere rinnovato { $when }, e comincia il giorno dopo la vecchia scadenza.
rule-renewal-term = per { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}, { $when }
rule-renewal-opens = da { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} prima della scadenza { $until }
rule-renewal-end = fino alla scadenza
rule-renewal-grace = fino a { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} dopo la scadenza
rule-takes = Occorrono { $assessors }.
rule-assessors = almeno { $count ->
    [one] { $count } valutatore
   *[other] { $count } valutatori
}
rule-assessors-foreign = almeno { $count } di un altro paese
rule-assessors-domestic = almeno { $count } dello stesso paese
rule-body-apart = L’organismo di valutazione non è né l’emittente né il candidato.
rule-decider-apart = Chi decide non ha valutato.

# Come conta un criterio.

rule-gate = criterio eliminatorio
rule-number = numero
rule-number-unit = numero ({ $unit })
rule-grade = voto da { $lowest } a { $highest }
rule-judged = a giudizio dei valutatori
rule-group = tra { $members }
rule-at-least = occorre almeno { $minimum }
rule-at-most = al massimo { $minimum }
rule-judgement = occorre: { $judgement ->
    [not] non soddisfatto
    [partly] soddisfatto in parte
   *[met] soddisfatto
}
rule-at-level = { $minimum } per { $level }
rule-points = { $points ->
    [one] { $points } punto
   *[other] { $points } punti
}
rule-step-from = da { $at }: { $points }
rule-step-to = fino a { $at }: { $points }
rule-grade-points = { $each } punti
rule-judged-points = { $met } se soddisfatto, { $partly } se in parte
rule-weight = conta { $weight } volte
rule-levels = solo per { $levels }
rule-optional = può non applicarsi
rule-source-declared = dichiarato dal candidato
rule-source-document = provato da un documento
rule-source-interview = chiesto in un colloquio
rule-source-statistic = da una statistica
