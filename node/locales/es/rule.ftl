# Lo que dicen las reglas de un programa. El inglés está en protocol/data/sentences/rule.ftl.

rule-or = { $one } o { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# Del programa en su conjunto.

rule-assessed = Unos evaluadores examinan los criterios, y un organismo decide.
rule-self-declared = El candidato declara por sí mismo lo que cumple.
rule-peer-reviewed = Unos pares evalúan, recomiendan y preguntan más tarde qué fue de ello; nadie aprueba ni suspende.
rule-for = Es para: { $types }.
rule-territory = Vale en: { $territory }.
rule-average = El total es la media de todos los criterios que dan puntos.
rule-stages = Las fases son: { $stages }.
rule-round = Las candidaturas de la convocatoria { $round } se admiten del { $opens } al { $closes }.
rule-adopted = Se adoptó el { $day }.
rule-adopted-at = Se adoptó el { $day } ({ $at }).
rule-adopted-by = Lo adoptaron el { $day }: { $by }.
rule-adopted-at-by = Lo adoptaron el { $day } ({ $at }): { $by }.
rule-review = El anfitrión responde a cada recomendación con { $responses }; al cabo de { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}, los pares preguntan qué fue de ella.
rule-suspension = Un sello se suspende por { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} como máximo.
rule-appeal = Una decisión puede recurrirse en un plazo de { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}; mientras tanto, sigue en vigor.
rule-appeal-rests = Una decisión puede recurrirse en un plazo de { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}; mientras tanto, queda en suspenso.
rule-appeal-panel = Una decisión puede recurrirse en un plazo de { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} ante una comisión en la que nadie evaluó; mientras tanto, sigue en vigor.
rule-appeal-panel-rests = Una decisión puede recurrirse en un plazo de { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} ante una comisión en la que nadie evaluó; mientras tanto, queda en suspenso.
rule-succeeds = Sucede a { $scheme }.
rule-succeeded = Lo sucede { $scheme }.
rule-derived = Deriva de { $scheme }.
rule-aligned = Está alineado con { $scheme }.
rule-cross-same = { $from } exige lo mismo que { $to } de { $scheme }.
rule-cross-stricter = { $from } exige más que { $to } de { $scheme }.
rule-cross-weaker = { $from } exige menos que { $to } de { $scheme }.
rule-cross-related = { $from } está relacionado con { $to } de { $scheme }.

# De un nivel.

rule-trial = Es una prueba y no se renueva.
rule-total-points = Se necesitan al menos { $points } de { $most } puntos.
rule-total-percent = Se necesita al menos el { $percent } % de { $most } puntos.
rule-complete = Cada criterio necesita una respuesta.
rule-dimension-points = En «{ $dimension }» se necesitan al menos { $points ->
    [one] { $points } punto
   *[other] { $points } puntos
}.
rule-dimension-percent = En «{ $dimension }» se necesita al menos el { $percent } %.
rule-needs = Requisito previo: { $what }.
rule-earlier = un sello anterior
rule-earlier-of = un sello de { $scheme }
rule-earlier-level = { $level } de { $scheme }
rule-earlier-least = { $label }, desde hace al menos { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}
rule-earlier-most = { $label }, iniciado como mucho { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} antes
rule-earlier-between = { $label }, iniciado entre { $least } y { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} antes
rule-earlier-valid = { $label }, aún válido
rule-begins-month-assessed = El sello empieza el primer día del mes de su evaluación.
rule-begins-month-decided = El sello empieza el primer día del mes de su decisión.
rule-begins-day-assessed = El sello empieza el día de su evaluación.
rule-begins-day-decided = El sello empieza el día de su decisión.
rule-holds-month = Vale como máximo { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}, contados desde el primer día del mes en que empieza.
rule-holds-day = Vale como máximo { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}, contados desde su primer día.
rule-ends = Termina el { $day }, empezara cuando empezara.
rule-band-points = A partir de { $points ->
    [one] { $points } punto
   *[other] { $points } puntos
} vale { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}.
rule-band-percent = A partir del { $percent } % vale { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}.
rule-condition = Se concede con una condición: { $condition }.
rule-extended = Puede prorrogarse hasta { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} en total.
rule-extended-until = Puede prorrogarse hasta el { $day }.
rule-not-before = No empieza antes de su decisión.
rule-back = Empieza como mucho { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} antes de su decisión.
rule-renewed = Puede renovarse { $when }.
rule-renewed-seamless = Puede renovarse { $when }, y empieza el día siguiente al fin anterior.
rule-renewal-term = por { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}, { $when }
rule-renewal-opens = desde { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} antes del fin { $until }
rule-renewal-end = hasta el fin
rule-renewal-grace = hasta { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} después del fin
rule-takes = Se necesitan { $assessors }.
rule-assessors = al menos { $count ->
    [one] { $count } evaluador
   *[other] { $count } evaluadores
}
rule-assessors-foreign = al menos { $count } de otro país
rule-assessors-domestic = al menos { $count } del mismo país
rule-body-apart = El organismo evaluador no es ni el emisor ni el candidato.
rule-decider-apart = Quien decide no ha evaluado.

# Cómo cuenta un criterio.

rule-gate = criterio eliminatorio
rule-number = número
rule-number-unit = número ({ $unit })
rule-grade = nota de { $lowest } a { $highest }
rule-judged = a juicio de los evaluadores
rule-group = de { $members }
rule-at-least = se necesita al menos { $minimum }
rule-at-most = como máximo { $minimum }
rule-judgement = se necesita: { $judgement ->
    [not] no cumplido
    [partly] cumplido en parte
   *[met] cumplido
}
rule-at-level = { $minimum } para { $level }
rule-points = { $points ->
    [one] { $points } punto
   *[other] { $points } puntos
}
rule-step-from = desde { $at }: { $points }
rule-step-to = hasta { $at }: { $points }
rule-grade-points = { $each } puntos
rule-judged-points = { $met } si se cumple, { $partly } si en parte
rule-weight = cuenta { $weight } veces
rule-levels = solo para { $levels }
rule-optional = puede no aplicarse
rule-source-declared = declarado por el candidato
rule-source-document = acreditado con un documento
rule-source-interview = preguntado en una entrevista
rule-source-statistic = de una estadística
