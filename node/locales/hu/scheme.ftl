# Egy minősítési rendszer oldala.

scheme-kind = Minősítési rendszer
scheme-owner = Gazdája: { $owner }
scheme-levels = Szintek
scheme-no-levels = A rendszernek nincsenek szintjei.
scheme-level = Szint
scheme-takes = Mit kíván és mit ad
scheme-term = Érvényességi idő
scheme-term-until = eddig: { $day }
scheme-term-months = { $months ->
    [one] { $months } hónap
   *[other] { $months } hónap
}
scheme-term-or = { $terms } hónap
scheme-term-list-or = vagy
scheme-points-at-least = legalább { $points } pont szükséges
scheme-percent-at-least = legalább { $percent }% szükséges
scheme-rules = Szabályok
scheme-rule-fixed = Egy közzétett változat sosem változik: más szabály, más változat.
scheme-criteria = Kritériumok
scheme-no-criteria = A rendszer nem nevez meg kritériumokat.
scheme-accredited = Ki járhat el benne
scheme-no-accredited = A gazdáján kívül senki sincs akkreditálva.
scheme-may = határidő nélkül jogosult: { $what }
scheme-may-until = jogosult eddig: { $day }; { $what }
scheme-may-what = { $actions } – { $levels }
scheme-may-what-in = { $actions } – { $levels } ({ $territory })
scheme-action-assess = értékelés
scheme-action-decide = döntés
scheme-action-issue = kiállítás
scheme-action-delegate = mások akkreditálása
scheme-accredited-by = akkreditálta: { $by }
scheme-versions = Más változatok
scheme-newer = Van ennek a rendszernek újabb változata: { $version }.
scheme-labels = Az alapján kiállított minősítések
scheme-no-labels = Ez a csomópont nem ismer e rendszer szerinti minősítést.
scheme-json = A rendszer (JSON)
