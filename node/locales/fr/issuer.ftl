# Émetteurs et agences, et labels selon leur état à une date.

issuer-title = Labels délivrés par { $issuer }
issuer-kind = Émetteur de labels
issuer-labels = Labels à une date donnée
issuer-none = Ce nœud ne connaît aucun label de cet émetteur dans cet état.
issuer-schemes = Selon ces programmes
issuer-no-schemes = Selon aucun.
issuer-count = { $count ->
    [one] { $count } label
   *[other] { $count } labels
}
issuer-rights = Son droit de délivrer
issuer-no-rights = Ce nœud ne connaît aucune accréditation de cet émetteur. Le propriétaire d’un programme n’en a pas besoin.
issuer-may = peut { $what }
issuer-may-until = peut { $what } jusqu’au { $day }
issuer-accredited-by = accrédité par { $by }
issuer-granted = Qui il a accrédité
issuer-day = À la date du
issuer-judge = Juger
issuer-states = États
issuer-chosen = choisi, tout afficher
issuer-judged = Sur { $all } labels, les { $judged } plus récents ont été jugés ici.
issuer-valid = valable
issuer-conditional = valable sous condition
issuer-not-yet = pas encore valable
issuer-expired = expiré
issuer-expired-renewable = expiré, renouvelable
issuer-suspended = suspendu
issuer-withdrawn = retiré
issuer-not-entitled = émetteur non habilité
issuer-bad-signature = signature incorrecte
issuer-subject-mismatch = détenu par une autre organisation
issuer-status-stale = état périmé
issuer-conflict = contradiction
issuer-unknown-scheme = programme inconnu
issuer-indeterminate = indéterminé
issuer-agency-title = Inscriptions par { $agency }
issuer-agency-kind = Inscrit d’autres organisations et se porte garante d’elles
issuer-agency-total = { $listings } { $listings ->
    [one] inscription
   *[other] inscriptions
}, dont { $fresh } % modifiées depuis moins de six mois.
issuer-agency-vouches = Elle se porte garante de { $vouches } { $vouches ->
    [one] organisation
   *[other] organisations
}, dont { $carried } sur ce nœud.
issuer-agency-listings = Ses inscriptions
issuer-agency-nobody = Elle n’inscrit personne.
issuer-agency-all = Toutes les { $count }, signées (JSON)
issuer-agency-vouches-for = De qui elle se porte garante
issuer-agency-vouches-none = De personne.
issuer-agency-vouched-none = Personne.
issuer-agency-since = depuis le { $day }
issuer-agency-since-as = depuis le { $day }, comme agence
issuer-agency-not-held = Ce nœud ne détient rien d’elle.
issuer-agency-nodes = Nœuds qu’elle dit exploiter
issuer-agency-no-nodes = Aucun.
issuer-agency-where = Où elles se trouvent
