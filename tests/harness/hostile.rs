//! Hostile members of an organisation: they write changes that honest software never writes.
//!
//! Each case is a small document with four writers who exchange what they have now and then. They edit
//! honestly, write valid but odd changes, break rules in one place, write twice at one sequence, build on
//! old heads, or damage bytes and repair the checksum. Whatever they offer, every order of arrival must
//! give the same document, and Automerge must read it the same way after it was saved.

mod mutation;
mod twin;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::{Duration, Instant};

use automerge::{Automerge, Change, ReadDoc, ScalarValue};
use protocol::automerge_guard::{self, Actor, Rules};
use protocol::digest::Digest;
use protocol::document::{Document, Extension, Outcome, genesis};
use protocol::time::Timestamp;
use serde_json::{Value, json};

use crate::guard;
use twin::Twin;

/// Runs so many cases from a seed and returns what happened in them.
///
/// # Panics
///
/// When a promise is broken; the message before names seed and case.
#[must_use]
pub fn run(seed: u64, cases: u64) -> Tally {
    let mut tally = Tally::default();
    for case in 0..cases {
        let rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ case);
        let outcome = std::panic::catch_unwind(|| Case::play(rng));
        let Ok(played) = outcome else { panic!("hostile::run({seed}, …) broke in case {case}") };
        tally.add(&played);
    }
    tally
}

/// Reads what hostile members offer, and so many damaged copies of each, with the guard and with its slow twin.
///
/// Returns how many changes were read, and how many of them passed.
///
/// # Panics
///
/// When guard and twin part; the message before names seed and case.
#[must_use]
pub fn compare(seed: u64, cases: u64, copies: usize) -> (usize, usize) {
    let (mut count, mut passed) = (0, 0);
    for case in 0..cases {
        let rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ case);
        let outcome = std::panic::catch_unwind(|| Case::compare(rng, copies));
        let Ok((of_case, passed_of_case)) = outcome else {
            panic!("hostile::compare({seed}, …) broke in case {case}");
        };
        count += of_case;
        passed += passed_of_case;
    }
    (count, passed)
}

/// What happened in a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Cases played.
    pub cases: u64,
    /// Changes offered.
    pub offered: usize,
    /// Of them taken.
    pub taken: usize,
    /// Of them refused by the guard.
    pub refused: usize,
    /// Of them refused only when held against their causal past.
    pub refused_by_past: usize,
    /// Of them without their dependencies.
    pub unfounded: usize,
    /// Of them settled as duplicates.
    pub duplicate: usize,
    /// The longest that the guard took to read one change.
    pub slowest_read: Duration,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.cases += 1;
        self.offered += other.offered;
        self.taken += other.taken;
        self.refused += other.refused;
        self.refused_by_past += other.refused_by_past;
        self.unfounded += other.unfounded;
        self.duplicate += other.duplicate;
        self.slowest_read = self.slowest_read.max(other.slowest_read);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} cases, {} changes: {} taken, {} refused ({} by their past), {} unfounded, {} duplicate; slowest read {:?}",
            self.cases,
            self.offered,
            self.taken,
            self.refused,
            self.refused_by_past,
            self.unfounded,
            self.duplicate,
            self.slowest_read
        )
    }
}

/// Makes a change chunk of a body: magic, right checksum, type and length.
#[must_use]
pub fn seal(body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![1];
    let mut length = body.len();
    while length >= 0x80 {
        hashed.push(u8::try_from(length & 0x7f).expect("seven bits") | 0x80);
        length >>= 7;
    }
    hashed.push(u8::try_from(length).expect("seven bits"));
    hashed.extend(body);
    let mut chunk = vec![0x85, 0x6f, 0x4a, 0x83];
    chunk.extend(&Digest::of(&[&hashed]).as_bytes()[..4]);
    chunk.extend(hashed);
    chunk
}

/// A change as an item brings it.
#[derive(Clone)]
struct Offer {
    id: Digest,
    actor: Actor,
    bytes: Vec<u8>,
}

/// One document, its writers and everything they offered.
struct Case {
    rng: Rng,
    collection: &'static str,
    offers: Vec<Offer>,
    /// By writer: which offers it has.
    replicas: [BTreeSet<usize>; WRITERS],
}

const WRITERS: usize = 4;

impl Case {
    fn play(rng: Rng) -> Tally {
        Self::acted(rng).judge()
    }

    fn acted(mut rng: Rng) -> Self {
        let collection = if rng.one_in(6) { "attestation" } else { "profile" };
        let mut case = Self { rng, collection, offers: Vec::new(), replicas: Default::default() };
        for _ in 0..4 + case.rng.below(20) {
            case.act();
        }
        case
    }

    fn compare(rng: Rng, copies: usize) -> (usize, usize) {
        let mut case = Self::acted(rng);
        let rules = Rules::of(case.collection);
        let (mut count, mut passed) = (0, 0);
        for index in 0..case.offers.len() {
            let Offer { actor, bytes, .. } = case.offers[index].clone();
            let passes = guard::assert_same_reading(&bytes, actor, rules);
            (count, passed) = (count + 1, passed + usize::from(passes));
            if !passes {
                continue;
            }
            for _ in 0..copies {
                let other = case.some_offer().expect("there is one").bytes;
                let broken = match case.rng.below(3) {
                    0 => mutation::break_bytes(&mut case.rng, &bytes, &other),
                    _ => mutation::break_columns(&mut case.rng, &bytes),
                };
                let passes = guard::assert_same_reading(&broken, actor, rules);
                (count, passed) = (count + 1, passed + usize::from(passes));
            }
        }
        (count, passed)
    }

    fn act(&mut self) {
        let writer = self.rng.below(WRITERS);
        if self.rng.one_in(3) {
            let other = self.rng.below(WRITERS);
            let known = self.replicas[other].clone();
            self.replicas[writer].extend(known);
        }
        let actor = actor(writer);
        let known = self.replicas[writer].clone();
        let changes = match self.rng.below(12) {
            0..4 => self.edit_honestly(&known, actor),
            4..7 => self.write_oddly(&known, actor, false),
            7 => self.write_oddly(&known, actor, true),
            // A second change at a sequence that was used, on older heads.
            8 => {
                let few = self.rng.below(known.len() + 1);
                let older = known.into_iter().take(few).collect();
                self.write_oddly(&older, actor, false)
            }
            9 | 10 => self.break_structure(),
            _ => self.break_bytes(),
        };
        for (actor, bytes) in changes {
            let copies = if self.rng.one_in(12) { 2 } else { 1 };
            for _ in 0..copies {
                let id = Digest::of(&[&self.rng.next().to_be_bytes()]);
                self.replicas[writer].insert(self.offers.len());
                self.offers.push(Offer { id, actor, bytes: bytes.clone() });
            }
        }
    }

    fn edit_honestly(&mut self, known: &BTreeSet<usize>, actor: Actor) -> Vec<(Actor, Vec<u8>)> {
        let document = self.document(known);
        let mut edits = BTreeMap::new();
        for _ in 0..=self.rng.below(3) {
            let key = twin::key(&mut self.rng, self.collection);
            let value = match self.rng.below(8) {
                0 if self.collection == "profile" => None,
                _ if automerge_guard::is_text_key(&key) => {
                    let old = document.content().get(&key).and_then(Value::as_str).unwrap_or_default();
                    Some(Value::from(self.rng.reword(old)))
                }
                1 => Some(json!(true)),
                2 => Some(json!(-5)),
                _ => Some(json!(format!("value {}", self.rng.below(100)))),
            };
            if self.collection != "profile" && document.content().contains_key(&key) {
                continue;
            }
            edits.insert(key, value);
        }
        let made = document.edit(actor, Timestamp::ZERO, &edits).expect("an honest edit can be made");
        made.into_iter().map(|bytes| (actor, bytes)).collect()
    }

    /// A change in order but unlike what an editor makes; with one rule broken if asked for.
    fn write_oddly(
        &mut self,
        known: &BTreeSet<usize>,
        actor: Actor,
        is_broken: bool,
    ) -> Vec<(Actor, Vec<u8>)> {
        let saved = self.document(known).save();
        let past = Automerge::load(&saved).expect("what was saved can be loaded");
        let twin = Twin::of(&past);
        let mut change = twin.clone().write(&mut self.rng, actor, self.collection);
        if is_broken {
            let names = twin.names();
            mutation::break_rules(&mut self.rng, &mut change, &names);
        }
        if change.operations.is_empty() {
            return Vec::new();
        }
        vec![(actor, Change::from(change).raw_bytes().to_vec())]
    }

    /// Some offer, decoded, changed in a few places and encoded again.
    fn break_structure(&mut self) -> Vec<(Actor, Vec<u8>)> {
        let Some(offer) = self.some_offer() else { return Vec::new() };
        let rules = Rules::of(self.collection);
        // What the guard refuses to read may be what Automerge cannot decode.
        if automerge_guard::read(&offer.bytes, offer.actor, rules).is_err() {
            return Vec::new();
        }
        let Ok(change) = Change::try_from(&offer.bytes[..]) else { return Vec::new() };
        let mut change = change.decode();
        let names = twin::names_in(&change);
        for _ in 0..=self.rng.below(3) {
            mutation::break_rules(&mut self.rng, &mut change, &names);
        }
        vec![(offer.actor, Change::from(change).raw_bytes().to_vec())]
    }

    fn break_bytes(&mut self) -> Vec<(Actor, Vec<u8>)> {
        let (Some(offer), Some(other)) = (self.some_offer(), self.some_offer()) else { return Vec::new() };
        (0..20)
            .map(|_| (offer.actor, mutation::break_bytes(&mut self.rng, &offer.bytes, &other.bytes)))
            .collect()
    }

    fn some_offer(&mut self) -> Option<Offer> {
        let count = self.offers.len();
        (count > 0).then(|| self.offers[self.rng.below(count)].clone())
    }

    fn document(&self, known: &BTreeSet<usize>) -> Document {
        self.settle(known.iter().copied()).0
    }

    fn settle(&self, order: impl IntoIterator<Item = usize>) -> (Document, BTreeMap<Digest, Outcome>) {
        let items = order.into_iter().map(|index| &self.offers[index]);
        Document::from_changes(self.collection, items.map(|item| (item.id, item.actor, &item.bytes[..])))
    }

    /// Holds everything that was offered against every promise.
    fn judge(mut self) -> Tally {
        let (document, outcomes) = self.settle(0..self.offers.len());
        let tally = self.tally(&outcomes);
        assert!(document.is_sound(), "Automerge failed over taken changes");

        let rules = Rules::of(self.collection);
        let genesis = genesis(self.collection);
        let genesis = *Digest::of(&[&genesis[8..]]).as_bytes();
        let changes: Vec<_> = self.offers.iter().map(|offer| (offer.actor, &offer.bytes[..])).collect();
        guard::assert_same_history(rules, genesis, twin::keys(self.collection), &changes);

        let order = self.shuffled();
        let (shuffled, shuffled_outcomes) = self.settle(order.iter().copied());
        assert_eq!(shuffled_outcomes, outcomes, "the order of arrival decided");
        assert_same(&shuffled, &document);
        assert_same(&self.extend(&order, &outcomes), &document);

        let saved = Automerge::load(&document.save()).expect("what was saved can be loaded");
        assert_eq!(heads(&saved), document.heads());
        let read = read(&saved);
        assert_eq!(&read, &(document.content().clone(), document.conflicts().clone()), "saving changed it");
        let one_by_one = self.apply_one_by_one(&saved);
        assert_eq!(self::read(&one_by_one), read, "batching changed it");
        let reloaded = Automerge::load(&one_by_one.save()).expect("what was saved can be loaded");
        assert_eq!(self::read(&reloaded), read, "saving after single changes changed it");
        assert_eq!(Twin::of(&saved).scalars(), twin::scalars(&read.0), "the twin reads it otherwise");

        if self.collection == "profile" {
            self.edit_last(document);
        }
        tally
    }

    /// Gives the items one by one, makes the document anew where it asks for it.
    fn extend(&mut self, order: &[usize], outcomes: &BTreeMap<Digest, Outcome>) -> Document {
        let mut document = Document::new(self.collection);
        for (count, index) in (1..).zip(order) {
            let Offer { id, actor, bytes } = self.offers[*index].clone();
            match document.extend(id, actor, &bytes) {
                Extension::NeedsRebuild => document = self.settle(order[..count].iter().copied()).0,
                Extension::Settled(outcome) => {
                    if count == order.len() {
                        assert_eq!(outcome, outcomes[&id], "extending settled it otherwise");
                    } else if self.rng.one_in(6) {
                        let (rebuilt, outcomes) = self.settle(order[..count].iter().copied());
                        assert_eq!(outcome, outcomes[&id], "extending settled it otherwise");
                        assert_same(&document, &rebuilt);
                    }
                }
            }
        }
        document
    }

    fn apply_one_by_one(&mut self, saved: &Automerge) -> Automerge {
        let mut waiting = saved.get_changes(&[]);
        let mut automerge = Automerge::new_with_encoding(automerge::TextEncoding::UnicodeCodePoint);
        while !waiting.is_empty() {
            let mut ready = Vec::new();
            for (index, change) in waiting.iter().enumerate() {
                if change.deps().iter().all(|dep| automerge.get_change_by_hash(dep).is_some()) {
                    ready.push(index);
                }
            }
            let change = waiting.remove(ready[self.rng.below(ready.len())]);
            automerge.apply_changes([change]).expect("its dependencies are there");
        }
        automerge
    }

    /// Whatever happened, an honest writer can still write.
    fn edit_last(&mut self, mut document: Document) {
        let text =
            self.rng.reword(document.content().get("description.en").and_then(Value::as_str).unwrap_or(""));
        let values = BTreeMap::from([
            ("name.en".to_owned(), Some(json!("the last word"))),
            ("description.en".to_owned(), Some(json!(text))),
        ]);
        let actor = actor(WRITERS);
        for bytes in document.edit(actor, Timestamp::ZERO, &values).expect("an honest edit can be made") {
            let id = Digest::of(&[&bytes]);
            assert_eq!(document.extend(id, actor, &bytes), Extension::Settled(Outcome::Taken));
        }
        for (key, value) in values {
            assert_eq!(document.content().get(&key), value.as_ref());
            assert!(!document.conflicts().contains_key(&key), "naming a key settles it");
        }
    }

    fn shuffled(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.offers.len()).collect();
        for index in (1..order.len()).rev() {
            order.swap(index, self.rng.below(index + 1));
        }
        order
    }

    fn tally(&self, outcomes: &BTreeMap<Digest, Outcome>) -> Tally {
        let mut tally = Tally { offered: self.offers.len(), ..Tally::default() };
        let rules = Rules::of(self.collection);
        for offer in &self.offers {
            let start = Instant::now();
            let is_readable = automerge_guard::read(&offer.bytes, offer.actor, rules).is_ok();
            tally.slowest_read = tally.slowest_read.max(start.elapsed());
            match &outcomes[&offer.id] {
                Outcome::Taken => tally.taken += 1,
                Outcome::Refused(_) => {
                    tally.refused += 1;
                    tally.refused_by_past += usize::from(is_readable);
                }
                Outcome::Unfounded => tally.unfounded += 1,
                Outcome::Duplicate { .. } => tally.duplicate += 1,
            }
        }
        tally
    }
}

fn assert_same(one: &Document, other: &Document) {
    assert_eq!(one.heads(), other.heads());
    assert_eq!(one.content(), other.content());
    assert_eq!(one.conflicts(), other.conflicts());
    assert_eq!(one.change_count(), other.change_count());
    assert!(one.is_sound() && other.is_sound());
}

fn actor(writer: usize) -> Actor {
    [u8::try_from(writer + 1).expect("there are few writers"); 16]
}

fn heads(automerge: &Automerge) -> Vec<[u8; 32]> {
    let mut heads: Vec<[u8; 32]> = automerge.get_heads().iter().map(|head| head.0).collect();
    heads.sort_unstable();
    heads
}

/// Content and conflicts, as Automerge tells them.
fn read(automerge: &Automerge) -> (BTreeMap<String, Value>, BTreeMap<String, Vec<Value>>) {
    let (mut content, mut conflicts) = (BTreeMap::new(), BTreeMap::new());
    for key in automerge.keys(automerge::ROOT) {
        let all = automerge.get_all(automerge::ROOT, &key).expect("the root is a map");
        let mut values: Vec<Value> = all
            .iter()
            .map(|(value, id)| match value {
                automerge::Value::Object(_) => Value::from(automerge.text(id).expect("objects are texts")),
                automerge::Value::Scalar(scalar) => match scalar.as_ref() {
                    ScalarValue::Str(text) => Value::from(text.as_str()),
                    ScalarValue::Int(number) => Value::from(*number),
                    ScalarValue::Boolean(truth) => Value::from(*truth),
                    other => panic!("{other:?} passed the guard"),
                },
            })
            .collect();
        values.reverse();
        let (winner, _) = automerge.get(automerge::ROOT, &key).expect("a map").expect("the key is there");
        if let automerge::Value::Scalar(scalar) = winner
            && let ScalarValue::Str(text) = scalar.as_ref()
        {
            assert_eq!(values[0], Value::from(text.as_str()), "the winner stands first");
        }
        content.insert(key.clone(), values[0].clone());
        if values.len() > 1 {
            conflicts.insert(key, values);
        }
    }
    (content, conflicts)
}

/// SplitMix64: a stream of numbers from a seed.
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("it is below the limit")
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        if from.is_empty() { None } else { from.get(self.below(from.len())) }
    }

    /// A text that came of another by a small edit.
    fn reword(&mut self, old: &str) -> String {
        let mut characters: Vec<char> = old.chars().collect();
        for _ in 0..=self.below(3) {
            let at = self.below(characters.len() + 1);
            if self.one_in(3) && at < characters.len() {
                let end = characters.len().min(at + 1 + self.below(9));
                characters.drain(at..end);
            } else {
                let words = [
                    "Hanse",
                    " ",
                    "é",
                    "🚢",
                    "e\u{301}",
                    "x",
                    "Größe über alles: ≥ 100 🚢🚢 – and on it went",
                ];
                let word = *self.pick(&words).expect("there are words");
                characters.splice(at..at, word.chars());
            }
        }
        characters.into_iter().collect()
    }
}
