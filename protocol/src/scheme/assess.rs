//! From answers to levels: what is reached, what is not, and why, in sentences.
//!
//! A level is reached when everything it asks for holds: each gate, minimum and group that applies to it and is no member of a
//! group, each dimension's minimum, its total, and all answers where it wants them complete. An answer that is missing brings no points. The
//! order in which criteria stand has no influence, and nothing is ever rounded.

use std::collections::{BTreeMap, BTreeSet};

use super::criterion::{Better, Criterion, Dimension, Judgement, Kind, Minimum, Points};
use super::level::Level;
use super::period::Term;
use super::ratio::{Ratio, Threshold};
use super::scorecard::{Answer, Expected, Scorecard};
use super::{Scheme, Scoring};
use crate::text::excerpt;

/// What follows from a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// Every level, the lowest first.
    pub levels: Vec<LevelOutcome>,
    /// Answers that could not be taken, in sentences; they count as missing.
    pub faults: Vec<String>,
}

/// Whether a level is reached, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelOutcome {
    /// Code of the level.
    pub level: String,
    /// Whether everything that it asks of the answers holds; prerequisites and periods are checked apart.
    pub reached: bool,
    /// The points in all.
    pub total: Score,
    /// The points of each dimension, by its code, in the order of the scheme.
    pub dimensions: Vec<(String, Score)>,
    /// Everything that was asked for, whether it holds or not, in the order of the scheme.
    pub reasons: Vec<Reason>,
    /// Codes of criteria that apply and have no answer.
    pub missing: Vec<String>,
    /// For how long a label of the level holds; `None` where it is not reached.
    pub term: Option<Term>,
}

/// Something that a level asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Whether it holds.
    pub holds: bool,
    /// The code of the criterion or dimension; empty for the total.
    pub about: String,
    /// In words.
    pub sentence: String,
}

/// Points, of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// Points.
    pub points: Ratio,
    /// As many as could be had.
    pub max: Ratio,
    /// The points in percent of those that could be had, exactly; `None` where there were none to be had.
    pub percent: Option<Ratio>,
}

impl Scheme {
    /// Judges the answers for every level.
    #[must_use]
    pub fn assess(&self, scorecard: &Scorecard) -> Assessed {
        let mut faults = Vec::new();
        if let Some(scheme) = &scorecard.scheme
            && *scheme != self.document_name()
        {
            faults.push(format!(
                "the scorecard answers the scheme {:?}, and this is {:?}",
                excerpt(scheme),
                self.document_name()
            ));
        }
        let mut answers = BTreeMap::new();
        for (code, answer) in &scorecard.answers {
            match self.criterion(code) {
                None => faults.push(format!("the scheme has no criterion {:?}", excerpt(code))),
                Some(criterion) => match criterion.refusal(*answer) {
                    Some(refusal) => faults.push(format!("{}: {answer} is {refusal}", criterion.name())),
                    None => {
                        answers.insert(code.as_str(), *answer);
                    }
                },
            }
        }
        let levels = self.levels.iter().map(|level| self.assess_level(level, &answers)).collect();
        Assessed { levels, faults }
    }

    /// The most points that can be had at a level.
    #[must_use]
    pub fn points_max(&self, level: &str) -> Ratio {
        self.score(level, None, &BTreeMap::new()).max
    }

    /// The most points that can be had in a dimension at a level.
    #[must_use]
    pub fn points_max_in(&self, level: &str, dimension: &str) -> Ratio {
        self.score(level, Some(dimension), &BTreeMap::new()).max
    }

    /// What a level asks for in a dimension, if any criterion in it brings points at that level.
    pub(super) fn minimum_in(&self, level: &str, dimension: &Dimension) -> Option<Threshold> {
        let minimum = dimension.minimum_of(level)?;
        (self.points_max_in(level, &dimension.code) > Ratio::ZERO).then_some(minimum)
    }

    fn assess_level(&self, level: &Level, answers: &BTreeMap<&str, Answer>) -> LevelOutcome {
        let code = level.code.as_str();
        let applying = || self.criteria.iter().filter(|criterion| criterion.applies_to(code));
        let missing: Vec<String> = applying()
            .filter(|criterion| criterion.is_asked() && !answers.contains_key(criterion.code.as_str()))
            .map(|criterion| criterion.code.clone())
            .collect();
        let members: BTreeSet<&String> = self.criteria.iter().flat_map(|criterion| &criterion.of).collect();
        let mut reasons: Vec<Reason> = applying()
            .filter(|criterion| !members.contains(&criterion.code))
            .filter_map(|criterion| self.requirement(criterion, code, answers))
            .collect();
        let mut dimensions = Vec::new();
        for dimension in &self.dimensions {
            let score = self.score(code, Some(&dimension.code), answers);
            dimensions.push((dimension.code.clone(), score));
            if let Some(threshold) = self.minimum_in(code, dimension) {
                reasons.push(Reason {
                    holds: score.reaches(threshold),
                    about: dimension.code.clone(),
                    sentence: format!(
                        "{} {}: {score}, at least {threshold} needed",
                        dimension.code,
                        dimension.title()
                    ),
                });
            }
        }
        let total = self.score(code, None, answers);
        let term = self.term_of(code, &total);
        if let Some(threshold) = level.total {
            let sentence = format!("total: {total}, at least {threshold} needed");
            reasons.push(Reason { holds: total.reaches(threshold), about: String::new(), sentence });
        }
        if term.is_none() {
            let sentence = format!("total: {total}, below the lowest score that gives a term");
            reasons.push(Reason { holds: false, about: String::new(), sentence });
        }
        if level.complete {
            let sentence = match missing.len() {
                0 => "every criterion has an answer".to_owned(),
                1 => "1 criterion has no answer, and all need one".to_owned(),
                count => format!("{count} criteria have no answer, and all need one"),
            };
            reasons.push(Reason { holds: missing.is_empty(), about: String::new(), sentence });
        }
        let reached = reasons.iter().all(|reason| reason.holds);
        let term = term.filter(|_| reached);
        LevelOutcome { level: level.code.clone(), reached, total, dimensions, reasons, missing, term }
    }

    /// What a criterion asks for at a level, if anything.
    fn requirement(
        &self,
        criterion: &Criterion,
        level: &str,
        answers: &BTreeMap<&str, Answer>,
    ) -> Option<Reason> {
        let minimum = criterion.minimum_of(level);
        if criterion.kind == Kind::Described || (minimum.is_none() && criterion.kind != Kind::Gate) {
            return None;
        }
        let holds = self.is_met(criterion, level, answers);
        let answer = match (criterion.kind, answers.get(criterion.code.as_str())) {
            (Kind::Group, _) => {
                let (met, members) = self.met_members(criterion, level, answers);
                format!("{met} of {members} met")
            }
            (_, None) => "no answer".to_owned(),
            (_, Some(answer)) => criterion.say_answer(*answer),
        };
        let needed = match minimum {
            None => "yes needed".to_owned(),
            Some(minimum) => criterion.say_minimum(minimum).to_string(),
        };
        let sentence = format!("{}: {answer}, {needed}", criterion.name());
        Some(Reason { holds, about: criterion.code.clone(), sentence })
    }

    /// Whether a criterion is met at a level: always where it does not apply to the subject, and by a judgement of met where a
    /// judgement has no minimum.
    fn is_met(&self, criterion: &Criterion, level: &str, answers: &BTreeMap<&str, Answer>) -> bool {
        let minimum = criterion.minimum_of(level);
        match (criterion.kind, answers.get(criterion.code.as_str())) {
            (Kind::Described, _) => true,
            (Kind::Group, _) => {
                let (met, members) = self.met_members(criterion, level, answers);
                let needed = match minimum {
                    Some(Minimum::Number(number)) => number,
                    _ => members,
                };
                met >= needed
            }
            (_, None) => false,
            (_, Some(Answer::NotApplicable)) => true,
            (_, Some(Answer::YesNo(yes))) => *yes,
            (_, Some(Answer::Number(number))) => match (minimum, criterion.better) {
                (Some(Minimum::Number(least)), Better::More) => *number >= least,
                (Some(Minimum::Number(most)), Better::Less) => *number <= most,
                _ => true,
            },
            (_, Some(Answer::Judgement(judgement))) => match minimum {
                Some(Minimum::Judgement(least)) => *judgement >= least,
                _ => *judgement == Judgement::Met,
            },
        }
    }

    /// How many members of a group are met at a level, and how many there are. One that does not apply to the subject counts in
    /// neither.
    fn met_members(
        &self,
        group: &Criterion,
        level: &str,
        answers: &BTreeMap<&str, Answer>,
    ) -> (Ratio, Ratio) {
        let members = group.of.iter().filter_map(|code| self.criterion(code)).filter(|member| {
            member.applies_to(level) && answers.get(member.code.as_str()) != Some(&Answer::NotApplicable)
        });
        members.fold((Ratio::ZERO, Ratio::ZERO), |(met, all), member| {
            let is_met = self.is_met(member, level, answers);
            (if is_met { met + Ratio::ONE } else { met }, all + Ratio::ONE)
        })
    }

    /// The points at a level, in all or in a dimension.
    fn score(&self, level: &str, dimension: Option<&str>, answers: &BTreeMap<&str, Answer>) -> Score {
        let (mut points, mut max, mut weights) = (Ratio::ZERO, Ratio::ZERO, Ratio::ZERO);
        for criterion in self.criteria.iter().filter(|criterion| criterion.applies_to(level)) {
            let most = criterion.points_max();
            let answer = answers.get(criterion.code.as_str()).copied();
            if most == Ratio::ZERO
                || answer == Some(Answer::NotApplicable)
                || dimension.is_some_and(|dimension| !self.is_in(criterion, dimension))
            {
                continue;
            }
            let brought = match (criterion.kind, answer, &criterion.points) {
                (Kind::Group, _, Some(Points::Whole(points))) if self.is_met(criterion, level, answers) => {
                    *points
                }
                (Kind::Group, ..) | (_, None, _) => Ratio::ZERO,
                (_, Some(answer), _) => criterion.points_of(answer),
            };
            let weight = self.weight(criterion);
            points = points + brought * weight;
            max = max + most * weight;
            weights = weights + weight;
        }
        let percent = (points * Ratio::from(100)).quotient(max);
        let by = |sum: Ratio| match self.scoring {
            Scoring::Sum => sum,
            Scoring::Average => sum.quotient(weights).unwrap_or(Ratio::ZERO),
        };
        Score { points: by(points), max: by(max), percent }
    }

    /// The points that an answer brings at every level that it counts for, and the most that could be had; both are weighed, and
    /// neither is averaged. `None` where an answer is not taken, does not apply or brings no points.
    #[must_use]
    pub fn points_for(&self, code: &str, answer: Answer) -> Option<(Ratio, Ratio)> {
        let criterion = self.criterion(code).filter(|criterion| criterion.refusal(answer).is_none())?;
        let most = criterion.points_max();
        if most == Ratio::ZERO || answer == Answer::NotApplicable {
            return None;
        }
        let weight = self.weight(criterion);
        Some((criterion.points_of(answer) * weight, most * weight))
    }

    /// What the points of a criterion are multiplied by: its weight and those of the dimensions around it.
    pub(super) fn weight(&self, criterion: &Criterion) -> Ratio {
        let around = criterion.dimension.as_deref().into_iter().flat_map(|code| self.ancestry(code));
        let weights = around.filter_map(|dimension| dimension.weight);
        weights.fold(criterion.weight.unwrap_or(Ratio::ONE), |product, weight| product * weight)
    }

    fn is_in(&self, criterion: &Criterion, dimension: &str) -> bool {
        let own = criterion.dimension.as_deref().into_iter().flat_map(|code| self.ancestry(code));
        own.into_iter().any(|around| around.code == dimension)
    }
}

impl Criterion {
    /// The points that an answer brings, before any weight.
    fn points_of(&self, answer: Answer) -> Ratio {
        match (answer, &self.points) {
            (Answer::YesNo(true) | Answer::Judgement(Judgement::Met), Some(Points::Whole(points))) => *points,
            (Answer::Judgement(Judgement::Met), Some(Points::Judged { met, .. })) => *met,
            (Answer::Judgement(Judgement::Partly), Some(Points::Judged { partly, .. })) => *partly,
            (Answer::Number(grade), points) if self.kind == Kind::Grade => match points {
                Some(Points::Grades(points)) => {
                    let place = grade.numerator() - i128::from(self.grades().0);
                    usize::try_from(place)
                        .ok()
                        .and_then(|place| points.get(place))
                        .copied()
                        .unwrap_or(Ratio::ZERO)
                }
                _ => grade,
            },
            (Answer::Number(number), _) => {
                let is_reached = |at: Ratio| match self.better {
                    Better::More => number >= at,
                    Better::Less => number <= at,
                };
                let reached = self.scale.iter().rev().find(|step| is_reached(step.at));
                reached.map_or(Ratio::ZERO, |step| step.points)
            }
            _ => Ratio::ZERO,
        }
    }

    /// Why the criterion cannot take an answer, after "is".
    fn refusal(&self, answer: Answer) -> Option<String> {
        let (lowest, highest) = self.grades();
        let grades = Ratio::from(u32::from(lowest))..=Ratio::from(u32::from(highest));
        match (self.kind, answer) {
            (Kind::Described | Kind::Group, _) => Some("no answer that it takes; it takes none".to_owned()),
            (_, Answer::NotApplicable) if self.may_not_apply => None,
            (Kind::Gate, Answer::YesNo(_)) | (Kind::Number, Answer::Number(_)) => None,
            (Kind::Judgement, Answer::Judgement(_)) => None,
            (Kind::Grade, Answer::Number(grade)) if grade.is_whole() && grades.contains(&grade) => None,
            (_, Answer::NotApplicable) => {
                Some("no answer here: the criterion applies to everybody".to_owned())
            }
            (Kind::Gate, _) => Some("neither yes nor no".to_owned()),
            (Kind::Number, _) => Some("no number".to_owned()),
            (Kind::Grade, _) => Some(format!("no grade from {lowest} to {highest}")),
            (Kind::Judgement, _) => Some("none of met, partly and not".to_owned()),
        }
    }
}

impl Score {
    /// Whether it is at least a threshold. A share of nothing reaches nothing.
    #[must_use]
    pub fn reaches(&self, threshold: Threshold) -> bool {
        match threshold {
            Threshold::Points(points) => self.points >= points,
            Threshold::Percent(percent) => self.percent.is_some_and(|own| own >= percent),
        }
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} points", self.points, self.max)?;
        match self.percent {
            Some(percent) => write!(f, ", {percent} %"),
            None => Ok(()),
        }
    }
}

impl LevelOutcome {
    /// What is asked for and does not hold.
    pub fn below(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter().filter(|reason| !reason.holds)
    }
}

impl Assessed {
    /// The highest level that is reached.
    #[must_use]
    pub fn highest(&self) -> Option<&LevelOutcome> {
        self.levels.iter().rev().find(|level| level.reached)
    }

    /// Where the outcome differs from what an example expects, in sentences.
    #[must_use]
    pub fn contradictions(&self, expected: &Expected) -> Vec<String> {
        let reached: Vec<&str> =
            self.levels.iter().filter(|level| level.reached).map(|level| level.level.as_str()).collect();
        let mut found = Vec::new();
        let levels = (listed(&expected.reached), listed(&reached));
        let shown = match &expected.level {
            Some(code) => self.levels.iter().find(|level| level.level == *code),
            None => self.highest().or(self.levels.last()),
        };
        let Some(shown) = shown else {
            found.push(format!(
                "there is no level {:?}",
                excerpt(expected.level.as_deref().unwrap_or_default())
            ));
            return found;
        };
        let mut compare = |what: &str, expected: String, is: String| {
            if expected != is {
                found.push(format!("{what}: {expected} expected, and it is {is}"));
            }
        };
        compare("levels reached", levels.0, levels.1);
        if let Some(points) = expected.points {
            compare("points", points.to_string(), shown.total.points.to_string());
        }
        if let Some(max) = expected.points_max {
            compare("most points", max.to_string(), shown.total.max.to_string());
        }
        if let Some(term) = &expected.term {
            let is = shown.term.map_or_else(|| "none".to_owned(), |term| term.to_string());
            compare("term", excerpt(term), is);
        }
        if let Some(below) = &expected.below {
            let about: Vec<&str> = shown.below().map(|reason| reason.about.as_str()).collect();
            let about: Vec<&str> = about.into_iter().filter(|code| !code.is_empty()).collect();
            compare("below", listed(below), listed(&about));
        }
        if let Some(missing) = &expected.missing {
            compare("missing", listed(missing), listed(&shown.missing));
        }
        found
    }
}

fn listed<S: AsRef<str>>(codes: &[S]) -> String {
    if codes.is_empty() {
        return "none".to_owned();
    }
    codes.iter().map(|code| excerpt(code.as_ref())).collect::<Vec<_>>().join(", ")
}
