# What the protocol says of labels. The words of other languages stand in node/locales/*/verdict.ftl.
# Most are fragments: a capital and a full stop are added where they stand alone.

verdict-and = { $one }; { $other }

# What was checked, and holds.

verdict-log-holds = the log of the issuer holds up to version { $versions }
verdict-in-statement = every entry of the label is in the statement of { $stated }
verdict-one-register = the issuer keeps one register, and one content
verdict-well-formed = a Verifiable Credential 2.0 and Open Badge 3.0 of the form of labels
verdict-proof-holds = its proof holds
verdict-signed = signed by a device of { $issuer }, { $device }
verdict-signed-left = signed by a device of { $issuer } that has left since, { $device }
verdict-signed-compromised = signed by a device of { $issuer } whose key was compromised since, { $device }
verdict-scheme = { $title } { $version } of { $owner }
verdict-is-anchor = { $issuer } is itself an anchor for this scheme
verdict-owns-scheme = { $party } owns the scheme and is an anchor
verdict-may = { $party } may { $action }, accredited by { $chain } until { $until }
verdict-chain = { $grantor }, who is accredited by { $above }
verdict-for-everyone = the scheme is for every holder
verdict-for-such = the scheme is for such a holder: { $holder }
verdict-heir-apart = who holds it now neither issued it nor decided on it
verdict-no-assessors = the scheme asks for no assessors by name
verdict-assessed-by = assessed by { $assessors }; that they are who they are rests on the issuer's word
verdict-renews = it renews a label that held until { $previous }, as the scheme allows
verdict-term = { $from } to { $until } is a term of the scheme
verdict-presupposed = the holder had what the scheme presupposes
verdict-awarded = that it was awarded on { $awarded } rests on the issuer's word; it published the label on { $published }, under keys of { $keys }
verdict-kept-by = { $successor } keeps the label for its issuer
verdict-reduced = it was reduced to { $level }
verdict-transferred = transferred to { $holder } on { $since }
verdict-appeal-waits = an appeal waits for its decision; until then the act stands
verdict-today = on { $today }: { $state }
verdict-holds = neither suspended nor ended
verdict-holds-on = neither suspended nor ended on { $day }
verdict-level-too = { $issuer } may issue that level too
verdict-heir-scope = whether { $holder } is such a holder as the scheme is for, the transfer does not say
verdict-holder = { $holder } holds it
verdict-within = { $day } lies within { $from } to { $until }
verdict-lists-absent = the issuer's status lists are not in the evidence; its acts count
verdict-lists-silent = no status list speaks of it
verdict-lists-agree = the issuer's status lists of { $day } agree with its acts
verdict-fresh = as of the issuer's statement of { $stated }
verdict-document = { $name } is the label's { $title }
verdict-document-other = { $name } is no document that the label rests on

# What is concluded.

verdict-valid = valid until { $until }
verdict-conditional = valid until { $until }, on the condition: { $conditions }
verdict-not-yet = not valid before { $from }
verdict-expired = expired: its last day was { $until }
verdict-expired-renewable = expired: its last day was { $until }; it can be renewed until { $renewable }
verdict-suspended = suspended since { $since }: { $reason }
verdict-suspended-until = suspended since { $since } until { $until }: { $reason }
verdict-ended = { $how } since { $since }: { $reason }
verdict-not-entitled = the issuer is not entitled: { $why }
verdict-other-holder = the label is held by { $name } ({ $holder }), and not by whom you asked about
verdict-stale = stale: { $name } last stated its labels on { $stated }, more than { $limit } days before
verdict-unknown-scheme = the scheme is not known

# Why an issuer is not entitled.

verdict-accreditation = the accreditation by { $grantor }: { $what }
verdict-not-then = the accreditation by { $grantor } holds from { $from } to { $until }, and the label was awarded on { $awarded }
verdict-taken-back = the accreditation by { $grantor } is { $how } since { $since }, and the label was awarded on { $awarded }
verdict-widened = { $grantor } passed on more than it has: { $what }
verdict-outlasts = { $grantor } granted for a time in which it was not accredited itself
verdict-no-such-level = the scheme has no such level
verdict-renews-ended = the label that it renews had been { $how } since { $since }
verdict-renews-other = the label that it renews is of another scheme
verdict-earlier = of the label that it renews or presupposes: { $why }
verdict-presupposes = the scheme presupposes another label: { $what }
verdict-scope-action = it is not for the action { $action }
verdict-scope-scheme = it is not for the scheme { $scheme }
verdict-scope-level = it is not for the level { $level }
verdict-scope-type = it is not for holders of the type { $type }
verdict-scope-type-unstated = it is only for some types of holders, and the label states none
verdict-scope-every-type = it is not for every type of holder
verdict-scope-region = it is not for the region { $region }
verdict-scope-region-unstated = it is only for some regions, and the label states none
verdict-scope-everywhere = it is not for every region
verdict-scope-depth = it may not be passed on so far

# Signatures, hashes and paths that do not hold.

verdict-broken-log = an organisation's log does not hold
verdict-broken-entry = an entry is not what its device signed
verdict-broken-retired = an entry was signed with a key that its organisation had retired by then
verdict-broken-credential = the credential is not what its issuer signed
verdict-broken-document = a document is not the one that the label rests on
verdict-broken-accreditation = an accreditation is not what its grantor signed
verdict-broken-replaced = an accreditation was replaced: it is not the one that the label names
verdict-broken-list = a status list in the evidence is not what the issuer sealed
verdict-broken-statement = the evidence does not fit the issuer's statement

# What cannot both be.

verdict-two-contents = the issuer signed two different contents for this label
verdict-two-registers = the issuer keeps two registers: it stated two different things about one place
verdict-list-contradicts = the issuer's status list and its status acts contradict each other

# Why it cannot be said.

verdict-lacks-log = the evidence lacks the log of an organisation
verdict-lacks-document = the evidence lacks a document that the verdict rests on
verdict-lacks-content = the evidence lacks the content of a document
verdict-lacks-statement = the evidence lacks the issuer's statement of how far it has spoken
verdict-lacks-assessing = the evidence lacks an accreditation of the assessing body by the scheme's owner
verdict-lacks-deciding = the evidence lacks an accreditation of the decider by the scheme's owner
verdict-lacks-issuing = the evidence lacks an accreditation of the issuer by the scheme's owner
verdict-lacks-earlier = the evidence lacks a label that this one renews or presupposes
verdict-lacks-earlier-right = the evidence lacks an accreditation of who issued the label that this one renews or presupposes
verdict-disputed = the identity of { $organisation } is disputed, and no anchor pins a branch
verdict-pin-missing = the log of { $organisation } does not hold the version that the anchor pins
verdict-withheld = status acts of the issuer were left out of the evidence; ask another node
verdict-from-the-future = the issuer's statement is dated { $stated }, after the time of this verification: check the clock
verdict-unknown-status = the label has a status that this version does not know; use a newer one
verdict-not-known-then = the label was awarded on { $awarded }, and what was known before is asked for
verdict-not-stated = the label does not state what a rule of its scheme needs: { $what }
verdict-no-anchor = no anchor of yours trusts the issuer or the scheme's owner; add one with `hanse anchor add`

# Periods that a scheme does not allow.

verdict-period-level = the scheme has no level { $level }
verdict-period-backwards = the label would end on { $until }, before it begins on { $from }
verdict-period-decided = it was decided on { $decided }, before the assessment ended on { $assessed }
verdict-period-months = a label of this scheme holds for whole months, from a first to a last day, and this one from { $from } to { $until }
verdict-period-unassessed = the label begins with its assessment, and no day of an assessment is stated
verdict-period-start = the label begins with its { $event }, from { $earliest } to { $latest }, and not on { $from }
verdict-period-gap = a renewed label begins on the day after the old one ended, { $expected }, and not on { $from }
verdict-period-back = the label begins on { $from }, and may begin { $months } months before its decision at most, on { $earliest }
verdict-period-early = the renewal was decided on { $decided }, and may be decided from { $earliest } on
verdict-period-late = the renewal was decided on { $decided }, and could be decided until { $latest }; afterwards only as a new label
verdict-period-trial = a trial is not renewed
verdict-period-long = the label ends on { $until }, and may end on { $latest } at the latest
verdict-period-unscored = the score decides how long the label holds; without it the label may end on { $latest } at the latest, and not on { $until }
verdict-period-band = no score of this scheme gives a term of { $months } months
verdict-period-unconditional = a label of this level is given on a condition, and must say so
verdict-period-fixed = a label of this level cannot be extended
verdict-period-calendar = the label would end after the year 2108

# Holders and assessors that a scheme does not allow.

verdict-holder-type-unknown = the scheme is for { $allowed }, and the type of the subject is not known
verdict-holder-type = the scheme is for { $allowed }, and the subject is of the type { $found }
verdict-holder-region-unknown = the scheme is for subjects in { $territory }, and the region of the subject is not known
verdict-holder-region = the scheme is for subjects in { $territory }, and the subject is in { $found }
verdict-needs = needs { $needed }, and no label of the subject is that
verdict-assessors-few = { $named } assessors are named and the scheme asks for at least { $needed }
verdict-assessors-twice = the assessor { $assessor } is named twice
verdict-assessors-country = the assessor { $assessor } comes from { $country }, which is no country of ISO 3166-1
verdict-assessors-foreign = { $named } assessors come from another country than { $country } and the scheme asks for at least { $needed }
verdict-assessors-domestic = { $named } assessors come from { $country } and the scheme asks for at least { $needed }
verdict-assessors-home = the scheme asks where assessors come from, and the subject's country is not known
verdict-body-unknown = the scheme asks for an independent assessing body, and none is named
verdict-body-issuer = the assessing body is the issuer itself
verdict-body-subject = the assessing body is the subject itself
verdict-body-decided = who assessed also decided
verdict-subject-decided = the subject decided on its own label
verdict-subject-issued = the subject issued its own label, and the scheme is no self-declaration

# What issuers did to a label later, or to an accreditation: what has begun, and what lies ahead.

verdict-act-suspended = suspended since { $day }
verdict-act-suspended-ahead = suspended from { $day } on
verdict-act-suspended-until = suspended from { $day } until { $until }
verdict-act-reinstated = reinstated since { $day }
verdict-act-reinstated-ahead = reinstated from { $day } on
verdict-act-withdrawn = withdrawn since { $day }
verdict-act-withdrawn-ahead = withdrawn from { $day } on
verdict-act-returned = returned by its holder since { $day }
verdict-act-returned-ahead = returned by its holder from { $day } on
verdict-act-reduced = reduced to the level { $level } since { $day }
verdict-act-reduced-ahead = reduced to the level { $level } from { $day } on
verdict-act-superseded = superseded by { $by } since { $day }
verdict-act-superseded-ahead = superseded by { $by } from { $day } on
verdict-act-corrected = corrected by { $by } since { $day }
verdict-act-corrected-ahead = corrected by { $by } from { $day } on
verdict-act-annulled = annulled as if never issued
verdict-act-transferred = transferred to { $to } ({ $id }) since { $day }
verdict-act-transferred-ahead = transferred to { $to } ({ $id }) from { $day } on
verdict-act-extended = extended on { $day } until { $until }
verdict-act-extended-ahead = extended from { $day } on until { $until }
verdict-act-condition-met = condition met on { $day }
verdict-act-condition-met-ahead = condition met from { $day } on
verdict-act-appealed = appealed against act { $act } on { $day }
verdict-act-appeal-upheld = appeal against act { $act } upheld on { $day } by { $panel }
verdict-act-appeal-rejected = appeal against act { $act } rejected on { $day } by { $panel }
verdict-act-appeal-remitted = appeal against act { $act } remitted on { $day } by { $panel }
verdict-act-no-panel = a panel that is not named
verdict-act-taken-over = taken over by a successor of the issuer on { $day }
verdict-act-taken-over-ahead = taken over by a successor of the issuer from { $day } on
