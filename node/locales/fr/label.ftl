# La page d’un label, et les verdicts où qu’ils figurent.

label-kind = Label
label-first-held = D’abord détenu par { $holder }
label-scheme = Programme : { $scheme }
label-verdict = Verdict
label-judged = Jugé à la date du { $day }.
label-judged-on-statement = Jugé à la date du { $day }, d’après la déclaration de l’émetteur du { $stated }.
label-checks = Ce qui a été vérifié
label-no-checks = Rien n’a pu être vérifié.
label-passed = satisfait
label-failed = non satisfait
label-indeterminate = n’a pas pu être établi
label-noted = à noter
label-history = Ce que l’émetteur a dit ensuite
label-no-history = Rien : aucune suspension, aucun retrait ni aucune correction n’est enregistré.
label-undone = Annulé à la suite d’un recours : cela ne compte pas et n’a jamais compté.
label-reason = Motif : { $reason }
label-no-reason = Aucun motif n’a été donné.
label-act = par { $issuer }, consigné le { $day } comme acte { $act }
label-act-successor = par { $issuer } ou son successeur { $successor }, consigné le { $day } comme acte { $act }
label-replied = Le titulaire a répondu :
label-states = Ce qu’énonce le label
label-yourself = Jugez par vous-même
label-another-day = Le verdict à une autre date (UTC)
label-judge = Juger
label-badge = Montrer ce label ailleurs
label-badge-today = L’image montre ce qui vaut aujourd’hui, selon le jugement de ce nœud.
label-badge-carries = Elle contient l’attestation : { $command } la lit dans le fichier enregistré. Sur papier, le code mène ici :
label-badge-lines = Ces lignes montrent le label dans une autre page, sans script :
label-qr = Code QR de cette page
label-in-its-place = Le label qui le remplace
label-credential = Attestation (JSON)
label-evidence = Preuves (CBOR)

# Ce qui a été vérifié.

label-check-issuer = Émetteur
label-check-evidence = Preuves
label-check-conflict = Absence de contradiction
label-check-format = Format
label-check-proof = Signature
label-check-key = Clé à la délivrance
label-check-scheme = Programme
label-check-accreditation = Accréditation
label-check-scope = Portée
label-check-independence = Indépendance
label-check-term = Durée
label-check-prerequisite = Conditions préalables
label-check-time = Temps
label-check-successor = Successeur
label-check-holder = Titulaire
label-check-appeal = Recours
label-check-now = État depuis
label-check-later = Plus tard
label-check-status = État
label-check-period = Période
label-check-list = Liste d’états
label-check-freshness = Actualité

# Verdicts.

label-valid = Valable jusqu’au { $day }
label-valid-ends-early = Valable jusqu’au { $day }, { $how ->
    [withdrawn] retiré
    [returned] restitué
    [superseded] remplacé
    [corrected] corrigé
   *[annulled] annulé
} à partir du { $from }
label-conditional = Valable sous condition, jusqu’au { $day }
label-conditional-ends-early = Valable sous condition, jusqu’au { $day }, { $how ->
    [withdrawn] retiré
    [returned] restitué
    [superseded] remplacé
    [corrected] corrigé
   *[annulled] annulé
} à partir du { $from }
label-not-yet = Pas valable avant le { $day }
label-expired = Expiré après le { $day }
label-expired-renewable = Expiré après le { $day }, renouvelable
label-suspended = Suspendu depuis le { $day }
label-suspended-until = Suspendu du { $day } au { $until }
label-withdrawn = Retiré depuis le { $day }
label-returned = Restitué depuis le { $day }
label-superseded = Remplacé depuis le { $day }
label-corrected = Corrigé depuis le { $day }
label-annulled = Annulé depuis le { $day }
label-other-holder = Détenu par une autre organisation
label-not-entitled = Émetteur non habilité
label-bad-signature = Signature incorrecte
label-stale = Périmé : dernière déclaration du { $day }
label-conflict = Contradiction
label-unknown-scheme = Programme inconnu
label-no-anchor = Indéterminé : aucune ancre de confiance
label-disputed = Indéterminé : identité contestée
label-indeterminate-verdict = Indéterminé
label-condition = Condition : { $condition }
label-issuer-no-reason = L’émetteur n’a donné aucun motif.
label-issuer-reason = Motif de l’émetteur : { $reason }
label-node-no-anchors = Ce nœud n’a retenu aucune ancre de confiance ; il ne dit donc pas si l’émetteur peut délivrer ce label.
label-no-fault = Ce n’est pas un défaut du label : vérifiez-le avec vos propres ancres.
label-no-anchor-trusts = Aucune ancre de ce nœud ne fait confiance à l’émetteur ni au propriétaire du programme.

# Ce qu’énonce un label.

label-fact-certificate = Certificat
label-fact-assessed = Évalué
label-fact-assessed-days = du { $first } au { $last }
label-fact-assessors = Évaluateurs
label-fact-assessed-by = Évalué par
label-fact-decided-by = Décidé par
label-fact-condition = Condition
label-fact-file = SHA-256 de « { $title } »
label-fact-level = Niveau à la délivrance
label-fact-first-day = Premier jour
label-fact-last-day = Dernier jour
label-fact-extended = Dernier jour après prolongation
label-fact-holder = Titulaire, tel qu’il y est nommé
label-fact-holder-did = DID du titulaire
label-fact-issuer = Émetteur, tel qu’il y est nommé
label-fact-issuer-did = DID de l’émetteur
label-fact-scheme = Programme
label-fact-label = Label
