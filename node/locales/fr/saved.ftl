# Searches that a browser keeps.

saved-title = Recherches enregistrées
saved-what = Elles restent dans ce navigateur ; le nœud n’en sait rien.
saved-name = Nom de cette recherche
saved-keep = Enregistrer la recherche
saved-remove = Supprimer
saved-remove-which = Supprimer : { $name }
saved-kept = Enregistrée : { $name }
saved-removed = Supprimée : { $name }
saved-full = { $most } recherches sont déjà enregistrées. Supprimez-en une d’abord.
saved-failed = Ce navigateur n’enregistre rien pour ce site.
