# Ce que disent les règles d’un programme. L’anglais se trouve dans protocol/data/sentences/rule.ftl.

rule-or = { $one } ou { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# Du programme dans son ensemble.

rule-assessed = Des évaluateurs examinent les critères, et un organisme décide.
rule-self-declared = Le candidat déclare lui-même ce qu’il remplit.
rule-peer-reviewed = Des pairs évaluent, recommandent et demandent plus tard ce qui en est advenu ; personne ne réussit ni n’échoue.
rule-for = Il s’adresse à : { $types }.
rule-territory = Il vaut pour : { $territory }.
rule-average = Le total est la moyenne de tous les critères qui donnent des points.
rule-stages = Les étapes sont : { $stages }.
rule-round = Les candidatures de la session { $round } sont reçues du { $opens } au { $closes }.
rule-adopted = Il a été adopté le { $day }.
rule-adopted-at = Il a été adopté le { $day } ({ $at }).
rule-adopted-by = Il a été adopté le { $day } par { $by }.
rule-adopted-at-by = Il a été adopté le { $day } par { $by } ({ $at }).
rule-review = L’hôte répond à chaque recommandation par { $responses } ; après { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}, les pairs demandent ce qui en est advenu.
rule-suspension = Un label est suspendu pour { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} au plus.
rule-appeal = Une décision peut faire l’objet d’un recours dans un délai de { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} ; elle reste en vigueur dans l’intervalle.
rule-appeal-rests = Une décision peut faire l’objet d’un recours dans un délai de { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} ; elle est suspendue dans l’intervalle.
rule-appeal-panel = Une décision peut faire l’objet d’un recours dans un délai de { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}, devant une commission dont aucun membre n’a évalué ; elle reste en vigueur dans l’intervalle.
rule-appeal-panel-rests = Une décision peut faire l’objet d’un recours dans un délai de { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}, devant une commission dont aucun membre n’a évalué ; elle est suspendue dans l’intervalle.
rule-succeeds = Il succède à { $scheme }.
rule-succeeded = Il a pour successeur { $scheme }.
rule-derived = Il est dérivé de { $scheme }.
rule-aligned = Il est aligné sur { $scheme }.
rule-cross-same = { $from } demande la même chose que { $to } de { $scheme }.
rule-cross-stricter = { $from } demande plus que { $to } de { $scheme }.
rule-cross-weaker = { $from } demande moins que { $to } de { $scheme }.
rule-cross-related = { $from } est apparenté à { $to } de { $scheme }.

# D’un niveau.

rule-trial = C’est un essai, qui n’est pas renouvelé.
rule-total-points = Il faut au moins { $points } points sur { $most }.
rule-total-percent = Il faut au moins { $percent } % de { $most } points.
rule-complete = Chaque critère demande une réponse.
rule-dimension-points = Il faut au moins { $points ->
    [one] { $points } point
   *[other] { $points } points
} dans « { $dimension } ».
rule-dimension-percent = Il faut au moins { $percent } % dans « { $dimension } ».
rule-needs = Il faut au préalable : { $what }.
rule-earlier = un label antérieur
rule-earlier-of = un label de { $scheme }
rule-earlier-level = { $level } de { $scheme }
rule-earlier-least = { $label }, depuis au moins { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}
rule-earlier-most = { $label }, commencé au plus { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} auparavant
rule-earlier-between = { $label }, commencé entre { $least } et { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} auparavant
rule-earlier-valid = { $label }, encore valable
rule-begins-month-assessed = Le label commence le premier jour du mois de son évaluation.
rule-begins-month-decided = Le label commence le premier jour du mois de sa décision.
rule-begins-day-assessed = Le label commence le jour de son évaluation.
rule-begins-day-decided = Le label commence le jour de sa décision.
rule-holds-month = Il vaut au plus { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}, comptés du premier jour du mois où il commence.
rule-holds-day = Il vaut au plus { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}, comptés de son premier jour.
rule-ends = Il finit le { $day }, quel que soit son début.
rule-band-points = À partir de { $points ->
    [one] { $points } point
   *[other] { $points } points
}, il vaut { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}.
rule-band-percent = À partir de { $percent } %, il vaut { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}.
rule-condition = Il est donné sous condition : { $condition }.
rule-extended = Il peut être prolongé jusqu’à { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} en tout.
rule-extended-until = Il peut être prolongé jusqu’au { $day }.
rule-not-before = Il ne commence pas avant sa décision.
rule-back = Il commence au plus { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} avant sa décision.
rule-renewed = Il peut être renouvelé { $when }.
rule-renewed-seamless = Il peut être renouvelé { $when }, et commence le lendemain de l’ancienne fin.
rule-renewal-term = pour { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}, { $when }
rule-renewal-opens = à partir de { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} avant la fin et { $until }
rule-renewal-end = jusqu’à la fin
rule-renewal-grace = jusqu’à { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} après la fin
rule-takes = Il faut { $assessors }.
rule-assessors = au moins { $count ->
    [one] { $count } évaluateur
   *[other] { $count } évaluateurs
}
rule-assessors-foreign = au moins { $count } venant d’un autre pays
rule-assessors-domestic = au moins { $count } venant du même pays
rule-body-apart = L’organisme d’évaluation n’est ni l’émetteur ni le candidat.
rule-decider-apart = Qui décide n’a pas évalué.

# Comment compte un critère.

rule-gate = critère éliminatoire
rule-number = nombre
rule-number-unit = nombre ({ $unit })
rule-grade = note de { $lowest } à { $highest }
rule-judged = sur appréciation
rule-group = parmi { $members }
rule-at-least = au moins { $minimum } requis
rule-at-most = au plus { $minimum } admis
rule-judgement = requis : { $judgement ->
    [not] non rempli
    [partly] rempli en partie
   *[met] rempli
}
rule-at-level = { $minimum } pour { $level }
rule-points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
rule-step-from = à partir de { $at } : { $points }
rule-step-to = jusqu’à { $at } : { $points }
rule-grade-points = points : { $each }
rule-judged-points = { $met } si rempli, { $partly } si rempli en partie
rule-weight = compte { $weight } fois
rule-levels = pour { $levels } seulement
rule-optional = peut ne pas s’appliquer
rule-source-declared = déclaré par le candidat
rule-source-document = attesté par un document
rule-source-interview = demandé en entretien
rule-source-statistic = tiré d’une statistique
