//! A scheme's rules as sentences, for people who do not read TOML.

use super::assessors::AssessmentRule;
use super::criterion::{Better, Criterion, Dimension, Kind, Minimum, Points};
use super::level::{Earlier, Prerequisite};
use super::period::{Precision, Starts, Validity};
use super::procedure::{Match, Procedure};
use super::ratio::{Ratio, Threshold};
use super::scorecard::Answer;
use super::{Scheme, Scoring, best};

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
    pub fn rules(&self) -> Vec<String> {
        let mut rules = vec![
            match self.procedure {
                Procedure::Assessment => "Assessors look at the criteria, and a body decides.",
                Procedure::SelfDeclaration => "The subject declares itself what it meets.",
                Procedure::PeerReview => {
                    "Peers review, recommend and ask later what became of it; nobody passes or fails."
                }
            }
            .to_owned(),
        ];
        if !self.subject_types.is_empty() {
            rules.push(format!("It is for {}.", self.subject_types.join(", ")));
        }
        if !self.territory.is_empty() {
            rules.push(format!("It holds in {}.", self.territory.join(", ")));
        }
        if self.scoring == Scoring::Average {
            rules.push("The total is the average of all criteria that bring points.".to_owned());
        }
        if !self.stages.is_empty() {
            let stages: Vec<&str> = self.stages.iter().map(super::procedure::Stage::title).collect();
            rules.push(format!("The stages are: {}.", stages.join("; ")));
        }
        for round in &self.rounds {
            rules.push(format!(
                "Applications of the round {} are taken from {} to {}.",
                round.code, round.opens, round.closes
            ));
        }
        if let Some(adoption) = &self.adoption {
            let at = adoption.at.as_ref().map_or_else(String::new, |at| format!(" at {at}"));
            let by = match adoption.adopters.as_slice() {
                [] => String::new(),
                adopters => format!(" by {}", adopters.join(", ")),
            };
            rules.push(format!("It was adopted on {}{at}{by}.", adoption.on));
        }
        if let Some(review) = &self.review {
            rules.push(format!(
                "The host answers each recommendation with {}; the peers ask after {} what became of it.",
                review.responses.join(", "),
                months(review.follow_up_months)
            ));
        }
        if let Some(most) = self.suspension_months_max() {
            rules.push(format!("A label is suspended for at most {}.", months(most)));
        }
        if let Some(appeal) = self.appeal {
            let apart = if appeal.panel_apart { " by a panel of which nobody assessed" } else { "" };
            let rests = if appeal.suspensive { "rests meanwhile" } else { "holds meanwhile" };
            rules.push(format!(
                "A decision can be appealed within {}, which is heard{apart}; the decision {rests}.",
                months(appeal.months_max)
            ));
        }
        for related in &self.related {
            rules.push(format!("It {} {}.", related.relation.words(), related.scheme));
        }
        for cross in &self.crosswalk {
            let matching = match cross.matching {
                Match::Same => "asks the same as",
                Match::Stricter => "asks more than",
                Match::Weaker => "asks less than",
                Match::Related => "is related to",
            };
            rules.push(format!("{} {matching} {} of {}.", cross.from, cross.to, cross.scheme));
        }
        rules
    }

    /// What a level asks for and gives.
    #[must_use]
    pub fn level_rules(&self, level: &str) -> Vec<String> {
        let Some(found) = self.level(level) else { return Vec::new() };
        let mut rules = Vec::new();
        if found.trial {
            rules.push("It is a trial and is not renewed.".to_owned());
        }
        if let Some(total) = found.total {
            let most = self.points_max(level);
            rules.push(match total {
                Threshold::Points(points) => format!("At least {points} of {most} points are needed."),
                Threshold::Percent(percent) => format!("At least {percent} % of {most} points are needed."),
            });
        }
        if found.complete {
            rules.push("Every criterion needs an answer.".to_owned());
        }
        for dimension in &self.dimensions {
            if let Some(minimum) = self.minimum_in(level, dimension) {
                rules.push(format!("At least {minimum} are needed in {}.", dimension.title()));
            }
        }
        for prerequisite in &found.prerequisites {
            rules.push(format!("It needs {}.", self.say_prerequisite(prerequisite)));
        }
        rules.extend(say_validity(&self.validity(level)));
        if let Some(renewal) = self.renewal(level) {
            let term = renewal.months.map_or_else(String::new, |term| format!(" for {}", months(term)));
            let opens = renewal
                .opens_months
                .map_or_else(String::new, |opens| format!(" from {} before the end", months(opens)));
            let grace = match renewal.grace_months {
                0 => "up to the end".to_owned(),
                grace => format!("up to {} after the end", months(grace)),
            };
            let seamless = if renewal.seamless { ", and begins on the day after the old end" } else { "" };
            rules.push(format!("It can be renewed{term}{opens} {grace}{seamless}."));
        }
        if let Some(rule) = self.assessment(level) {
            rules.extend(say_assessment(rule));
        }
        rules
    }

    /// A prerequisite, after "needs".
    #[must_use]
    pub fn say_prerequisite(&self, prerequisite: &Prerequisite) -> String {
        let each: Vec<String> = prerequisite.any_of.iter().map(|earlier| self.say_earlier(earlier)).collect();
        each.join(" or ")
    }

    fn say_earlier(&self, earlier: &Earlier) -> String {
        let title = |level: &String| match (&earlier.scheme, self.level(level)) {
            (None, Some(level)) => level.title().to_owned(),
            _ => level.clone(),
        };
        let what = match (&earlier.scheme, &earlier.level) {
            (None, level) => level.as_ref().map_or_else(|| "an earlier label".to_owned(), title),
            (Some(scheme), None) => format!("a label of {scheme}"),
            (Some(scheme), Some(level)) => format!("{level} of {scheme}"),
        };
        let since = match (earlier.months_min, earlier.months_max) {
            (None, None) => String::new(),
            (Some(least), None) => format!(" for at least {}", months(least)),
            (None, Some(most)) => format!(" that began at most {} before", months(most)),
            (Some(least), Some(most)) => format!(" that began {least} to {} before", months(most)),
        };
        format!("{what}{since}{}", if earlier.valid { ", still valid" } else { "" })
    }
}

impl Criterion {
    /// Code and title.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.code, self.title())
    }

    /// How it counts, in a line; empty where the scheme only names it.
    #[must_use]
    pub fn counts(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        match self.kind {
            Kind::Described => {}
            Kind::Gate => parts.push("gate".to_owned()),
            Kind::Number => parts.push(match &self.unit {
                Some(unit) => format!("number ({unit})"),
                None => "number".to_owned(),
            }),
            Kind::Grade => {
                let (lowest, highest) = self.grades();
                parts.push(format!("grade {lowest} to {highest}"));
            }
            Kind::Judgement => parts.push("judged".to_owned()),
            Kind::Group => parts.push(format!("of {}", self.of.join(", "))),
        }
        if let Some(minimum) = self.minimum {
            parts.push(self.say_minimum(minimum));
        }
        for (level, minimum) in &self.minimum_at {
            parts.push(format!("{} for {level}", self.say_minimum(*minimum)));
        }
        parts.extend(self.say_points());
        if let Some(weight) = self.weight {
            parts.push(format!("counts {weight} times"));
        }
        if !self.levels.is_empty() {
            parts.push(format!("for {} only", self.levels.join(", ")));
        }
        if self.may_not_apply {
            parts.push("may not apply".to_owned());
        }
        if let Some(source) = self.source {
            parts.push(source.words().to_owned());
        }
        parts.join("; ")
    }

    fn say_points(&self) -> Option<String> {
        match (self.kind, &self.points) {
            (Kind::Number, _) if !self.scale.is_empty() => {
                let from = if self.better == Better::Less { "up to" } else { "from" };
                let steps: Vec<String> = self
                    .scale
                    .iter()
                    .map(|step| format!("{from} {}: {}", step.at, points(step.points)))
                    .collect();
                Some(steps.join(", "))
            }
            (_, Some(Points::Whole(all))) => Some(points(*all)),
            (_, Some(Points::Grades(each))) => {
                let each: Vec<String> = each.iter().map(Ratio::to_string).collect();
                Some(format!("{} points", each.join(", ")))
            }
            (_, Some(Points::Judged { met, partly })) => {
                Some(format!("{} if met, {} if partly", points(*met), points(*partly)))
            }
            (_, None) => None,
        }
    }

    pub(super) fn say_minimum(&self, minimum: Minimum) -> String {
        match (self.kind, self.better, minimum) {
            (Kind::Number, Better::Less, _) => format!("at most {minimum} needed"),
            (Kind::Judgement, ..) => format!("{minimum} needed"),
            _ => format!("at least {minimum} needed"),
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

fn say_validity(validity: &Validity) -> Vec<String> {
    let mut rules = Vec::new();
    let unit = match validity.precision {
        Precision::Month => "first day of the month",
        Precision::Day => "day",
    };
    let begins = match validity.starts {
        Starts::Any => None,
        Starts::Assessment => Some(format!("It begins on the {unit} of its assessment.")),
        Starts::Decision => Some(format!("It begins on the {unit} of its decision.")),
    };
    rules.extend(begins);
    if let Some(term) = validity.months {
        let from = match validity.precision {
            Precision::Month => "the first day of the month in which it begins",
            Precision::Day => "its first day",
        };
        rules.push(format!("It holds for at most {}, counted from {from}.", months(term)));
    }
    if let Some(end) = validity.end {
        rules.push(format!("It ends on {end}, whenever it began."));
    }
    for band in &validity.bands {
        rules.push(format!("From {} on it holds for {}.", band.from, months(band.months)));
    }
    if !validity.condition.is_empty() {
        rules.push(format!(
            "It is given on a condition: {}.",
            best(&validity.condition).trim_end_matches('.')
        ));
    }
    if let Some(extended) = validity.extended_months {
        rules.push(format!("It can be extended to {} in all.", months(extended)));
    }
    if let Some(end) = validity.extended_end {
        rules.push(format!("It can be extended to {end}."));
    }
    match validity.retroactive_months {
        Some(0) => rules.push("It does not begin before its decision.".to_owned()),
        Some(back) => rules.push(format!("It begins at most {} before its decision.", months(back))),
        None => {}
    }
    rules
}

fn say_assessment(rule: &AssessmentRule) -> Vec<String> {
    let mut rules = Vec::new();
    let count = |count: u8, words: &str| match count {
        1 => format!("at least 1 assessor{words}"),
        count => format!("at least {count} assessors{words}"),
    };
    let mut persons = Vec::new();
    if rule.assessors_min > 0 {
        persons.push(count(rule.assessors_min, ""));
    }
    if rule.foreign_min > 0 {
        persons.push(count(rule.foreign_min, " from another country"));
    }
    if rule.domestic_min > 0 {
        persons.push(count(rule.domestic_min, " from the same country"));
    }
    if !persons.is_empty() {
        rules.push(format!("It takes {}.", persons.join(", ")));
    }
    if rule.independent_body {
        rules.push("The assessing body is neither the issuer nor the subject.".to_owned());
    }
    if rule.decider_apart {
        rules.push("Who decides did not assess.".to_owned());
    }
    rules.extend(rule.note.clone());
    rules
}

fn months(count: u16) -> String {
    match count {
        1 => "one month".to_owned(),
        count => format!("{count} months"),
    }
}

fn points(count: Ratio) -> String {
    if count == Ratio::ONE { "1 point".to_owned() } else { format!("{count} points") }
}
