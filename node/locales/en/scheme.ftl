# The page of a label scheme.

scheme-kind = Label scheme
scheme-owner = Owned by { $owner }
scheme-levels = Levels
scheme-no-levels = The scheme has no levels.
scheme-level = Level
scheme-takes = What it takes and gives
scheme-term = Term
scheme-term-until = until { $day }
scheme-term-months = { $months ->
    [one] { $months } month
   *[other] { $months } months
}
scheme-term-or = { $terms } months
scheme-term-list-or = or
scheme-points-at-least = at least { $points } points needed
scheme-percent-at-least = at least { $percent } % needed
scheme-rules = Rules
scheme-rule-fixed = A published version never changes: another rule is another version.
scheme-criteria = Criteria
scheme-no-criteria = The scheme states no criteria.
scheme-accredited = Who may act under it
scheme-no-accredited = Nobody is accredited beside the owner.
scheme-may = may { $what }, without an end date
scheme-may-until = may { $what } until { $day }
scheme-may-what = { $actions } { $levels }
scheme-may-what-in = { $actions } { $levels } in { $territory }
scheme-action-assess = assess
scheme-action-decide = decide
scheme-action-issue = issue
scheme-action-delegate = delegate
scheme-accredited-by = accredited by { $by }
scheme-versions = Other versions
scheme-newer = There is a newer version of this scheme, { $version }.
scheme-labels = Labels issued under it
scheme-no-labels = This node knows of no label under this scheme.
scheme-json = The scheme (JSON)
