# The page of a label, and verdicts wherever they stand.

label-kind = Label
label-first-held = First held by { $holder }
label-scheme = Scheme: { $scheme }
label-verdict = Verdict
label-judged = Judged as of { $day }.
label-judged-on-statement = Judged as of { $day }, on the issuer’s statement of { $stated }.
label-checks = What was checked
label-no-checks = Nothing could be checked.
label-passed = passed
label-failed = failed
label-indeterminate = could not be found out
label-noted = to note
label-history = What the issuer said later
label-no-history = Nothing: no suspension, withdrawal or correction is on record.
label-undone = Undone by an appeal: it does not count, and never did.
label-reason = Reason: { $reason }
label-no-reason = No reason was given.
label-act = by { $issuer }, recorded on { $day } as act { $act }
label-act-successor = by { $issuer } or its successor { $successor }, recorded on { $day } as act { $act }
label-replied = The holder replied:
label-states = What the label states
label-yourself = Judge for yourself
label-another-day = The verdict as of another day (UTC)
label-judge = Judge
label-badge = Show this label elsewhere
label-badge-today = The picture shows what holds today, by the judgement of this node.
label-badge-carries = It carries the credential: { $command } reads it from the saved file. On paper the code leads here:
label-badge-lines = These lines show the label in another page, without a script:
label-qr = QR code of this page
label-in-its-place = The label in its place
label-credential = Credential (JSON)
label-evidence = Evidence (CBOR)

# What was checked.

label-check-issuer = Issuer
label-check-evidence = Evidence
label-check-conflict = No contradiction
label-check-format = Format
label-check-proof = Proof
label-check-key = Key at issuance
label-check-scheme = Scheme
label-check-accreditation = Accreditation
label-check-scope = Scope
label-check-independence = Independence
label-check-term = Term
label-check-prerequisite = Prerequisites
label-check-time = Time
label-check-successor = Successor
label-check-holder = Holder
label-check-appeal = Appeal
label-check-now = Status since
label-check-later = Later
label-check-status = Status
label-check-period = Period
label-check-list = Status list
label-check-freshness = Freshness

# Verdicts.

label-valid = Valid until { $day }
label-valid-ends-early = Valid until { $day }, { $how ->
    [withdrawn] withdrawn
    [returned] returned
    [superseded] superseded
    [corrected] corrected
   *[annulled] annulled
} from { $from } on
label-conditional = Valid on a condition, until { $day }
label-conditional-ends-early = Valid on a condition, until { $day }, { $how ->
    [withdrawn] withdrawn
    [returned] returned
    [superseded] superseded
    [corrected] corrected
   *[annulled] annulled
} from { $from } on
label-not-yet = Not valid before { $day }
label-expired = Expired after { $day }
label-expired-renewable = Expired after { $day }, renewable
label-suspended = Suspended since { $day }
label-suspended-until = Suspended from { $day } to { $until }
label-withdrawn = Withdrawn since { $day }
label-returned = Returned since { $day }
label-superseded = Superseded since { $day }
label-corrected = Corrected since { $day }
label-annulled = Annulled since { $day }
label-other-holder = Held by another organisation
label-not-entitled = Issuer not entitled
label-bad-signature = Bad signature
label-stale = Stale: last stated on { $day }
label-conflict = Conflict
label-unknown-scheme = Unknown scheme
label-no-anchor = Indeterminate: no anchor
label-disputed = Indeterminate: disputed identity
label-indeterminate-verdict = Indeterminate
label-condition = Condition: { $condition }
label-issuer-no-reason = The issuer gave no reason.
label-issuer-reason = The issuer’s reason: { $reason }
label-node-no-anchors = This node pins no anchors, so it does not say whether the issuer may give this label.
label-no-fault = That is no fault of the label: verify it with anchors of your own.
label-no-anchor-trusts = No anchor of this node trusts the issuer or the scheme’s owner.

# What a label states.

label-fact-certificate = Certificate
label-fact-assessed = Assessed
label-fact-assessed-days = { $first } to { $last }
label-fact-assessors = Assessors
label-fact-assessed-by = Assessed by
label-fact-decided-by = Decided by
label-fact-condition = Condition
label-fact-file = SHA-256 of “{ $title }”
label-fact-level = Level, as issued
label-fact-first-day = First day
label-fact-last-day = Last day
label-fact-extended = Last day, as extended
label-fact-holder = Holder, as named in it
label-fact-holder-did = Holder’s DID
label-fact-issuer = Issuer, as named in it
label-fact-issuer-did = Issuer’s DID
label-fact-scheme = Scheme
label-fact-label = Label
