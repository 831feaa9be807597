# La page de ce qui n’a pas marché.

problem-kind = Problème { $status }
problem-advice = Ce que vous pouvez faire
problem-search = Vers la page de recherche
problem-not-found = Introuvable
problem-not-found-what = Ce nœud ne détient pas ce à quoi mène cette adresse ; un autre l’a peut-être, ou cela viendra avec le prochain échange.
problem-bad-request = Demande incorrecte
problem-bad-request-what = Le nœud ne comprend pas ce qui a été demandé.
problem-unprocessable = Contenu illisible
problem-unprocessable-what = Ce qui est publié à cette adresse ne peut être lu comme ce que cela devrait être.
problem-method = Méthode non autorisée
problem-method-what = Cette adresse ne peut être interrogée de cette façon.
problem-unavailable = Le nœud n’accepte rien pour l’instant
problem-unavailable-what = Le nœud ne donne pas de réponse pour l’instant.
problem-internal = Erreur interne
problem-internal-what = Le nœud a commis une erreur ; son journal dit laquelle.
problem-other = Problème
problem-other-what = Le nœud n’a pas fait ce qui était demandé.
problem-check-address = Vérifiez l’adresse : un identifiant est long, et chaque lettre compte.
problem-search-name = Cherchez plutôt le nom.
problem-go-back = Revenez en arrière et modifiez la demande.
problem-try-again = Réessayez dans un instant, ou demandez à un autre nœud : tous ont le même répertoire.
