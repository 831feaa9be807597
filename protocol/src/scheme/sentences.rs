//! A scheme's rules as sentences, for people who do not read TOML.

use super::assessors::AssessmentRule;
use super::criterion::{Better, Criterion, Dimension, Kind, Minimum, Points, Source};
use super::level::{Earlier, Level, Prerequisite};
use super::period::{Precision, Renewal, Starts, Validity};
use super::procedure::{Adoption, Match, Procedure, Relation};
use super::ratio::{Ratio, Threshold};
use super::scorecard::Answer;
use super::{Scheme, Scoring};
use crate::sentence;
use crate::sentence::{Part, Sentence};

/// A line of the criteria tree.
#[derive(Clone, Copy, Debug)]
pub enum Outlined<'s> {
    /// A heading.
    Dimension(&'s Dimension),
    /// What stands below it.
    Criterion(&'s Criterion),
}

impl Scheme {
    /// The criteria as a tree, from top to bottom, each line with its depth from 0: first those in no dimension, then each
    /// dimension with its criteria and the dimensions in it.
    #[must_use]
    pub fn outline(&self) -> Vec<(usize, Outlined<'_>)> {
        let mut lines = Vec::new();
        self.outline_below(None, 0, &mut lines);
        lines
    }

    fn outline_below<'s>(
        &'s self,
        around: Option<&str>,
        depth: usize,
        lines: &mut Vec<(usize, Outlined<'s>)>,
    ) {
        let own = self.criteria.iter().filter(|criterion| criterion.dimension.as_deref() == around);
        lines.extend(own.map(|criterion| (depth, Outlined::Criterion(criterion))));
        for dimension in self.dimensions.iter().filter(|dimension| dimension.parent.as_deref() == around) {
            lines.push((depth, Outlined::Dimension(dimension)));
            self.outline_below(Some(&dimension.code), depth + 1, lines);
        }
    }

    /// The rules that hold for the scheme as a whole.
    #[must_use]
    pub fn rules(&self) -> Vec<Sentence> {
        let mut rules = vec![match self.procedure {
            Procedure::Assessment => sentence!("rule-assessed"),
            Procedure::SelfDeclaration => sentence!("rule-self-declared"),
            Procedure::PeerReview => sentence!("rule-peer-reviewed"),
        }];
        if !self.subject_types.is_empty() {
            rules.push(sentence!("rule-for", types = self.subject_types.join(", ")));
        }
        if !self.territory.is_empty() {
            rules.push(sentence!("rule-territory", territory = self.territory.join(", ")));
        }
        if self.scoring == Scoring::Average {
            rules.push(sentence!("rule-average"));
        }
        let stages = self.stages.iter().map(|stage| Part::from(&stage.title));
        let stages = stages.reduce(|one, other| Part::from(sentence!("verdict-and", one, other)));
        rules.extend(stages.map(|stages| sentence!("rule-stages", stages)));
        for round in &self.rounds {
            rules.push(sentence!(
                "rule-round",
                round = &round.code,
                opens = round.opens,
                closes = round.closes
            ));
        }
        rules.extend(self.adoption.as_ref().map(say_adoption));
        if let Some(review) = &self.review {
            rules.push(sentence!(
                "rule-review",
                responses = review.responses.join(", "),
                months = months(review.follow_up_months)
            ));
        }
        if let Some(most) = self.suspension_months_max() {
            rules.push(sentence!("rule-suspension", months = months(most)));
        }
        if let Some(appeal) = self.appeal {
            let months = months(appeal.months_max);
            rules.push(match (appeal.panel_apart, appeal.suspensive) {
                (false, false) => sentence!("rule-appeal", months),
                (false, true) => sentence!("rule-appeal-rests", months),
                (true, false) => sentence!("rule-appeal-panel", months),
                (true, true) => sentence!("rule-appeal-panel-rests", months),
            });
        }
        for related in &self.related {
            let scheme = &related.scheme;
            rules.push(match related.relation {
                Relation::Predecessor => sentence!("rule-succeeds", scheme),
                Relation::Successor => sentence!("rule-succeeded", scheme),
                Relation::DerivedFrom => sentence!("rule-derived", scheme),
                Relation::AlignedWith => sentence!("rule-aligned", scheme),
            });
        }
        for cross in &self.crosswalk {
            let (from, to, scheme) = (&cross.from, &cross.to, &cross.scheme);
            rules.push(match cross.matching {
                Match::Same => sentence!("rule-cross-same", from, to, scheme),
                Match::Stricter => sentence!("rule-cross-stricter", from, to, scheme),
                Match::Weaker => sentence!("rule-cross-weaker", from, to, scheme),
                Match::Related => sentence!("rule-cross-related", from, to, scheme),
            });
        }
        rules
    }

    /// What a level asks for and gives.
    #[must_use]
    pub fn level_rules(&self, level: &str) -> Vec<Sentence> {
        let Some(found) = self.level(level) else { return Vec::new() };
        let mut rules = Vec::new();
        if found.trial {
            rules.push(sentence!("rule-trial"));
        }
        if let Some(total) = found.total {
            let most = decimal(self.points_max(level));
            rules.push(match total {
                Threshold::Points(points) => {
                    sentence!("rule-total-points", points = decimal(points), most)
                }
                Threshold::Percent(percent) => {
                    sentence!("rule-total-percent", percent = decimal(percent), most)
                }
            });
        }
        if found.complete {
            rules.push(sentence!("rule-complete"));
        }
        for dimension in &self.dimensions {
            let title = &dimension.title;
            rules.extend(self.minimum_in(level, dimension).map(|minimum| match minimum {
                Threshold::Points(points) => {
                    sentence!("rule-dimension-points", points = decimal(points), dimension = title)
                }
                Threshold::Percent(percent) => {
                    sentence!("rule-dimension-percent", percent = decimal(percent), dimension = title)
                }
            }));
        }
        for prerequisite in &found.prerequisites {
            rules.push(sentence!("rule-needs", what = self.say_prerequisite(prerequisite)));
        }
        rules.extend(say_validity(&self.validity(level)));
        rules.extend(self.renewal(level).map(say_renewal));
        if let Some(rule) = self.assessment(level) {
            rules.extend(say_assessment(rule));
        }
        rules
    }

    /// A prerequisite, after "needs".
    #[must_use]
    pub fn say_prerequisite(&self, prerequisite: &Prerequisite) -> Sentence {
        let each = prerequisite.any_of.iter().map(|earlier| self.say_earlier(earlier));
        let all = each.reduce(|one, other| sentence!("rule-or", one, other));
        all.unwrap_or_else(|| sentence!("rule-earlier"))
    }

    fn say_earlier(&self, earlier: &Earlier) -> Sentence {
        let titled = |level: &String| match self.level(level) {
            Some(Level { title, .. }) => Part::from(title),
            None => Part::from(level),
        };
        let label = match (&earlier.scheme, &earlier.level) {
            (None, None) => Part::from(sentence!("rule-earlier")),
            (None, Some(level)) => titled(level),
            (Some(scheme), None) => Part::from(sentence!("rule-earlier-of", scheme)),
            (Some(scheme), Some(level)) => Part::from(sentence!("rule-earlier-level", level, scheme)),
        };
        let label = match (earlier.months_min, earlier.months_max) {
            (None, None) => label,
            (Some(least), None) => Part::from(sentence!("rule-earlier-least", label, months = months(least))),
            (None, Some(most)) => Part::from(sentence!("rule-earlier-most", label, months = months(most))),
            (Some(least), Some(most)) => {
                Part::from(sentence!("rule-earlier-between", label, least, months = months(most)))
            }
        };
        match (earlier.valid, label) {
            (true, label) => sentence!("rule-earlier-valid", label),
            (false, Part::Sentence(label)) => *label,
            (false, label) => sentence!("rule-note", note = label),
        }
    }
}

impl Criterion {
    /// Code and title.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.code, self.title())
    }

    /// How it counts, in a line; `None` where the scheme only names it.
    #[must_use]
    pub fn counts(&self) -> Option<Sentence> {
        let mut parts = Vec::new();
        match self.kind {
            Kind::Described => {}
            Kind::Gate => parts.push(sentence!("rule-gate")),
            Kind::Number => parts.push(match &self.unit {
                Some(unit) => sentence!("rule-number-unit", unit),
                None => sentence!("rule-number"),
            }),
            Kind::Grade => {
                let (lowest, highest) = self.grades();
                parts.push(sentence!("rule-grade", lowest, highest));
            }
            Kind::Judgement => parts.push(sentence!("rule-judged")),
            Kind::Group => parts.push(sentence!("rule-group", members = self.of.join(", "))),
        }
        parts.extend(self.minimum.map(|minimum| self.say_minimum(minimum)));
        for (level, minimum) in &self.minimum_at {
            parts.push(sentence!("rule-at-level", minimum = self.say_minimum(*minimum), level));
        }
        parts.extend(self.say_points());
        if let Some(weight) = self.weight {
            parts.push(sentence!("rule-weight", weight = decimal(weight)));
        }
        if !self.levels.is_empty() {
            parts.push(sentence!("rule-levels", levels = self.levels.join(", ")));
        }
        if self.may_not_apply {
            parts.push(sentence!("rule-optional"));
        }
        parts.extend(self.source.map(|source| match source {
            Source::SelfDeclared => sentence!("rule-source-declared"),
            Source::Document => sentence!("rule-source-document"),
            Source::Interview => sentence!("rule-source-interview"),
            Source::Statistic => sentence!("rule-source-statistic"),
        }));
        parts.into_iter().reduce(Sentence::and)
    }

    fn say_points(&self) -> Option<Sentence> {
        match (self.kind, &self.points) {
            (Kind::Number, _) if !self.scale.is_empty() => {
                let steps = self.scale.iter().map(|step| {
                    let (at, points) = (decimal(step.at), points(step.points));
                    match self.better {
                        Better::Less => sentence!("rule-step-to", at, points),
                        Better::More => sentence!("rule-step-from", at, points),
                    }
                });
                steps.reduce(in_list)
            }
            (_, Some(Points::Whole(all))) => Some(points(*all)),
            (_, Some(Points::Grades(each))) => {
                let each = each.iter().map(|one| sentence!("rule-note", note = decimal(*one)));
                each.reduce(in_list).map(|each| sentence!("rule-grade-points", each))
            }
            (_, Some(Points::Judged { met, partly })) => {
                Some(sentence!("rule-judged-points", met = points(*met), partly = points(*partly)))
            }
            (_, None) => None,
        }
    }

    pub(super) fn say_minimum(&self, minimum: Minimum) -> Sentence {
        match (self.kind, self.better, minimum) {
            (Kind::Judgement, _, Minimum::Judgement(judgement)) => {
                sentence!("rule-judgement", judgement = Part::Word(judgement.word()))
            }
            (Kind::Judgement, _, Minimum::Number(number)) => {
                sentence!("rule-judgement", judgement = decimal(number))
            }
            (Kind::Number, Better::Less, minimum) => sentence!("rule-at-most", minimum = amount(minimum)),
            (_, _, minimum) => sentence!("rule-at-least", minimum = amount(minimum)),
        }
    }

    pub(super) fn say_answer(&self, answer: Answer) -> String {
        match (self.kind, answer) {
            (_, Answer::NotApplicable) => "does not apply".to_owned(),
            (Kind::Grade, _) => format!("grade {answer}"),
            (Kind::Number, _) => match &self.unit {
                Some(unit) => format!("{answer} {unit}"),
                None => answer.to_string(),
            },
            _ => answer.to_string(),
        }
    }
}

fn say_adoption(adoption: &Adoption) -> Sentence {
    let (day, by) = (adoption.on, adoption.adopters.join(", "));
    match (&adoption.at, by.is_empty()) {
        (None, true) => sentence!("rule-adopted", day),
        (Some(at), true) => sentence!("rule-adopted-at", day, at),
        (None, false) => sentence!("rule-adopted-by", day, by),
        (Some(at), false) => sentence!("rule-adopted-at-by", day, at, by),
    }
}

fn say_validity(validity: &Validity) -> Vec<Sentence> {
    let mut rules = Vec::new();
    rules.extend(match (validity.starts, validity.precision) {
        (Starts::Any, _) => None,
        (Starts::Assessment, Precision::Month) => Some(sentence!("rule-begins-month-assessed")),
        (Starts::Assessment, Precision::Day) => Some(sentence!("rule-begins-day-assessed")),
        (Starts::Decision, Precision::Month) => Some(sentence!("rule-begins-month-decided")),
        (Starts::Decision, Precision::Day) => Some(sentence!("rule-begins-day-decided")),
    });
    if let Some(term) = validity.months {
        rules.push(match validity.precision {
            Precision::Month => sentence!("rule-holds-month", months = months(term)),
            Precision::Day => sentence!("rule-holds-day", months = months(term)),
        });
    }
    rules.extend(validity.end.map(|day| sentence!("rule-ends", day)));
    for band in &validity.bands {
        let months = months(band.months);
        rules.push(match band.from {
            Threshold::Points(points) => sentence!("rule-band-points", points = decimal(points), months),
            Threshold::Percent(percent) => {
                sentence!("rule-band-percent", percent = decimal(percent), months)
            }
        });
    }
    if !validity.condition.is_empty() {
        let unstopped = validity
            .condition
            .iter()
            .map(|(language, text)| (language.clone(), text.trim_end_matches('.').to_owned()));
        rules.push(sentence!("rule-condition", condition = Part::Titles(unstopped.collect())));
    }
    if let Some(extended) = validity.extended_months {
        rules.push(sentence!("rule-extended", months = months(extended)));
    }
    rules.extend(validity.extended_end.map(|day| sentence!("rule-extended-until", day)));
    rules.extend(validity.retroactive_months.map(|back| match back {
        0 => sentence!("rule-not-before"),
        back => sentence!("rule-back", months = months(back)),
    }));
    rules
}

fn say_renewal(renewal: &Renewal) -> Sentence {
    let mut when = match renewal.grace_months {
        0 => sentence!("rule-renewal-end"),
        grace => sentence!("rule-renewal-grace", months = months(grace)),
    };
    if let Some(opens) = renewal.opens_months {
        when = sentence!("rule-renewal-opens", months = months(opens), until = when);
    }
    if let Some(term) = renewal.months {
        when = sentence!("rule-renewal-term", months = months(term), when);
    }
    if renewal.seamless { sentence!("rule-renewed-seamless", when) } else { sentence!("rule-renewed", when) }
}

fn say_assessment(rule: &AssessmentRule) -> Vec<Sentence> {
    let mut rules = Vec::new();
    let count = |count: u8| match count {
        1 => Part::amount(count, "1 assessor"),
        many => Part::amount(many, &format!("{many} assessors")),
    };
    let mut persons = Vec::new();
    if rule.assessors_min > 0 {
        persons.push(sentence!("rule-assessors", count = count(rule.assessors_min)));
    }
    if rule.foreign_min > 0 {
        persons.push(sentence!("rule-assessors-foreign", count = count(rule.foreign_min)));
    }
    if rule.domestic_min > 0 {
        persons.push(sentence!("rule-assessors-domestic", count = count(rule.domestic_min)));
    }
    let persons = persons.into_iter().reduce(in_list);
    rules.extend(persons.map(|assessors| sentence!("rule-takes", assessors)));
    if rule.independent_body {
        rules.push(sentence!("rule-body-apart"));
    }
    if rule.decider_apart {
        rules.push(sentence!("rule-decider-apart"));
    }
    rules.extend(rule.note.as_ref().map(|note| sentence!("rule-note", note)));
    rules
}

fn in_list(one: Sentence, other: Sentence) -> Sentence {
    sentence!("rule-comma", one, other)
}

fn months(count: u16) -> Part {
    match count {
        1 => Part::amount(count, "one month"),
        count => Part::amount(count, &format!("{count} months")),
    }
}

fn points(count: Ratio) -> Sentence {
    let words = if count == Ratio::ONE { "1 point".to_owned() } else { format!("{count} points") };
    sentence!("rule-points", points = Part::amount(count, &words))
}

fn amount(minimum: Minimum) -> Part {
    match minimum {
        Minimum::Number(number) => decimal(number),
        Minimum::Judgement(judgement) => Part::Word(judgement.word()),
    }
}

fn decimal(number: Ratio) -> Part {
    Part::Decimal(number.to_string())
}
