//! What changed from one version of a scheme to another, in sentences.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Scheme;
use super::criterion::{Better, Criterion, Minimum};
use super::level::Level;
use super::ratio::Threshold;

/// Something that changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about: `gold`, `1.1.2`, or empty for the scheme as a whole.
    pub about: String,
    /// In words.
    pub sentence: String,
}

impl Scheme {
    /// What changed from this version to another one. Equal versions have no difference, and different ones at least one.
    #[must_use]
    pub fn diff(&self, other: &Self) -> Vec<Difference> {
        let mut found = Found { differences: Vec::new() };
        for (name, before, after) in
            [("name", &self.name, &other.name), ("version", &self.version, &other.version)]
        {
            if before != after {
                found.add("", format!("{name}: {before} became {after}"));
            }
        }
        found.members("", self, other, &["name", "version", "dimension", "criterion", "level"]);
        found.lists(
            "dimension",
            &self.dimensions,
            &other.dimensions,
            |dimension| (&dimension.code, dimension.title()),
            |found, before, after| {
                found.thresholds(&before.code, "minimum", before.minimum, after.minimum);
                found.members(&before.code, before, after, &["code", "minimum"]);
            },
        );
        found.lists(
            "criterion",
            &self.criteria,
            &other.criteria,
            |criterion| (&criterion.code, criterion.title()),
            Found::criterion,
        );
        found.lists("level", &self.levels, &other.levels, |level| (&level.code, level.title()), Found::level);
        found.differences
    }
}

struct Found {
    differences: Vec<Difference>,
}

impl Found {
    fn add(&mut self, about: &str, sentence: String) {
        self.differences.push(Difference { about: about.to_owned(), sentence });
    }

    /// What was added, removed, moved and changed in a list of things with codes.
    fn lists<T>(
        &mut self,
        what: &str,
        before: &[T],
        after: &[T],
        name: impl Fn(&T) -> (&String, &str),
        changed: impl Fn(&mut Self, &T, &T),
    ) {
        let kept = |list: &[T], others: &[T]| -> Vec<String> {
            let others: BTreeSet<&String> = others.iter().map(|other| name(other).0).collect();
            list.iter().map(|one| name(one).0).filter(|code| others.contains(code)).cloned().collect()
        };
        let is_moved = kept(before, after) != kept(after, before);
        for one in before {
            let (code, title) = name(one);
            match after.iter().find(|other| name(other).0 == code) {
                Some(other) => changed(self, one, other),
                None => self.add(code, format!("{what} removed: {code} {title}")),
            }
        }
        for one in after {
            let (code, title) = name(one);
            if !before.iter().any(|other| name(other).0 == code) {
                self.add(code, format!("{what} added: {code} {title}"));
            }
        }
        if is_moved {
            self.add("", format!("the order of {what} changed"));
        }
    }

    fn criterion(&mut self, before: &Criterion, after: &Criterion) {
        let code = &before.code;
        if before.kind != after.kind {
            self.add(code, format!("{code}: {} became {}", before.kind.word(), after.kind.word()));
        }
        match (before.minimum, after.minimum) {
            (before, after) if before == after => {}
            (None, Some(now)) => self.add(code, format!("{code}: a minimum of {now} was added")),
            (Some(was), None) => self.add(code, format!("{code}: the minimum of {was} was dropped")),
            (Some(was), Some(now)) => {
                let is_stricter = match (was, now) {
                    (Minimum::Number(was), Minimum::Number(now)) => {
                        (now > was) == (after.better == Better::More)
                    }
                    (Minimum::Judgement(was), Minimum::Judgement(now)) => now > was,
                    _ => false,
                };
                let way = if is_stricter { "raised" } else { "lowered" };
                self.add(code, format!("{code}: the minimum was {way} from {was} to {now}"));
            }
            (None, None) => {}
        }
        self.members(code, before, after, &["code", "kind", "minimum"]);
    }

    fn level(&mut self, before: &Level, after: &Level) {
        self.thresholds(&before.code, "total", before.total, after.total);
        self.members(&before.code, before, after, &["code", "total"]);
    }

    fn thresholds(&mut self, code: &str, what: &str, before: Option<Threshold>, after: Option<Threshold>) {
        let sentence = match (before, after) {
            (before, after) if before == after => return,
            (None, None) => return,
            (None, Some(now)) => format!("a {what} of {now} was added"),
            (Some(was), None) => format!("the {what} of {was} was dropped"),
            (Some(was), Some(now)) => {
                let way = match (was, now) {
                    (Threshold::Points(was), Threshold::Points(now))
                    | (Threshold::Percent(was), Threshold::Percent(now)) => {
                        if now > was {
                            "raised"
                        } else {
                            "lowered"
                        }
                    }
                    _ => "changed",
                };
                format!("the {what} was {way} from {was} to {now}")
            }
        };
        self.add(code, format!("{code}: {sentence}"));
    }

    /// The members that differ, each by its name and both values, as they stand in the content.
    fn members<T: serde::Serialize>(&mut self, about: &str, before: &T, after: &T, said: &[&str]) {
        let (mut before, mut after) = (object(before), object(after));
        for name in said {
            before.remove(*name);
            after.remove(*name);
        }
        self.objects(about, "", &before, &after);
    }

    fn objects(&mut self, about: &str, path: &str, before: &Map<String, Value>, after: &Map<String, Value>) {
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let lead = if about.is_empty() { String::new() } else { format!("{about}: ") };
        for name in names {
            let path = format!("{path}{name}");
            let sentence = match (before.get(name), after.get(name)) {
                (before, after) if before == after => continue,
                (Some(Value::Object(before)), Some(Value::Object(after))) => {
                    self.objects(about, &format!("{path}."), before, after);
                    continue;
                }
                (None, Some(now)) => format!("{path} was added: {now}"),
                (Some(was), None) => format!("{path} was dropped: {was}"),
                (Some(was), Some(now)) => format!("{path} was {was}, and is {now}"),
                (None, None) => continue,
            };
            self.add(about, format!("{lead}{sentence}"));
        }
    }
}

fn object<T: serde::Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value).expect("a scheme is plain data") {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
