# Stránka programu značek.

scheme-kind = Program značek
scheme-owner = Vlastník: { $owner }
scheme-levels = Úrovně
scheme-no-levels = Program nemá úrovně.
scheme-level = Úroveň
scheme-takes = Co vyžaduje a co dává
scheme-term = Doba platnosti
scheme-term-until = do { $day }
scheme-term-months = { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
}
scheme-term-or = { $terms } měsíců
scheme-term-list-or = nebo
scheme-points-at-least = je třeba nejméně { $points } bodů
scheme-percent-at-least = je třeba nejméně { $percent } %
scheme-rules = Pravidla
scheme-rule-fixed = Zveřejněná verze se nikdy nemění: jiné pravidlo je jiná verze.
scheme-criteria = Kritéria
scheme-no-criteria = Program neuvádí kritéria.
scheme-accredited = Kdo podle něj smí jednat
scheme-no-accredited = Kromě vlastníka není akreditován nikdo.
scheme-may = smí bez časového omezení: { $what }
scheme-may-until = smí do { $day }: { $what }
scheme-may-what = { $actions } – { $levels }
scheme-may-what-in = { $actions } – { $levels } ({ $territory })
scheme-action-assess = hodnotit
scheme-action-decide = rozhodovat
scheme-action-issue = udělovat
scheme-action-delegate = akreditovat jiné
scheme-accredited-by = akreditaci uděluje { $by }
scheme-versions = Jiné verze
scheme-newer = Existuje novější verze tohoto programu: { $version }.
scheme-labels = Značky udělené podle něj
scheme-no-labels = Tento uzel nezná žádnou značku tohoto programu.
scheme-json = Program (JSON)
