//! The rules for single criteria: which members a kind has, and what can be asked of it.

use std::collections::BTreeMap;

use super::{POINTS_MAX, Rules, every_points};
use crate::scheme::Scheme;
use crate::scheme::criterion::{Better, Criterion, Kind, Minimum, Points};
use crate::scheme::ratio::Ratio;
use crate::text::excerpt;

impl Rules {
    pub(super) fn criteria(&mut self, scheme: &Scheme) {
        self.unique("criterion", scheme.criteria.iter().map(|criterion| criterion.code.as_str()), 200);
        let mut in_group: BTreeMap<&str, &str> = BTreeMap::new();
        for (index, criterion) in scheme.criteria.iter().enumerate() {
            let path = format!("criterion.{index}");
            self.texts(&format!("{path}.title"), &criterion.title, true);
            self.texts(&format!("{path}.description"), &criterion.description, false);
            self.line(format!("{path}.unit"), criterion.unit.as_deref());
            self.count(format!("{path}.evidence"), criterion.evidence.len(), 20);
            for (number, evidence) in criterion.evidence.iter().enumerate() {
                self.line(format!("{path}.evidence.{number}"), Some(evidence));
            }
            if let Some(dimension) = &criterion.dimension
                && scheme.dimension(dimension).is_none()
            {
                self.unknown(format!("{path}.dimension"), "dimension", dimension);
            }
            if let Some(stage) = &criterion.stage
                && !scheme.stages.iter().any(|known| known.code == *stage)
            {
                self.unknown(format!("{path}.stage"), "stage", stage);
            }
            for (number, level) in criterion.levels.iter().enumerate() {
                self.known_level(scheme, format!("{path}.levels.{number}"), level);
            }
            self.weight(format!("{path}.weight"), criterion.weight);
            self.members_of_kind(&path, criterion);
            self.minimums(scheme, &path, criterion);
            if criterion.kind == Kind::Group {
                self.group(scheme, index, &mut in_group);
            }
        }
    }

    /// Refuses members that the kind does not have.
    fn members_of_kind(&mut self, path: &str, criterion: &Criterion) {
        let kind = criterion.kind;
        let present: [(&str, bool, &[Kind]); 9] = [
            ("unit", criterion.unit.is_some(), &[Kind::Number]),
            ("scale", !criterion.scale.is_empty(), &[Kind::Number]),
            ("better", criterion.better != Better::More, &[Kind::Number]),
            ("lowest", criterion.lowest.is_some(), &[Kind::Grade]),
            ("highest", criterion.highest.is_some(), &[Kind::Grade]),
            ("of", !criterion.of.is_empty(), &[Kind::Group]),
            ("points", criterion.points.is_some(), &[Kind::Gate, Kind::Grade, Kind::Judgement, Kind::Group]),
            (
                "minimum",
                criterion.minimum.is_some() || !criterion.minimum_at.is_empty(),
                &[Kind::Number, Kind::Grade, Kind::Judgement, Kind::Group],
            ),
            (
                "may_not_apply",
                criterion.may_not_apply,
                &[Kind::Gate, Kind::Number, Kind::Grade, Kind::Judgement],
            ),
        ];
        for (member, is_present, kinds) in present {
            if is_present && !kinds.contains(&kind) {
                let takes = kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
                self.add(
                    format!("{path}.{member}"),
                    format!("{member} belongs to criteria of the kind {takes}, and this one is of the kind {}; set kind or remove it", kind.word()),
                );
            }
        }
        if kind == Kind::Grade {
            let (lowest, highest) = criterion.grades();
            if criterion.highest.is_none_or(|highest| highest <= lowest || highest > 100) {
                self.add(
                    format!("{path}.highest"),
                    format!(
                        "a grade needs a highest grade above {lowest} and up to 100, such as highest = 5"
                    ),
                );
            } else if let Some(Points::Grades(points)) = &criterion.points
                && points.len() != usize::from(highest - lowest) + 1
            {
                self.add(
                    format!("{path}.points"),
                    format!(
                        "{} grades from {lowest} to {highest} need as many points, and {} stand here",
                        usize::from(highest - lowest) + 1,
                        points.len()
                    ),
                );
            }
        }
        self.shape_of_points(path, criterion);
    }

    fn shape_of_points(&mut self, path: &str, criterion: &Criterion) {
        let fits = match (criterion.kind, &criterion.points) {
            (Kind::Grade, Some(points)) => matches!(points, Points::Grades(_)),
            (Kind::Judgement, Some(points)) => !matches!(points, Points::Grades(_)),
            (Kind::Gate | Kind::Group, Some(points)) => matches!(points, Points::Whole(_)),
            _ => true,
        };
        if !fits {
            let form = match criterion.kind {
                Kind::Grade => "a list, one for each grade",
                Kind::Judgement => "a number or { met = 5, partly = 2 }",
                _ => "one number",
            };
            self.add(
                format!("{path}.points"),
                format!("the points of a {} are {form}", criterion.kind.word()),
            );
        }
        let rises = match &criterion.points {
            Some(Points::Grades(points)) => points.is_sorted(),
            Some(Points::Judged { met, partly }) => partly <= met,
            _ => true,
        };
        if !rises {
            self.add(format!("{path}.points"), "a better answer must not bring fewer points");
        }
        for points in every_points(criterion) {
            if points < Ratio::ZERO || points > Ratio::from(POINTS_MAX) {
                self.add(
                    format!("{path}.{}", if criterion.scale.is_empty() { "points" } else { "scale" }),
                    format!("{points} points must lie between 0 and {POINTS_MAX}"),
                );
            }
        }
        self.count(format!("{path}.scale"), criterion.scale.len(), 50);
        let is_less = criterion.better == Better::Less;
        for (number, pair) in criterion.scale.windows(2).enumerate() {
            let goes_on = if is_less { pair[1].at < pair[0].at } else { pair[1].at > pair[0].at };
            if !goes_on || pair[1].points < pair[0].points {
                let way = if is_less { "lower" } else { "higher" };
                self.add(
                    format!("{path}.scale.{}", number + 1),
                    format!("each step of the scale begins at a {way} number than the one before and brings no fewer points"),
                );
            }
        }
    }

    fn minimums(&mut self, scheme: &Scheme, path: &str, criterion: &Criterion) {
        let each = criterion.minimum_at.iter().map(|(level, minimum)| (Some(level), *minimum));
        for (level, minimum) in criterion.minimum.map(|minimum| (None, minimum)).into_iter().chain(each) {
            let path = match level {
                Some(level) => format!("{path}.minimum_at.{level}"),
                None => format!("{path}.minimum"),
            };
            if let Some(level) = level {
                self.known_level(scheme, &path, level);
                if !criterion.applies_to(level) {
                    self.add(
                        &path,
                        format!("the criterion does not apply to the level {level:?}; add it to levels"),
                    );
                }
            }
            match (criterion.kind, minimum) {
                (Kind::Grade, Minimum::Number(number)) => {
                    let (lowest, highest) = criterion.grades();
                    let grades = Ratio::from(u32::from(lowest))..=Ratio::from(u32::from(highest));
                    if !number.is_whole() || !grades.contains(&number) {
                        self.add(
                            &path,
                            format!("the minimum {number} must be a grade from {lowest} to {highest}"),
                        );
                    }
                }
                (Kind::Group, Minimum::Number(number)) => {
                    let members = u32::try_from(criterion.of.len()).unwrap_or(u32::MAX);
                    if !number.is_whole() || !(Ratio::ONE..=Ratio::from(members)).contains(&number) {
                        self.add(
                            &path,
                            format!(
                                "the minimum {number} must be a whole number from 1 to the {members} members"
                            ),
                        );
                    }
                }
                (Kind::Number, Minimum::Number(_)) | (Kind::Judgement, Minimum::Judgement(_)) => {}
                (Kind::Judgement, Minimum::Number(_)) => {
                    self.add(&path, "the minimum of a judgement is \"met\" or \"partly\"");
                }
                (_, Minimum::Judgement(_)) => self.add(&path, "the minimum must be a number here"),
                (Kind::Gate | Kind::Described, Minimum::Number(_)) => {}
            }
        }
    }

    fn group<'s>(&mut self, scheme: &'s Scheme, index: usize, in_group: &mut BTreeMap<&'s str, &'s str>) {
        let group = &scheme.criteria[index];
        let path = format!("criterion.{index}");
        if group.of.is_empty() {
            self.add(&path, "a group needs members, such as of = [\"turnover\", \"firms\"]");
        }
        if group.minimum.is_none() && !group.of.is_empty() {
            self.add(&path, "a group needs a minimum: how many of its members must be met");
        }
        for (number, member) in group.of.iter().enumerate() {
            let path = format!("{path}.of.{number}");
            let Some(found) = scheme.criteria[..index].iter().find(|before| before.code == *member) else {
                self.add(
                    path,
                    format!("no criterion {:?} stands before this group; put it first", excerpt(member)),
                );
                continue;
            };
            if let Some(other) = in_group.insert(&found.code, &group.code) {
                self.add(&path, format!("the criterion {member:?} is a member of {other:?} already"));
            }
            let can_be_met = match found.kind {
                Kind::Gate | Kind::Group | Kind::Judgement => true,
                Kind::Described => false,
                Kind::Number | Kind::Grade => found.minimum.is_some(),
            };
            if !can_be_met {
                self.add(
                    path,
                    format!("the criterion {member:?} needs a kind and a minimum, so that it can be met"),
                );
            }
        }
    }
}
