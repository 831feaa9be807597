# Issuers and agencies, and labels by their state on a day.

issuer-title = Labels issued by { $issuer }
issuer-kind = Issuer of labels
issuer-labels = Labels on a day
issuer-none = No label of it in this state is held here.
issuer-schemes = Under these schemes
issuer-no-schemes = Under none.
issuer-count = { $count ->
    [one] { $count } label
   *[other] { $count } labels
}
issuer-rights = Its right to issue
issuer-no-rights = No accreditation of it is held here. The owner of a scheme needs none.
issuer-may = may { $what }
issuer-may-until = may { $what } until { $day }
issuer-accredited-by = accredited by { $by }
issuer-granted = Whom it accredited
issuer-day = As of the day
issuer-judge = Judge
issuer-states = States
issuer-chosen = chosen, show all
issuer-judged = Of { $all } labels the newest { $judged } were judged here.
issuer-valid = valid
issuer-conditional = valid on a condition
issuer-not-yet = not yet valid
issuer-expired = expired
issuer-expired-renewable = expired, renewable
issuer-suspended = suspended
issuer-withdrawn = withdrawn
issuer-not-entitled = issuer not entitled
issuer-bad-signature = bad signature
issuer-subject-mismatch = held by another
issuer-status-stale = status stale
issuer-conflict = conflict
issuer-unknown-scheme = unknown scheme
issuer-indeterminate = indeterminate
issuer-agency-title = What { $agency } lists
issuer-agency-kind = Lists and vouches for others
issuer-agency-total = { $listings } { $listings ->
    [one] listing
   *[other] listings
}, { $fresh } % of them changed within half a year.
issuer-agency-vouches = It vouches for { $vouches } { $vouches ->
    [one] organisation
   *[other] organisations
}, of which this node carries { $carried }.
issuer-agency-listings = Its listings
issuer-agency-nobody = It lists nobody.
issuer-agency-all = All { $count }, signed (JSON)
issuer-agency-vouches-for = For whom it vouches
issuer-agency-vouches-none = For nobody.
issuer-agency-vouched-none = Nobody does.
issuer-agency-since = since { $day }
issuer-agency-since-as = since { $day }, as an agency
issuer-agency-not-held = This node holds nothing of it.
issuer-agency-nodes = Nodes that it says it runs
issuer-agency-no-nodes = None.
issuer-agency-where = Where they are
