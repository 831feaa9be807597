//! The rules that a scheme must follow beyond its form. Each that is broken is told with the place where it stands.
//!
//! The bounds on numbers are such that no sum of a scheme comes near 2^127: points up to 10,000, weights up to 100, three
//! dimensions deep, 200 criteria, and one common denominator of all points up to a million.

use std::collections::{BTreeMap, BTreeSet};

use super::criterion::{Criterion, Kind, Minimum, Points};
use super::fault::Fault;
use super::level::Earlier;
use super::period::{TERM_MONTHS_MAX, Validity};
use super::procedure::Procedure;
use super::ratio::{DENOMINATOR_MAX, Ratio, Threshold, gcd};
use super::{Scheme, SchemeId};
use crate::text::{excerpt, is_unprintable};

mod criteria;

/// Every rule that a scheme breaks, at most twenty.
pub(super) fn broken(scheme: &Scheme) -> Vec<Fault> {
    let mut rules = Rules { faults: Vec::new() };
    rules.head(scheme);
    rules.procedure(scheme);
    rules.dimensions(scheme);
    rules.criteria(scheme);
    rules.levels(scheme);
    rules.points(scheme);
    rules.faults.truncate(FAULTS_MAX);
    rules.faults
}

/// The least common denominator of all points, weighted; `None` above a million.
fn common_denominator(scheme: &Scheme) -> Option<i128> {
    let weighted = scheme.criteria.iter().flat_map(|criterion| {
        let weight = scheme.weight(criterion);
        every_points(criterion).into_iter().map(move |points| points * weight).chain([weight])
    });
    weighted.map(Ratio::denominator).try_fold(1_i128, |common, denominator| {
        let common = common / gcd(common, denominator) * denominator;
        (common <= DENOMINATOR_MAX).then_some(common)
    })
}

fn every_points(criterion: &Criterion) -> Vec<Ratio> {
    let scale = criterion.scale.iter().map(|step| step.points);
    let own = match &criterion.points {
        None => Vec::new(),
        Some(Points::Whole(points)) => vec![*points],
        Some(Points::Grades(points)) => points.clone(),
        Some(Points::Judged { met, partly }) => vec![*met, *partly],
    };
    scale.chain(own).collect()
}

struct Rules {
    faults: Vec<Fault>,
}

impl Rules {
    fn add(&mut self, path: impl Into<String>, rule: impl Into<String>) {
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(Fault { place: None, path: path.into(), rule: rule.into() });
        }
    }

    fn head(&mut self, scheme: &Scheme) {
        if !is_code(&scheme.name) {
            self.add("name", format!("name {:?} must be 1 to 40 of a–z, 0–9 and -", excerpt(&scheme.name)));
        }
        let version = scheme.version.as_bytes();
        if !(1..=16).contains(&version.len()) || !version.iter().all(|b| b.is_ascii_digit() || *b == b'.') {
            self.add(
                "version",
                format!("version {:?} must be digits and dots, such as \"1.0\"", excerpt(&scheme.version)),
            );
        }
        // It is shown as a link: nothing but a web address may stand there.
        if let Some(website) = &scheme.website
            && (!website.starts_with("https://")
                || website.len() > 2_000
                || website.chars().any(char::is_control))
        {
            self.add(
                "website",
                format!(
                    "website {:?} must begin with https:// and have at most 2000 bytes",
                    excerpt(website)
                ),
            );
        }
        self.texts("title", &scheme.title, true);
        self.texts("description", &scheme.description, false);
        self.count("subject_types", scheme.subject_types.len(), 20);
        for (index, subject) in scheme.subject_types.iter().enumerate() {
            self.code(format!("subject_types.{index}"), subject);
        }
        self.count("territory", scheme.territory.len(), 60);
        for (index, region) in scheme.territory.iter().enumerate() {
            let is_region = (2..=8).contains(&region.len())
                && region.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
                && crate::vocabulary::region::country_of(region).is_some();
            if !is_region {
                self.add(
                    format!("territory.{index}"),
                    format!(
                        "{:?} is no country or region; write a NUTS or ISO 3166 code such as DE1 or CH-ZH",
                        excerpt(region)
                    ),
                );
            }
        }
    }

    fn procedure(&mut self, scheme: &Scheme) {
        self.unique("stage", scheme.stages.iter().map(|stage| stage.code.as_str()), 20);
        for (index, stage) in scheme.stages.iter().enumerate() {
            self.texts(&format!("stage.{index}.title"), &stage.title, true);
            self.line(format!("stage.{index}.by"), stage.by.as_deref());
        }
        self.unique("round", scheme.rounds.iter().map(|round| round.code.as_str()), 40);
        for (index, round) in scheme.rounds.iter().enumerate() {
            if round.closes < round.opens {
                self.add(
                    format!("round.{index}.closes"),
                    format!("the round closes before it opens on {}", round.opens),
                );
            }
        }
        self.count("related", scheme.related.len(), 20);
        for (index, related) in scheme.related.iter().enumerate() {
            self.line(format!("related.{index}.scheme"), Some(&related.scheme));
        }
        self.count("crosswalk", scheme.crosswalk.len(), 200);
        for (index, cross) in scheme.crosswalk.iter().enumerate() {
            self.line(format!("crosswalk.{index}.scheme"), Some(&cross.scheme));
            self.line(format!("crosswalk.{index}.to"), Some(&cross.to));
            if scheme.criterion(&cross.from).is_none() {
                self.unknown(format!("crosswalk.{index}.from"), "criterion", &cross.from);
            }
        }
        if let Some(adoption) = &scheme.adoption {
            self.line("adoption.at", adoption.at.as_deref());
            self.count("adoption.adopters", adoption.adopters.len(), 60);
            for (index, adopter) in adoption.adopters.iter().enumerate() {
                self.line(format!("adoption.adopters.{index}"), Some(adopter));
            }
        }
        if let Some(review) = &scheme.review {
            if scheme.procedure != Procedure::PeerReview {
                self.add("review", "only a scheme with procedure = \"peer-review\" has a review");
            }
            self.count("review.responses", review.responses.len(), 20);
            for (index, response) in review.responses.iter().enumerate() {
                self.code(format!("review.responses.{index}"), response);
            }
            self.months("review.follow_up_months", Some(review.follow_up_months));
        }
        self.months("suspension.months_max", scheme.suspension.map(|rule| rule.months_max));
        self.months("appeal.months_max", scheme.appeal.map(|rule| rule.months_max));
    }

    fn dimensions(&mut self, scheme: &Scheme) {
        self.unique("dimension", scheme.dimensions.iter().map(|dimension| dimension.code.as_str()), 60);
        for (index, dimension) in scheme.dimensions.iter().enumerate() {
            let path = format!("dimension.{index}");
            self.texts(&format!("{path}.title"), &dimension.title, true);
            self.weight(format!("{path}.weight"), dimension.weight);
            if let Some(parent) = &dimension.parent {
                if !scheme.dimensions[..index].iter().any(|before| before.code == *parent) {
                    self.add(
                        format!("{path}.parent"),
                        format!("no dimension {:?} stands before this one; put it first", excerpt(parent)),
                    );
                } else if scheme.ancestry(&dimension.code).count() > DEPTH_MAX {
                    self.add(format!("{path}.parent"), format!("dimensions go {DEPTH_MAX} deep at most"));
                }
            }
            self.threshold(format!("{path}.minimum"), dimension.minimum);
            for (level, threshold) in &dimension.minimum_at {
                self.known_level(scheme, format!("{path}.minimum_at.{level}"), level);
                self.threshold(format!("{path}.minimum_at.{level}"), Some(*threshold));
            }
        }
    }

    fn levels(&mut self, scheme: &Scheme) {
        if scheme.levels.is_empty() {
            self.add("", "there must be 1 to 20 levels; add a [[level]]");
        }
        self.unique("level", scheme.levels.iter().map(|level| level.code.as_str()), 20);
        for (index, pair) in scheme.levels.windows(2).enumerate() {
            if pair[0].rank >= pair[1].rank {
                self.add(
                    format!("level.{}.rank", index + 1),
                    format!("level {:?} must have a higher rank than the one before", excerpt(&pair[1].code)),
                );
            }
        }
        self.months("term_months", scheme.term_months);
        if let Some(validity) = &scheme.validity {
            if scheme.term_months.is_some() {
                self.add("term_months", "the term stands in [validity] already; remove term_months");
            }
            self.validity("validity", validity);
        }
        if let Some(renewal) = &scheme.renewal {
            self.renewal("renewal", renewal);
        }
        if let Some(rule) = &scheme.assessment {
            self.line("assessment.note", rule.note.as_deref());
        }
        for (index, level) in scheme.levels.iter().enumerate() {
            let path = format!("level.{index}");
            self.texts(&format!("{path}.title"), &level.title, true);
            self.texts(&format!("{path}.description"), &level.description, false);
            self.threshold(format!("{path}.total"), level.total);
            match &level.validity {
                Some(validity) => self.validity(&format!("{path}.validity"), validity),
                None if scheme.validity.is_none() && scheme.term_months.is_none() => {
                    self.add(&path, "it is not said how long a label of this level holds; set term_months = 36, or write a [validity]");
                }
                None => {}
            }
            if let Some(renewal) = &level.renewal {
                self.renewal(&format!("{path}.renewal"), renewal);
            }
            if let Some(rule) = &level.assessment {
                self.line(format!("{path}.assessment.note"), rule.note.as_deref());
            }
            self.count(format!("{path}.prerequisite"), level.prerequisites.len(), 20);
            for (number, prerequisite) in level.prerequisites.iter().enumerate() {
                let path = format!("{path}.prerequisite.{number}.any_of");
                if prerequisite.any_of.is_empty() {
                    self.add(
                        &path,
                        "a prerequisite needs at least one label, such as { level = \"bronze\" }",
                    );
                }
                self.count(&path, prerequisite.any_of.len(), 20);
                for (number, earlier) in prerequisite.any_of.iter().enumerate() {
                    self.earlier(scheme, &format!("{path}.{number}"), earlier);
                }
            }
        }
    }

    fn earlier(&mut self, scheme: &Scheme, path: &str, earlier: &Earlier) {
        match (&earlier.scheme, &earlier.level) {
            (Some(other), _) => {
                if SchemeId::parse(other).is_none() {
                    self.add(
                        format!("{path}.scheme"),
                        format!(
                            "{:?} names no scheme; write <scid>/<name> or <scid>/<name>-<version>",
                            excerpt(other)
                        ),
                    );
                }
            }
            (None, Some(level)) => self.known_level(scheme, format!("{path}.level"), level),
            (None, None) => self.add(path, "an earlier label needs a level or a scheme"),
        }
        if let (Some(least), Some(most)) = (earlier.months_min, earlier.months_max)
            && least > most
        {
            self.add(
                format!("{path}.months_max"),
                format!("months_max {most} is less than months_min {least}"),
            );
        }
    }

    fn validity(&mut self, path: &str, validity: &Validity) {
        let terms = [validity.months.is_some(), validity.end.is_some(), !validity.bands.is_empty()];
        if terms.iter().filter(|is_set| **is_set).count() != 1 {
            self.add(
                path,
                "a validity has one of months = 36, end = \"2026-12-31\" and [[band]], and only one",
            );
        }
        self.months(format!("{path}.months"), validity.months);
        self.months(format!("{path}.extended_months"), validity.extended_months);
        self.texts(&format!("{path}.condition"), &validity.condition, false);
        if let (Some(months), Some(extended)) = (validity.months, validity.extended_months)
            && extended <= months
        {
            self.add(
                format!("{path}.extended_months"),
                format!("an extension must lead beyond the {months} months"),
            );
        }
        if let (Some(end), Some(extended)) = (validity.end, validity.extended_end)
            && extended <= end
        {
            self.add(format!("{path}.extended_end"), format!("an extension must lead beyond {end}"));
        }
        if validity.extended_months.is_some() && validity.extended_end.is_some() {
            self.add(format!("{path}.extended_months"), "an extension has months or an end, not both");
        }
        if validity.retroactive_months.is_some_and(|months| months > TERM_MONTHS_MAX) {
            self.add(format!("{path}.retroactive_months"), format!("must be at most {TERM_MONTHS_MAX}"));
        }
        self.count(format!("{path}.band"), validity.bands.len(), 20);
        for (index, band) in validity.bands.iter().enumerate() {
            self.threshold(format!("{path}.band.{index}.from"), Some(band.from));
            self.months(format!("{path}.band.{index}.months"), Some(band.months));
        }
        for (index, pair) in validity.bands.windows(2).enumerate() {
            let rises = match (pair[0].from, pair[1].from) {
                (Threshold::Points(low), Threshold::Points(high))
                | (Threshold::Percent(low), Threshold::Percent(high)) => low < high,
                _ => false,
            };
            if !rises {
                self.add(
                    format!("{path}.band.{}.from", index + 1),
                    "each band begins above the one before, all in points or all in percent",
                );
            }
        }
    }

    fn renewal(&mut self, path: &str, renewal: &super::period::Renewal) {
        self.months(format!("{path}.months"), renewal.months);
        self.months(format!("{path}.opens_months"), renewal.opens_months);
        if renewal.grace_months > TERM_MONTHS_MAX {
            self.add(format!("{path}.grace_months"), format!("must be at most {TERM_MONTHS_MAX}"));
        }
    }

    fn points(&mut self, scheme: &Scheme) {
        if !self.faults.is_empty() {
            return;
        }
        if common_denominator(scheme).is_none() {
            self.add(
                "criterion",
                format!("points and weights have no common denominator up to {DENOMINATOR_MAX}; use simpler fractions"),
            );
            return;
        }
        for (index, level) in scheme.levels.iter().enumerate() {
            let most = scheme.points_max(&level.code);
            match level.total {
                Some(_) if most == Ratio::ZERO => self.add(
                    format!("level.{index}.total"),
                    "no criterion of this level brings points; give some a scale, grades or points",
                ),
                Some(Threshold::Points(points)) if points > most => self.add(
                    format!("level.{index}.total"),
                    format!(
                        "{points} points cannot be reached: all criteria of this level bring {most} at most"
                    ),
                ),
                _ => {}
            }
        }
        for (index, dimension) in scheme.dimensions.iter().enumerate() {
            let path = format!("dimension.{index}.minimum");
            let most = |level: &str| scheme.points_max_in(level, &dimension.code);
            let asks = dimension.minimum.is_some() || !dimension.minimum_at.is_empty();
            if asks && scheme.levels.iter().all(|level| most(&level.code) == Ratio::ZERO) {
                self.add(
                    &path,
                    "no criterion in this dimension brings points; give some a scale, grades or points",
                );
            }
            for level in &scheme.levels {
                if let Some(Threshold::Points(points)) = scheme.minimum_in(&level.code, dimension)
                    && points > most(&level.code)
                {
                    self.add(
                        &path,
                        format!(
                            "{points} points cannot be reached in it at the level {:?}, which brings {} at most",
                            level.code,
                            most(&level.code)
                        ),
                    );
                }
            }
        }
        for (index, group) in scheme.criteria.iter().enumerate().filter(|(_, one)| one.kind == Kind::Group) {
            for level in scheme.levels.iter().filter(|level| group.applies_to(&level.code)) {
                let members = group.of.iter().filter_map(|code| scheme.criterion(code));
                let applying = members.filter(|member| member.applies_to(&level.code)).count();
                let applying = Ratio::from(u32::try_from(applying).unwrap_or(u32::MAX));
                if let Some(Minimum::Number(needed)) = group.minimum_of(&level.code)
                    && needed > applying
                {
                    self.add(
                        format!("criterion.{index}.minimum"),
                        format!(
                            "{needed} members cannot be met at the level {:?}, to which {applying} apply",
                            level.code
                        ),
                    );
                }
            }
        }
    }

    fn threshold(&mut self, path: impl Into<String>, threshold: Option<Threshold>) {
        let (number, most) = match threshold {
            None => return,
            Some(Threshold::Percent(number)) => (number, 100),
            Some(Threshold::Points(number)) => (number, 1_000_000_000),
        };
        if number < Ratio::ZERO || number > Ratio::from(most) || number.denominator() > 1_000 {
            self.add(
                path,
                format!("the threshold {number} must lie between 0 and {most}, in thousandths at the finest"),
            );
        }
    }

    fn weight(&mut self, path: impl Into<String>, weight: Option<Ratio>) {
        if weight.is_some_and(|weight| {
            weight <= Ratio::ZERO || weight > Ratio::from(WEIGHT_MAX) || weight.denominator() > 1_000
        }) {
            self.add(
                path,
                format!("a weight lies above 0 and up to {WEIGHT_MAX}, in thousandths at the finest"),
            );
        }
    }

    fn months(&mut self, path: impl Into<String>, months: Option<u16>) {
        if months.is_some_and(|months| !(1..=TERM_MONTHS_MAX).contains(&months)) {
            self.add(path, format!("months must lie between 1 and {TERM_MONTHS_MAX}"));
        }
    }

    fn known_level(&mut self, scheme: &Scheme, path: impl Into<String>, level: &str) {
        if scheme.level(level).is_none() {
            self.unknown(path, "level", level);
        }
    }

    fn unknown(&mut self, path: impl Into<String>, what: &str, code: &str) {
        self.add(path, format!("the scheme has no {what} {:?}; add it or correct the code", excerpt(code)));
    }

    fn count(&mut self, path: impl Into<String>, count: usize, most: usize) {
        if count > most {
            self.add(path, format!("there must be at most {most}, and {count} stand here"));
        }
    }

    fn unique<'c>(&mut self, list: &str, codes: impl Iterator<Item = &'c str>, most: usize) {
        let mut seen = BTreeSet::new();
        let mut count = 0;
        for (index, code) in codes.enumerate() {
            count += 1;
            // Criteria are often numbered, as 2.2.1.
            let form: String = if list == "criterion" { code.replace('.', "-") } else { code.to_owned() };
            if is_code(&form) {
                if !seen.insert(code.to_owned()) {
                    self.add(format!("{list}.{index}.code"), format!("code {code:?} stands twice"));
                }
            } else {
                self.code(format!("{list}.{index}.code"), &form);
            }
        }
        self.count(list, count, most);
    }

    fn code(&mut self, path: impl Into<String>, code: &str) {
        if !is_code(code) {
            self.add(path, format!("code {:?} must be 1 to 40 of a–z, 0–9 and -", excerpt(code)));
        }
    }

    fn line(&mut self, path: impl Into<String>, text: Option<&str>) {
        if text.is_some_and(|text| text.trim().is_empty() || text.len() > 400 || text.chars().any(is_unseen))
        {
            self.add(path, "must be a line of text of at most 400 bytes");
        }
    }

    fn texts(&mut self, path: &str, texts: &BTreeMap<String, String>, is_needed: bool) {
        if texts.is_empty() && is_needed {
            self.add(path, "every title needs a text, such as title.en = \"Gold\"");
        }
        self.count(path, texts.len(), 40);
        for (language, text) in texts {
            if text.trim().is_empty() || text.len() > 400 {
                self.add(
                    format!("{path}.{language}"),
                    "every title needs a text of at most 400 bytes, such as title.en = \"Gold\"",
                );
            }
        }
    }
}

fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_unseen(c: char) -> bool {
    c == '\n' || is_unprintable(c)
}

const FAULTS_MAX: usize = 20;
const POINTS_MAX: u32 = 10_000;
const WEIGHT_MAX: u32 = 100;
const DEPTH_MAX: usize = 3;
