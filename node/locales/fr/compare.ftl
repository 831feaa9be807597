# Organisations côte à côte, organisations semblables, doublons possibles, et historique de ce qui a été dit.

compare-title = Côte à côte
compare-nobody = Ouvrez une organisation ou une inscription : à partir de là, vous pouvez en mettre jusqu’à { $most } côte à côte.
compare-take-away = enlever
compare-place = Où
compare-labels = Labels valables
compare-no-labels = aucun
compare-vouches = Garanties
compare-whose = Un profil est la parole de l’organisation elle-même, une inscription celle d’une agence. Les labels sont jugés d’après les ancres de confiance de ce nœud.
compare-similar = Organisations semblables
compare-similar-what = Du même domaine d’activité, les plus proches d’abord, d’après ce que disent les profils et les inscriptions.
compare-first = Les mettre côte à côte
compare-twins = Doublons possibles
compare-twins-what = Il peut s’agir de la même organisation. Seuls ceux qui les ont rédigés peuvent le dire.
compare-same-id = Le même identifiant dans un autre registre : { $id }
compare-same-website = Le même site web : { $website }
compare-same-name = Le même nom, dans la même région ou le même pays
compare-both-ecosystems = Toutes deux dans : { $names }
compare-both-technologies = Toutes deux avec : { $names }
compare-both-activities = Toutes deux actives dans : { $names }
compare-both-in = Même territoire : { $place }
compare-history = Historique
compare-history-what = { $count ->
    [one] Ce document est issu d’une seule entrée signée.
   *[other] Ce document est issu de { $count } entrées signées. Les plus récentes figurent en premier, d’après l’horloge de l’auteur.
}
compare-signed = signée avec la clé { $device }…
compare-parts = Quand chaque partie a été modifiée pour la dernière fois
compare-other-part = une autre partie
compare-agency = Qui elle inscrit et de qui elle se porte garante
compare-issuer = Les labels qu’elle a délivrés, selon leur état à une date donnée
