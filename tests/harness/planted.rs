//! One fault of each kind, planted into an honest history: what an audit must find, and nothing else.

use std::collections::BTreeMap;

use protocol::accreditation::scope::{Action, Scope};
use protocol::attestation::AttestationId;
use protocol::attestation::award::Right;
use protocol::audit::FindingCode;
use protocol::author::Author;
use protocol::digest::Digest;
use protocol::entry::{Address, Entry};
use protocol::heads::Heads;
use protocol::identity::line::Device;
use protocol::item::Item;
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::{StatusAct, StatusKind};
use protocol::time::{Day, Months};

use crate::chance::Chance;
use crate::labelled::{Cast, Chronicle, DAY_MS, SCHEME, day, grant, noon};
use crate::story::{Member, scope};

/// The faults that can be planted alone. An entry is disputed only where the identity is.
#[must_use]
pub fn plantable() -> Vec<FindingCode> {
    FindingCode::ALL.into_iter().filter(|code| *code != FindingCode::EntryDisputed).collect()
}

/// Plays histories from consecutive seeds; the answer says what was played.
///
/// # Panics
///
/// When an honest history gives a finding, or a planted fault another one or none; the message names the seed.
#[must_use]
pub fn run(count: u64, first_seed: u64) -> String {
    let cast = Cast::new();
    let mut found: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut labels = 0;
    for seed in first_seed..first_seed + count {
        let (code, audited) = check(&cast, seed);
        *found.entry(code).or_default() += 1;
        labels += audited;
    }
    let kinds: Vec<String> = found.iter().map(|(code, number)| format!("{code} {number}")).collect();
    format!(
        "{count} histories from seed {first_seed}, {labels} honest labels, all clean; found: {}",
        kinds.join(", ")
    )
}

/// Plays one history, plants one fault, and returns what was found and how many labels were clean.
fn check(cast: &Cast, seed: u64) -> (&'static str, usize) {
    let mut chance = Chance::seeded(seed);
    let mut chronicle = Chronicle::honest(cast, &mut chance);
    let honest = chronicle.audited();
    let is_clean = honest.findings.is_empty() && honest.gaps.is_empty();
    assert!(is_clean, "seed {seed} is honest: {:#?} {:#?}", honest.findings, honest.gaps);
    let fault = *chance.pick(&plantable());
    plant(&mut chronicle, fault);
    let audited = chronicle.audited();
    let is_found = audited.findings.iter().any(|finding| finding.code == fault);
    // Where entries are missing, disputed, or not what was stated, what they ended seems to go on: other findings may
    // follow from that.
    let is_it_alone = audited.findings.iter().all(|finding| finding.code == fault);
    let of_the_record = [
        FindingCode::EntryMissing,
        FindingCode::IdentityDisputed,
        FindingCode::StatementUnfit,
        FindingCode::TwoRegisters,
    ];
    let hides_entries = of_the_record.contains(&fault);
    assert!(is_found && (is_it_alone || hides_entries), "seed {seed}, {fault}: {:#?}", audited.findings);
    (fault.code(), honest.labels.len())
}

/// Plants a fault; the last two holders and the first issuer are for that.
///
/// # Panics
///
/// When the fault cannot be planted alone.
pub fn plant(chronicle: &mut Chronicle<'_>, fault: FindingCode) {
    chronicle.pass(40);
    let mut planting = Planting { chronicle };
    planting.plant(fault);
}

struct Planting<'p, 'c> {
    chronicle: &'p mut Chronicle<'c>,
}

impl Planting<'_, '_> {
    fn plant(&mut self, fault: FindingCode) {
        match fault {
            FindingCode::IdentityDisputed => self.two_lines(false),
            FindingCode::EntryDisputed => self.two_lines(true),
            FindingCode::DeviceFork => self.fork(),
            FindingCode::TwoRegisters => self.statement(|heads, device| {
                let end = heads.devices.get_mut(&device).expect("it has spoken");
                end.sequence -= 1;
                end.id = Digest::of(&[b"another register"]);
            }),
            FindingCode::StatementUnfit => {
                self.statement(|heads, _| heads.root = Digest::of(&[b"another root"]))
            }
            FindingCode::EntryMissing => self.statement(|heads, device| {
                heads.devices.get_mut(&device).expect("it has spoken").sequence += 5;
            }),
            FindingCode::TwoContents => self.two_contents(),
            FindingCode::EntryRejected => self.foreign_entry(),
            FindingCode::ActOutOfOrder => self.act_of_long_ago(),
            other => {
                self.within_the_record(other);
                self.chronicle.pass(1);
                self.chronicle.state();
            }
        }
    }

    fn within_the_record(&mut self, fault: FindingCode) {
        match fault {
            FindingCode::OutsideAccreditation
            | FindingCode::BeforeAccreditation
            | FindingCode::AfterAccreditation
            | FindingCode::AccreditationTakenBack
            | FindingCode::ChainWidens
            | FindingCode::NoAccreditation
            | FindingCode::AccreditationReplaced => self.right(fault),
            FindingCode::RuleLevel | FindingCode::SchemeMissing => self.other_scheme(fault),
            FindingCode::ListDiffers
            | FindingCode::ListsContradict
            | FindingCode::RevocationUndone
            | FindingCode::ListBehind => self.list(fault),
            FindingCode::ActContradicts
            | FindingCode::ActBackdated
            | FindingCode::ActPostdated
            | FindingCode::UnknownAct
            | FindingCode::ReplacementUnknown => self.act(fault),
            other => self.label(other),
        }
    }

    /// Faults of what a label says, or of several labels together.
    fn label(&mut self, fault: FindingCode) {
        let nobody = AttestationId::named(self.issuer().id, [77; 10]);
        let chronicle = &mut *self.chronicle;
        match fault {
            FindingCode::BadSignature => {
                let label = chronicle.draft(0, 5, "bronze");
                let thief = chronicle.cast.issuers[1].device(1);
                let sealed = label.seal(&chronicle.cast.scheme.1, &thief).expect("the scheme has the level");
                self.set_content(&label.id, &sealed.to_text());
            }
            FindingCode::NotALabel => self.set_content(&nobody, "{}"),
            FindingCode::RulePeriod => {
                chronicle.issue(0, 5, "bronze", |label| {
                    label.valid_until = label.valid_until.plus(Months(1)).expect("within the calendar");
                });
            }
            FindingCode::RuleAssessors => {
                chronicle.issue(0, 5, "silver", |label| label.award.assessors.truncate(1));
            }
            FindingCode::RuleSubject => {
                chronicle.issue(0, 5, "bronze", |label| label.award.subject_type = Some("firm".to_owned()));
            }
            FindingCode::RulePrerequisite => drop(chronicle.issue(0, 5, "gold", |_| {})),
            FindingCode::EarlierLabel => {
                chronicle.issue(0, 5, "bronze", |label| label.award.follows = Some(nobody));
            }
            FindingCode::NumberTwice => {
                for holder in [4, 5] {
                    chronicle.issue(0, holder, "bronze", |label| label.award.number = Some("X-1".to_owned()));
                }
            }
            FindingCode::StatusIndexTwice => {
                for holder in [4, 5] {
                    chronicle.issue(0, holder, "bronze", |label| label.award.status_index = Some(90_000));
                }
            }
            FindingCode::KeptWithoutRight => {
                let some = chronicle.issue(1, 5, "bronze", |_| {});
                let address = chronicle.issued[some].label.id.address().to_string();
                let taken = act("kept", StatusKind::TakenOver, chronicle.today).to_text();
                let (issuer, today) = (&chronicle.cast.issuers[0], chronicle.today.to_string());
                chronicle.world.edit(issuer, &address, &[("event/kept", &taken)], &today);
            }
            FindingCode::Overlap => {
                for _ in 0..2 {
                    chronicle.issue(0, 5, "bronze", |_| {});
                }
            }
            FindingCode::PublishedLate => {
                let before = noon(chronicle.today).as_millis() - 20 * DAY_MS;
                let awarded = protocol::time::Timestamp::from_millis(before).expect("after 1970");
                chronicle.issue(0, 5, "bronze", |label| {
                    label.awarded = awarded;
                    label.valid_from = awarded.day().month().first_day();
                    let last = awarded.day().month().plus(Months(35)).expect("within the calendar");
                    label.valid_until = last.last_day();
                });
            }
            FindingCode::PredatesVersion => {
                let awarded = noon(chronicle.today);
                let draft = chronicle.draft(0, 5, "bronze");
                chronicle.pass(5);
                let mut issuer = founded_anew();
                issuer.add_device(2, noon(day("2026-01-06")));
                let line = issuer.add_device(3, noon(chronicle.today));
                chronicle.world.take(Item::Line(Box::new(line)));
                chronicle.publish(0, protocol::attestation::Label { awarded, ..draft });
            }
            other => unreachable!("{other} is planted elsewhere"),
        }
    }

    /// Labels that rest on a right which is not enough.
    fn right(&mut self, fault: FindingCode) {
        let today = self.chronicle.today;
        let cast = self.chronicle.cast;
        let all = scope(&cast.owner, &cast.scheme.0, &["bronze"]);
        let silver = scope(&cast.owner, &cast.scheme.0, &["silver"]);
        let long = (day("2026-02-01"), day("2030-12-31"));
        let soon = today.plus(Months(2)).expect("within the calendar");
        let (scope, term) = match fault {
            FindingCode::OutsideAccreditation => (silver, long),
            FindingCode::BeforeAccreditation => (all, (soon, day("2060-12-31"))),
            FindingCode::AfterAccreditation => (all, (day("2026-02-01"), day("2026-02-28"))),
            FindingCode::ChainWidens => (all, (day("2026-02-01"), day("2090-12-31"))),
            _ => (all, long),
        };
        let right = match fault {
            FindingCode::NoAccreditation => None,
            FindingCode::AccreditationReplaced => {
                Some(Right { digest: Digest::of(&[b"another"]), ..cast.rights[0].clone() })
            }
            _ => Some(self.granted(scope, term, 50)),
        };
        if let (FindingCode::AccreditationTakenBack, Some(right)) = (fault, &right) {
            let act = act("taken", StatusKind::Withdrawn, today);
            let address = format!("accreditation/{}", right.id.name);
            let (delegate, today) = (&cast.delegate, today.to_string());
            self.chronicle.world.edit(delegate, &address, &[("event/taken", &act.to_text())], &today);
        }
        self.chronicle.pass(1);
        self.chronicle.issue(0, 5, "bronze", |label| label.award.rights = right.into_iter().collect());
    }

    fn granted(&mut self, scope: Scope, term: (Day, Day), name: u8) -> Right {
        let cast = self.chronicle.cast;
        let under = Some(cast.delegation.clone());
        let parties = (&cast.delegate, &cast.issuers[0]);
        let today = self.chronicle.today;
        grant(&mut self.chronicle.world, parties, &cast.scheme.1, scope, under, (term, name), today)
    }

    /// A level that the scheme has not, and a scheme that nobody published.
    fn other_scheme(&mut self, fault: FindingCode) {
        let cast = self.chronicle.cast;
        let (text, level) = match fault {
            FindingCode::RuleLevel => (SCHEME.replace("\"gold\"", "\"platinum\""), "platinum"),
            _ => (SCHEME.replace("cluster-quality", "never-published"), "bronze"),
        };
        let scheme = Scheme::parse_toml(&text).expect("it is sound");
        let id = SchemeId { owner: cast.owner.id, name: scheme.document_name() };
        let scope = Scope { actions: [Action::Issue].into(), ..scope(&cast.owner, &id, &[level]) };
        let term = (day("2026-02-01"), day("2060-12-31"));
        let parties = (&cast.owner, &cast.issuers[0]);
        let today = self.chronicle.today;
        let right = grant(&mut self.chronicle.world, parties, &scheme, scope, None, (term, 60), today);
        self.chronicle.pass(1);
        let mut label = self.chronicle.draft(0, 5, level);
        label.scheme = id;
        label.award.rights = vec![right];
        let sealed = label.seal(&scheme, &cast.issuers[0].device(1)).expect("the scheme has the level");
        self.set_content(&label.id, &sealed.to_text());
    }

    /// Lists that do not say what the acts say.
    fn list(&mut self, fault: FindingCode) {
        let chronicle = &mut *self.chronicle;
        let some = chronicle.issue(0, 5, "bronze", |label| label.award.status_index = Some(PLACE));
        chronicle.pass(1);
        chronicle.publish_lists(0, |_, _, _| {});
        match fault {
            FindingCode::ListDiffers => {
                chronicle.pass(1);
                chronicle.publish_lists(0, |list, name, _| {
                    if name == "suspension" {
                        list.set(PLACE as usize).expect("it is within the list");
                    }
                });
                // What was put right later was wrong all the same.
                chronicle.pass(1);
                chronicle.publish_lists(0, |_, _, _| {});
            }
            FindingCode::ListsContradict => chronicle.publish_lists(0, |list, name, _| {
                if name == "suspension" {
                    list.set(PLACE as usize).expect("it is within the list");
                }
            }),
            FindingCode::RevocationUndone => {
                assert!(chronicle.act(some, StatusKind::Withdrawn), "a label that holds can be withdrawn");
                chronicle.publish_lists(0, |_, _, _| {});
                chronicle.pass(1);
                chronicle.publish_lists(0, |list, name, issued| {
                    if name == "revocation" {
                        let mut others = protocol::status_list::StatusList::new(131_072);
                        let ended = list.set_entries().filter(|index| *index != PLACE as usize);
                        ended.for_each(|index| others.set(index).expect("it is within the list"));
                        *list = others;
                    }
                    assert!(!issued.is_empty());
                });
            }
            _ => {
                chronicle.pass(2);
                assert!(chronicle.act(some, StatusKind::Withdrawn), "a label that holds can be withdrawn");
            }
        }
    }

    /// Acts that cannot be, and acts with dates that cannot be.
    fn act(&mut self, fault: FindingCode) {
        let chronicle = &mut *self.chronicle;
        let some = chronicle.issue(0, 5, "bronze", |_| {});
        chronicle.pass(30);
        let today = chronicle.today;
        let far = |days: i64| {
            let millis = i64::try_from(noon(today).as_millis()).expect("it is small") + days * DAY_MS as i64;
            protocol::time::Timestamp::from_millis(u64::try_from(millis).expect("after 1970"))
                .expect("in time")
        };
        match fault {
            FindingCode::ActContradicts => chronicle.write(some, act("bad", StatusKind::Reinstated, today)),
            FindingCode::ActBackdated => {
                let early = far(-20);
                let kind = StatusKind::Suspended { until: today.plus(Months(2)) };
                let act = StatusAct { recorded: early, effective: early.day(), ..act("bad", kind, today) };
                chronicle.write(some, act);
            }
            FindingCode::ActPostdated => {
                let act = StatusAct { recorded: far(5), ..act("bad", StatusKind::Withdrawn, today) };
                chronicle.write(some, act);
            }
            FindingCode::ReplacementUnknown => {
                let by = AttestationId::named(chronicle.cast.issuers[0].id, [77; 10]);
                chronicle.write(some, act("bad", StatusKind::Superseded { by }, today));
            }
            _ => {
                let text = act("bad", StatusKind::Withdrawn, today).to_text().replace("withdrawn", "blessed");
                let address = chronicle.issued[some].label.id.address().to_string();
                let (issuer, today) = (&chronicle.cast.issuers[0], today.to_string());
                chronicle.world.edit(issuer, &address, &[("event/bad", &text)], &today);
            }
        }
    }

    /// An act whose entry says that it is older than what its device had written before.
    fn act_of_long_ago(&mut self) {
        let some = self.chronicle.issue(0, 5, "bronze", |_| {});
        self.chronicle.pass(30);
        self.chronicle.issue(0, 4, "bronze", |_| {});
        let early = noon(self.chronicle.today).as_millis() - 20 * DAY_MS;
        let early = protocol::time::Timestamp::from_millis(early).expect("after 1970");
        let act = StatusAct { recorded: early, ..act("bad", StatusKind::Withdrawn, early.day()) };
        let address = self.chronicle.issued[some].label.id.address().to_string();
        let today = self.chronicle.today.to_string();
        let sealed = self.chronicle.world.seal_with(
            self.issuer(),
            1,
            &address,
            &[("event/bad", &act.to_text())],
            &today,
        );
        for entry in sealed {
            let mut header = entry.header().clone();
            header.time = early;
            self.take(
                Entry::seal(header, entry.body().to_vec(), &self.issuer().device(1)).expect("it is short"),
            );
        }
        self.chronicle.pass(1);
        self.chronicle.state();
    }

    fn two_contents(&mut self) {
        let today = self.chronicle.today.to_string();
        let label = self.chronicle.draft(0, 5, "bronze");
        let other = protocol::attestation::Label { level: "silver".to_owned(), ..label.clone() };
        let scheme = &self.chronicle.cast.scheme.1;
        let address = label.id.address().to_string();
        let mut both = Vec::new();
        for (device, label) in [(1, label), (2, other)] {
            let sealed = label.seal(scheme, &self.issuer().device(device)).expect("the scheme has the level");
            let content = sealed.to_text();
            both.extend(self.chronicle.world.seal_with(
                self.issuer(),
                device,
                &address,
                &[("content", &content)],
                &today,
            ));
        }
        both.into_iter().for_each(|entry| self.take(entry));
        self.chronicle.pass(1);
        self.chronicle.state();
    }

    /// A change that was made for another document.
    fn foreign_entry(&mut self) {
        let some = self.chronicle.issue(0, 5, "bronze", |_| {});
        let today = self.chronicle.today.to_string();
        let sealed =
            self.chronicle.world.seal_with(self.issuer(), 1, "profile/self", &[("kind", "other")], &today);
        for entry in sealed {
            let mut header = entry.header().clone();
            header.address = self.chronicle.issued[some].label.id.address();
            self.take(
                Entry::seal(header, entry.body().to_vec(), &self.issuer().device(1)).expect("it is short"),
            );
        }
        self.chronicle.pass(1);
        self.chronicle.state();
    }

    fn fork(&mut self) {
        let today = self.chronicle.today.to_string();
        let world = &self.chronicle.world;
        let both: Vec<_> = ["one", "other"]
            .iter()
            .flat_map(|word| world.seal_with(self.issuer(), 1, "profile/self", &[("kind", word)], &today))
            .collect();
        both.into_iter().for_each(|entry| self.take(entry));
    }

    /// Two lines that contradict each other; before the second one the device of the first may speak.
    fn two_lines(&mut self, speaks: bool) {
        for device in [7, 8] {
            let mut issuer = founded_anew();
            issuer.add_device(2, noon(day("2026-01-06")));
            let key = issuer.device(device).public();
            let line = issuer.succeed(noon(self.chronicle.today), |document| {
                document.devices.insert(key, Device { writes: true, asserts: true, ..Device::default() });
            });
            self.chronicle.world.take(Item::Line(Box::new(line)));
            if speaks && device == 7 {
                let label = self.chronicle.draft(0, 5, "bronze");
                let sealed = label.seal(&self.chronicle.cast.scheme.1, &issuer.device(device));
                let content = sealed.expect("the scheme has the level").to_text();
                let (address, today) = (label.id.address().to_string(), self.chronicle.today.to_string());
                self.chronicle.world.edit_with(&issuer, device, &address, &[("content", &content)], &today);
            }
        }
    }

    /// A statement that is not the honest one.
    fn statement(&mut self, change: impl FnOnce(&mut Heads, protocol::key::PublicKey)) {
        self.chronicle.issue(0, 5, "bronze", |_| {});
        self.chronicle.state();
        self.chronicle.pass(1);
        let key = self.issuer().device(1);
        let ledger = self.chronicle.world.directory.ledger(&self.issuer().id).expect("it is known");
        let author = Author::new(ledger, &key).expect("it may speak");
        let honest = author.heads(noon(self.chronicle.today)).expect("it may speak");
        let mut heads = Heads::parse(honest.body()).expect("it is a statement");
        change(&mut heads, key.public());
        self.take(Entry::seal(honest.header().clone(), heads.to_bytes(), &key).expect("it is short"));
    }

    fn issuer(&self) -> &Member {
        &self.chronicle.cast.issuers[0]
    }

    fn take(&mut self, entry: Entry<protocol::entry::Verified>) {
        self.chronicle.world.take(Item::Entry(Box::new(entry)));
    }

    fn set_content(&mut self, id: &AttestationId, content: &str) {
        let address: Address = id.address();
        let (issuer, today) = (&self.chronicle.cast.issuers[0], self.chronicle.today.to_string());
        self.chronicle.world.edit(issuer, address.as_str(), &[("content", content)], &today);
    }
}

/// The first issuer as it was founded, so that its log can be continued twice.
fn founded_anew() -> Member {
    Member::found("issuer", noon(day("2026-01-05")))
}

fn act(name: &str, kind: StatusKind, today: Day) -> StatusAct {
    StatusAct {
        name: name.to_owned(),
        kind,
        effective: today,
        recorded: noon(today),
        reason: "planted".to_owned(),
    }
}

/// A place in the lists that no honest label takes.
const PLACE: u32 = 80_000;
