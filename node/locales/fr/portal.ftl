# Les portails : qui les organisations regroupent, et signent.

portal-kind = Portail
portal-all-portals = Portails
portal-about = { $title }, un portail : { $organisations } avec leur propre profil, { $listings } inscrites par des agences.
portal-kept-by = Signé par { $keeper } depuis le { $day }
portal-changed = dernière modification le { $day }
portal-word = Qui tient un portail répond de la sélection, et de rien d’autre. Ce n’est pas un label, et celles qu’il réunit ne l’ont pas forcément demandé.
portal-narrow = Affiner dans la recherche
portal-whom = Qui en fait partie
portal-rule = Toutes celles qui remplissent chacune de ces conditions ; parmi plusieurs valeurs, une seule suffit.
portal-no-rule = Nommément : { $members ->
    [one] { $members } organisation ou inscription.
   *[other] { $members } organisations ou inscriptions.
}
portal-and-members = En plus, nommément : { $members ->
    [one] { $members } organisation ou inscription.
   *[other] { $members } organisations ou inscriptions.
}
portal-exceptions = Exclues nommément : { $exceptions ->
    [one] { $exceptions } organisation ou inscription.
   *[other] { $exceptions } organisations ou inscriptions.
}
portal-words = Mots recherchés
portal-gathers = Qui il réunit
portal-what = Un portail regroupe les organisations d’une macrorégion, d’un thème ou d’un programme. L’organisation qui le tient le signe, et chaque nœud montre le même.
portal-none = Personne ne tient encore de portail sur ce nœud. Cette commande en crée un :
portal-count = { $portals ->
    [one] { $portals } portail
   *[other] { $portals } portails
}
portal-gathered = { $count ->
    [one] { $count } organisation ou inscription
   *[other] { $count } organisations et inscriptions
}
portal-kept = Portails qu’elle tient
portal-of-them = { $portals ->
    [one] Un portail les regroupe
   *[other] { $portals } portails les regroupent
}
portal-json = Le portail (JSON)
portal-keeper-ended = L’organisation qui a signé ce portail a mis fin à son identité.
portal-not-understood = Ce nœud ne comprend pas une partie de la règle ({ $fields }). La règle ne trouve donc personne ici ; une version plus récente du logiciel la comprendra peut-être.
