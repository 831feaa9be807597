# Strona programu znaków jakości.

scheme-kind = Program znaków jakości
scheme-owner = Właściciel: { $owner }
scheme-levels = Poziomy
scheme-no-levels = Program nie ma poziomów.
scheme-level = Poziom
scheme-takes = Czego wymaga i co daje
scheme-term = Okres ważności
scheme-term-until = do { $day }
scheme-term-months = { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}
scheme-term-or = { $terms } miesięcy
scheme-term-list-or = lub
scheme-points-at-least = potrzeba co najmniej { $points } pkt
scheme-percent-at-least = potrzeba co najmniej { $percent }%
scheme-rules = Zasady
scheme-rule-fixed = Opublikowana wersja nigdy się nie zmienia: inna zasada to inna wersja.
scheme-criteria = Kryteria
scheme-no-criteria = Program nie podaje kryteriów.
scheme-accredited = Kto może działać w jego ramach
scheme-no-accredited = Poza właścicielem nikt nie jest akredytowany.
scheme-may = może bezterminowo: { $what }
scheme-may-until = może do { $day }: { $what }
scheme-may-what = { $actions } – { $levels }
scheme-may-what-in = { $actions } – { $levels } ({ $territory })
scheme-action-assess = oceniać
scheme-action-decide = decydować
scheme-action-issue = przyznawać
scheme-action-delegate = akredytować innych
scheme-accredited-by = akredytacji udziela { $by }
scheme-versions = Inne wersje
scheme-newer = Istnieje nowsza wersja tego programu: { $version }.
scheme-labels = Znaki przyznane w jego ramach
scheme-no-labels = Ten węzeł nie zna żadnego znaku tego programu.
scheme-json = Program (JSON)
