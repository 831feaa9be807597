# Annonces : ce que les organisations offrent, cherchent et annoncent, et leurs liens avec d’autres.

post-title = Annonces
post-lead = Ce que les organisations de clusters offrent, cherchent et annoncent. Chaque annonce est la parole de l’organisation qui l’a signée, et elle vaut comme ouverte jusqu’à son dernier jour, pas au-delà.
post-whose = Seulement les annonces de { $organisation }
post-words = Mots : ce qui est offert ou cherché
post-kind = Nature
post-state = État
post-state-current = Ouvertes ou à venir
post-state-any = Toutes
post-on = Ouvertes un jour donné
post-results = { $total ->
    [one] { $total } annonce
   *[other] { $total } annonces
}
post-results-part = { $total ->
    [one] { $first }–{ $last } sur { $total } annonce
   *[other] { $first }–{ $last } sur { $total } annonces
}
post-none = Aucune annonce de ce nœud ne répond à tout ce qui est demandé.
post-none-open = Aucune de ses annonces n’est ouverte ni à venir.
post-all = { $count ->
    [one] La seule annonce, close ou non
   *[other] Les { $count } annonces, y compris celles qui sont closes
}
post-ecosystem = Écosystèmes industriels
post-by = par { $organisation }
post-open = Ouverte
post-upcoming = À venir
post-ended = Close
post-withdrawn = Retirée
post-on-day = le { $day }
post-from-until = du { $from } au { $until }
post-from = à partir du { $day }
post-until = jusqu’au { $day }
post-nameless = Annonce sans titre
post-said = Ce qu’elle dit
post-signed = { $organisation } a signé ce qui figure ici. Personne d’autre ne l’a confirmé.
post-only-title = Elle ne dit rien de plus que son titre.
post-dated = Publiée d’abord le { $published }, modifiée en dernier le { $changed }, selon l’horloge de l’auteur.
post-whose-word = De qui est la parole
post-others = Toutes les annonces de cette organisation
post-json = L’annonce (JSON)
post-automerge = L’annonce (Automerge)
post-entries = Entrées signées (CBOR)
post-field-title = Titre
post-field-from = Premier jour
post-field-until = Dernier jour
post-links = Coopération et adhésion
post-links-what = Ce que cette organisation et d’autres disent les unes des autres. Chacun peut se dire partenaire ; est confirmé ce que les deux disent.
post-links-shown = { $shown } sur { $all } figurent ici ; l’API les donne toutes.
post-link-cooperation = Coopère avec { $organisation }
post-link-member-of = Est membre de { $organisation }
post-link-has-member = Compte { $organisation } parmi ses membres
post-link-confirmed = Confirmé : les deux le disent
post-link-ours = Seule cette organisation le dit
post-link-theirs = Seule l’autre le dit
post-link-to-come = Pas encore
post-link-over = N’a plus cours
post-counts-what = Annonces ouvertes ou à venir ce jour-là. Les mots, lieux, écosystèmes, activités économiques, industries émergentes, domaines de spécialisation et technologies demandés s’appliquent ici ; les autres filtres, non.
post-counts-total = { $count ->
    [one] { $count } annonce
   *[other] { $count } annonces
}
post-counts-month = Première publication
post-counts-none = Aucune annonce n’est ouverte ni à venir.
post-kind-offer = Offre
post-kind-request = Demande
post-kind-event = Événement
post-kind-call = Appel
post-kind-project = Projet
post-kind-practice = Bonne pratique
post-kind-case = Étude de cas
post-kind-course = Formation
post-kind-facility = Équipement
post-kind-mobility = Échange de personnel
post-kind-mentoring = Mentorat
post-kind-talent = Poste à pourvoir
post-kind-tool = Outil
post-kind-policy = Mesure publique
post-kind-other = Annonce d’une autre nature
