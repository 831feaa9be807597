# Ce que le protocole dit des labels. L’anglais se trouve dans protocol/data/sentences/verdict.ftl.

verdict-and = { $one } ; { $other }

# Ce qui a été vérifié et qui est conforme.

verdict-log-holds = le journal de l’émetteur est intègre jusqu’à la version { $versions }
verdict-in-statement = chaque entrée du label figure dans la déclaration du { $stated }
verdict-one-register = l’émetteur tient un seul registre, avec un seul contenu
verdict-well-formed = un Verifiable Credential 2.0 et Open Badge 3.0 de la forme prévue pour les labels
verdict-proof-holds = sa signature est correcte
verdict-signed = signé par un appareil appartenant à { $issuer }, { $device }
verdict-signed-left = signé par un appareil appartenant à { $issuer }, retiré depuis, { $device }
verdict-signed-compromised = signé par un appareil appartenant à { $issuer }, dont la clé a été compromise depuis, { $device }
verdict-scheme = { $title } { $version }, géré par { $owner }
verdict-is-anchor = { $issuer } est une ancre de confiance pour ce programme
verdict-owns-scheme = { $party } est propriétaire du programme et ancre de confiance
verdict-may = { $party } peut { $action ->
    [assess] évaluer
    [decide] décider
    [delegate] accréditer d’autres organismes
   *[issue] délivrer le label
}, accréditation accordée par { $chain }, jusqu’au { $until }
verdict-chain = { $grantor }, lui-même accrédité par { $above }
verdict-for-everyone = le programme est ouvert à tous les titulaires
verdict-for-such = le programme s’adresse à un tel titulaire : { $holder }
verdict-heir-apart = le titulaire actuel ne l’a pas délivré et n’en a pas décidé
verdict-no-assessors = le programme n’exige pas que les évaluateurs soient nommés
verdict-assessed-by = évalué par { $assessors } ; leur identité repose sur la parole de l’émetteur
verdict-renews = il renouvelle, comme le programme le permet, un label valable jusqu’au { $previous }
verdict-term = du { $from } au { $until } : c’est une durée prévue par le programme
verdict-presupposed = le titulaire avait ce que le programme suppose acquis
verdict-awarded = son attribution le { $awarded } repose sur la parole de l’émetteur ; celui-ci a publié le label le { $published }, avec des clés du { $keys }
verdict-kept-by = { $successor } tient le label à la place de l’émetteur
verdict-reduced = il a été ramené au niveau « { $level } »
verdict-transferred = transféré à { $holder } le { $since }
verdict-appeal-waits = un recours est en attente de décision ; jusque-là, l’acte reste en vigueur
verdict-today = au { $today } : { $state }
verdict-holds = ni suspendu ni terminé
verdict-holds-on = ni suspendu ni terminé au { $day }
verdict-level-too = { $issuer } peut aussi délivrer ce niveau
verdict-heir-scope = le transfert ne dit pas si le programme s’adresse à un titulaire tel que { $holder }
verdict-holder = { $holder } en est le titulaire
verdict-within = le { $day } se situe entre le { $from } et le { $until }
verdict-lists-absent = les listes d’états de l’émetteur ne sont pas parmi les preuves ; ses actes font foi
verdict-lists-silent = aucune liste d’états n’en parle
verdict-lists-agree = les listes d’états de l’émetteur du { $day } concordent avec ses actes
verdict-fresh = d’après la déclaration de l’émetteur du { $stated }
verdict-document = { $name } est le document { $title } du label
verdict-document-other = { $name } n’est pas un document sur lequel repose le label

# Ce qui en est conclu.

verdict-valid = valable jusqu’au { $until }
verdict-conditional = valable jusqu’au { $until }, à la condition suivante : { $conditions }
verdict-not-yet = pas valable avant le { $from }
verdict-expired = expiré : son dernier jour était le { $until }
verdict-expired-renewable = expiré : son dernier jour était le { $until } ; il peut être renouvelé jusqu’au { $renewable }
verdict-suspended = suspendu depuis le { $since } : { $reason }
verdict-suspended-until = suspendu du { $since } au { $until } : { $reason }
verdict-ended = { $how ->
    [withdrawn] retiré
    [returned] restitué
    [superseded] remplacé
    [corrected] corrigé
   *[annulled] annulé
} depuis le { $since } : { $reason }
verdict-not-entitled = l’émetteur n’est pas habilité : { $why }
verdict-other-holder = le titulaire du label est { $name } ({ $holder }), et non celui sur lequel porte la question
verdict-stale = périmé : { $name } a déclaré ses labels pour la dernière fois le { $stated }, plus de { $limit ->
    [one] { $limit } jour
   *[other] { $limit } jours
} auparavant
verdict-unknown-scheme = le programme n’est pas connu

# Pourquoi un émetteur n’est pas habilité.

verdict-accreditation = l’accréditation par { $grantor } : { $what }
verdict-not-then = l’accréditation par { $grantor } vaut du { $from } au { $until }, et le label a été attribué le { $awarded }
verdict-taken-back = l’accréditation par { $grantor } est { $how ->
    [suspended] suspendue
    [withdrawn] retirée
    [returned] restituée
    [superseded] remplacée
    [corrected] corrigée
   *[annulled] annulée
} depuis le { $since }, et le label a été attribué le { $awarded }
verdict-widened = { $grantor } a transmis plus de droits qu’il n’en a : { $what }
verdict-outlasts = { $grantor } a accrédité pour une période où il n’était pas accrédité lui-même
verdict-no-such-level = le programme n’a pas de tel niveau
verdict-renews-ended = le label qu’il renouvelle était { $how ->
    [withdrawn] retiré
    [returned] restitué
    [superseded] remplacé
    [corrected] corrigé
   *[annulled] annulé
} depuis le { $since }
verdict-renews-other = le label qu’il renouvelle relève d’un autre programme
verdict-earlier = au sujet du label qu’il renouvelle ou suppose : { $why }
verdict-presupposes = le programme suppose un autre label : { $what }
verdict-scope-action = elle n’autorise pas à { $action ->
    [assess] évaluer
    [decide] décider
    [delegate] accréditer d’autres organismes
   *[issue] délivrer
}
verdict-scope-scheme = elle ne vaut pas pour le programme { $scheme }
verdict-scope-level = elle ne vaut pas pour le niveau « { $level } »
verdict-scope-type = elle ne vaut pas pour les titulaires de type « { $type } »
verdict-scope-type-unstated = elle ne vaut que pour certains types de titulaires, et le type n’est pas indiqué
verdict-scope-every-type = elle ne vaut pas pour tous les types de titulaires
verdict-scope-region = elle ne vaut pas pour la région { $region }
verdict-scope-region-unstated = elle ne vaut que pour certaines régions, et la région n’est pas indiquée
verdict-scope-everywhere = elle ne vaut pas partout
verdict-scope-depth = elle ne peut pas être déléguée aussi loin

# Signatures, empreintes et chemins qui ne sont pas corrects.

verdict-broken-log = le journal d’une organisation n’est pas correct
verdict-broken-entry = une entrée n’est pas ce que son appareil a signé
verdict-broken-retired = une entrée a été signée avec une clé que l’organisation avait déjà retirée
verdict-broken-credential = l’attestation n’est pas ce que son émetteur a signé
verdict-broken-document = un document n’est pas celui sur lequel repose le label
verdict-broken-accreditation = une accréditation n’est pas ce que son auteur a signé
verdict-broken-replaced = une accréditation a été remplacée : ce n’est pas celle que nomme le label
verdict-broken-list = une liste d’états parmi les preuves n’est pas ce que l’émetteur a signé
verdict-broken-statement = les preuves ne correspondent pas à la déclaration de l’émetteur

# Ce qui ne peut être vrai à la fois.

verdict-two-contents = l’émetteur a signé deux contenus différents pour ce label
verdict-two-registers = l’émetteur tient deux registres : il a déclaré deux choses différentes pour un même endroit
verdict-list-contradicts = la liste d’états de l’émetteur et ses actes se contredisent

# Pourquoi on ne peut conclure.

verdict-lacks-log = il manque aux preuves le journal d’une organisation
verdict-lacks-document = il manque aux preuves un document sur lequel repose le verdict
verdict-lacks-content = il manque aux preuves le contenu d’un document
verdict-lacks-statement = il manque aux preuves la déclaration de l’émetteur disant jusqu’où il s’est prononcé
verdict-lacks-assessing = il manque aux preuves une accréditation de l’organisme d’évaluation par le propriétaire du programme
verdict-lacks-deciding = il manque aux preuves une accréditation de l’organisme de décision par le propriétaire du programme
verdict-lacks-issuing = il manque aux preuves une accréditation de l’émetteur par le propriétaire du programme
verdict-lacks-earlier = il manque aux preuves un label que celui-ci renouvelle ou suppose
verdict-lacks-earlier-right = il manque aux preuves une accréditation de l’émetteur du label que celui-ci renouvelle ou suppose
verdict-disputed = l’identité de { $organisation } est contestée, et aucune ancre ne fixe de branche
verdict-pin-missing = le journal de { $organisation } ne contient pas la version que fixe l’ancre
verdict-withheld = des actes de l’émetteur ont été omis des preuves ; demandez à un autre nœud
verdict-from-the-future = la déclaration de l’émetteur est datée du { $stated }, après le moment de cette vérification : vérifiez l’horloge
verdict-unknown-status = le label a un état que cette version ne connaît pas ; utilisez-en une plus récente
verdict-not-known-then = le label a été attribué le { $awarded }, et la question porte sur ce qui était connu auparavant
verdict-not-stated = le label n’indique pas ce qu’exige une règle de son programme : { $what }
verdict-no-anchor = aucune de vos ancres ne fait confiance à l’émetteur ni au propriétaire du programme ; ajoutez-en une avec `hanse anchor add`

# Périodes qu’un programme n’admet pas.

verdict-period-level = le programme n’a pas de niveau { $level }
verdict-period-backwards = le label finirait le { $until }, avant de commencer le { $from }
verdict-period-decided = la décision date du { $decided }, avant la fin de l’évaluation le { $assessed }
verdict-period-months = un label de ce programme vaut pour des mois entiers, du premier au dernier jour, et celui-ci du { $from } au { $until }
verdict-period-unassessed = le label commence avec son évaluation, et aucune date d’évaluation n’est indiquée
verdict-period-start = le label commence avec { $event ->
    [assessment] son évaluation
   *[decision] sa décision
}, entre le { $earliest } et le { $latest }, et non le { $from }
verdict-period-gap = un label renouvelé commence le lendemain de la fin de l’ancien, le { $expected }, et non le { $from }
verdict-period-back = le label commence le { $from }, et peut commencer au plus { $months ->
    [one] { $months } mois
   *[other] { $months } mois
} avant sa décision, soit le { $earliest }
verdict-period-early = le renouvellement a été décidé le { $decided }, et peut l’être à partir du { $earliest }
verdict-period-late = le renouvellement a été décidé le { $decided }, et pouvait l’être jusqu’au { $latest } ; ensuite, seul un nouveau label est possible
verdict-period-trial = un label à l’essai n’est pas renouvelé
verdict-period-long = le label finit le { $until }, et peut finir le { $latest } au plus tard
verdict-period-unscored = la note détermine la durée du label ; sans elle, il peut finir le { $latest } au plus tard, et non le { $until }
verdict-period-band = aucune note de ce programme ne donne une durée de { $months ->
    [one] { $months } mois
   *[other] { $months } mois
}
verdict-period-unconditional = un label de ce niveau est donné sous condition, et doit le dire
verdict-period-fixed = un label de ce niveau ne peut pas être prolongé
verdict-period-calendar = le label finirait après l’an 2108

# Titulaires et évaluateurs qu’un programme n’admet pas.

verdict-holder-type-unknown = le programme s’adresse à : { $allowed } ; le type du titulaire n’est pas connu
verdict-holder-type = le programme s’adresse à : { $allowed } ; le titulaire est de type { $found }
verdict-holder-region-unknown = le programme s’adresse à des titulaires situés dans : { $territory } ; la région du titulaire n’est pas connue
verdict-holder-region = le programme s’adresse à des titulaires situés dans : { $territory } ; le titulaire est dans : { $found }
verdict-needs = il faut { $needed }, et aucun label du titulaire n’y répond
verdict-assessors-few = { $named ->
    [one] { $named } évaluateur est nommé
   *[other] { $named } évaluateurs sont nommés
}, et le programme en demande au moins { $needed }
verdict-assessors-twice = l’évaluateur { $assessor } est nommé deux fois
verdict-assessors-country = l’évaluateur { $assessor } vient de { $country }, qui n’est pas un pays de l’ISO 3166-1
verdict-assessors-foreign = { $named ->
    [one] { $named } évaluateur vient
   *[other] { $named } évaluateurs viennent
} d’un autre pays que { $country }, et le programme en demande au moins { $needed }
verdict-assessors-domestic = { $named ->
    [one] { $named } évaluateur vient
   *[other] { $named } évaluateurs viennent
} de { $country }, et le programme en demande au moins { $needed }
verdict-assessors-home = le programme demande d’où viennent les évaluateurs, et le pays du titulaire n’est pas connu
verdict-body-unknown = le programme demande un organisme d’évaluation indépendant, et aucun n’est nommé
verdict-body-issuer = l’organisme d’évaluation est l’émetteur lui-même
verdict-body-subject = l’organisme d’évaluation est le titulaire lui-même
verdict-body-decided = l’organisme qui a évalué a aussi décidé
verdict-subject-decided = le titulaire a décidé de son propre label
verdict-subject-issued = le titulaire s’est délivré le label, et le programme n’est pas une autodéclaration

# Ce qu’un émetteur a dit ensuite : ce qui a commencé et ce qui est à venir.

verdict-act-suspended = suspendu depuis le { $day }
verdict-act-suspended-ahead = suspendu à partir du { $day }
verdict-act-suspended-until = suspendu du { $day } au { $until }
verdict-act-reinstated = rétabli depuis le { $day }
verdict-act-reinstated-ahead = rétabli à partir du { $day }
verdict-act-withdrawn = retiré depuis le { $day }
verdict-act-withdrawn-ahead = retiré à partir du { $day }
verdict-act-returned = restitué par son titulaire depuis le { $day }
verdict-act-returned-ahead = restitué par son titulaire à partir du { $day }
verdict-act-reduced = ramené au niveau { $level } depuis le { $day }
verdict-act-reduced-ahead = ramené au niveau { $level } à partir du { $day }
verdict-act-superseded = remplacé par { $by } depuis le { $day }
verdict-act-superseded-ahead = remplacé par { $by } à partir du { $day }
verdict-act-corrected = corrigé par { $by } depuis le { $day }
verdict-act-corrected-ahead = corrigé par { $by } à partir du { $day }
verdict-act-annulled = annulé comme s’il n’avait jamais été délivré
verdict-act-transferred = transféré à { $to } ({ $id }) depuis le { $day }
verdict-act-transferred-ahead = transféré à { $to } ({ $id }) à partir du { $day }
verdict-act-extended = prolongé le { $day } jusqu’au { $until }
verdict-act-extended-ahead = prolongé à partir du { $day } jusqu’au { $until }
verdict-act-condition-met = condition remplie le { $day }
verdict-act-condition-met-ahead = condition remplie à partir du { $day }
verdict-act-appealed = recours formé contre l’acte { $act } le { $day }
verdict-act-appeal-upheld = recours contre l’acte { $act } accueilli le { $day } par { $panel }
verdict-act-appeal-rejected = recours contre l’acte { $act } rejeté le { $day } par { $panel }
verdict-act-appeal-remitted = recours contre l’acte { $act } renvoyé pour nouvelle décision le { $day } par { $panel }
verdict-act-no-panel = une commission non nommée
verdict-act-taken-over = repris par un successeur de l’émetteur le { $day }
verdict-act-taken-over-ahead = repris par un successeur de l’émetteur à partir du { $day }
