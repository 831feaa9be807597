# What the rules of a scheme say. The words of other languages stand in node/locales/*/rule.ftl.

rule-or = { $one } or { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# Of a scheme as a whole.

rule-assessed = Assessors look at the criteria, and a body decides.
rule-self-declared = The subject declares itself what it meets.
rule-peer-reviewed = Peers review, recommend and ask later what became of it; nobody passes or fails.
rule-for = It is for { $types }.
rule-territory = It holds in { $territory }.
rule-average = The total is the average of all criteria that bring points.
rule-stages = The stages are: { $stages }.
rule-round = Applications of the round { $round } are taken from { $opens } to { $closes }.
rule-adopted = It was adopted on { $day }.
rule-adopted-at = It was adopted on { $day } at { $at }.
rule-adopted-by = It was adopted on { $day } by { $by }.
rule-adopted-at-by = It was adopted on { $day } at { $at } by { $by }.
rule-review = The host answers each recommendation with { $responses }; the peers ask after { $months } what became of it.
rule-suspension = A label is suspended for at most { $months }.
rule-appeal = A decision can be appealed within { $months }, which is heard; the decision holds meanwhile.
rule-appeal-rests = A decision can be appealed within { $months }, which is heard; the decision rests meanwhile.
rule-appeal-panel = A decision can be appealed within { $months }, which is heard by a panel of which nobody assessed; the decision holds meanwhile.
rule-appeal-panel-rests = A decision can be appealed within { $months }, which is heard by a panel of which nobody assessed; the decision rests meanwhile.
rule-succeeds = It succeeds { $scheme }.
rule-succeeded = It is succeeded by { $scheme }.
rule-derived = It is derived from { $scheme }.
rule-aligned = It is aligned with { $scheme }.
rule-cross-same = { $from } asks the same as { $to } of { $scheme }.
rule-cross-stricter = { $from } asks more than { $to } of { $scheme }.
rule-cross-weaker = { $from } asks less than { $to } of { $scheme }.
rule-cross-related = { $from } is related to { $to } of { $scheme }.

# Of a level.

rule-trial = It is a trial and is not renewed.
rule-total-points = At least { $points } of { $most } points are needed.
rule-total-percent = At least { $percent } % of { $most } points are needed.
rule-complete = Every criterion needs an answer.
rule-dimension-points = At least { $points } points are needed in { $dimension }.
rule-dimension-percent = At least { $percent } % are needed in { $dimension }.
rule-needs = It needs { $what }.
rule-earlier = an earlier label
rule-earlier-of = a label of { $scheme }
rule-earlier-level = { $level } of { $scheme }
rule-earlier-least = { $label } for at least { $months }
rule-earlier-most = { $label } that began at most { $months } before
rule-earlier-between = { $label } that began { $least } to { $months } before
rule-earlier-valid = { $label }, still valid
rule-begins-month-assessed = It begins on the first day of the month of its assessment.
rule-begins-month-decided = It begins on the first day of the month of its decision.
rule-begins-day-assessed = It begins on the day of its assessment.
rule-begins-day-decided = It begins on the day of its decision.
rule-holds-month = It holds for at most { $months }, counted from the first day of the month in which it begins.
rule-holds-day = It holds for at most { $months }, counted from its first day.
rule-ends = It ends on { $day }, whenever it began.
rule-band-points = From { $points } points on it holds for { $months }.
rule-band-percent = From { $percent } % on it holds for { $months }.
rule-condition = It is given on a condition: { $condition }.
rule-extended = It can be extended to { $months } in all.
rule-extended-until = It can be extended to { $day }.
rule-not-before = It does not begin before its decision.
rule-back = It begins at most { $months } before its decision.
rule-renewed = It can be renewed { $when }.
rule-renewed-seamless = It can be renewed { $when }, and begins on the day after the old end.
rule-renewal-term = for { $months } { $when }
rule-renewal-opens = from { $months } before the end { $until }
rule-renewal-end = up to the end
rule-renewal-grace = up to { $months } after the end
rule-takes = It takes { $assessors }.
rule-assessors = at least { $count }
rule-assessors-foreign = at least { $count } from another country
rule-assessors-domestic = at least { $count } from the same country
rule-body-apart = The assessing body is neither the issuer nor the subject.
rule-decider-apart = Who decides did not assess.

# How a criterion counts.

rule-gate = gate
rule-number = number
rule-number-unit = number ({ $unit })
rule-grade = grade { $lowest } to { $highest }
rule-judged = judged
rule-group = of { $members }
rule-at-least = at least { $minimum } needed
rule-at-most = at most { $minimum } needed
rule-judgement = { $judgement } needed
rule-at-level = { $minimum } for { $level }
rule-points = { $points }
rule-step-from = from { $at }: { $points }
rule-step-to = up to { $at }: { $points }
rule-grade-points = { $each } points
rule-judged-points = { $met } if met, { $partly } if partly
rule-weight = counts { $weight } times
rule-levels = for { $levels } only
rule-optional = may not apply
rule-source-declared = self-declared
rule-source-document = shown by a document
rule-source-interview = asked in an interview
rule-source-statistic = from a statistic
