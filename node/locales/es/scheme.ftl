# La página de un programa de sellos.

scheme-kind = Programa de sellos
scheme-owner = Propietario: { $owner }
scheme-levels = Niveles
scheme-no-levels = El programa no tiene niveles.
scheme-level = Nivel
scheme-takes = Lo que exige y lo que da
scheme-term = Vigencia
scheme-term-until = hasta el { $day }
scheme-term-months = { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}
scheme-term-or = { $terms } meses
scheme-term-list-or = o
scheme-points-at-least = se necesitan al menos { $points } puntos
scheme-percent-at-least = se necesita al menos el { $percent } %
scheme-rules = Reglas
scheme-rule-fixed = Una versión publicada no cambia nunca: otra regla es otra versión.
scheme-criteria = Criterios
scheme-no-criteria = El programa no indica criterios.
scheme-accredited = Quién puede actuar conforme a él
scheme-no-accredited = Nadie está acreditado además del propietario.
scheme-may = puede { $what }, sin fecha de fin
scheme-may-until = puede { $what } hasta el { $day }
scheme-may-what = { $actions } { $levels }
scheme-may-what-in = { $actions } { $levels } ({ $territory })
scheme-action-assess = evaluar
scheme-action-decide = decidir
scheme-action-issue = otorgar
scheme-action-delegate = acreditar a otros para
scheme-accredited-by = acreditado por { $by }
scheme-versions = Otras versiones
scheme-newer = Hay una versión más reciente de este programa: { $version }.
scheme-labels = Sellos otorgados conforme a él
scheme-no-labels = Este nodo no conoce ningún sello de este programa.
scheme-json = El programa (JSON)
