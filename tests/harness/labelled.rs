//! Small histories of labels from a seed: an owner, a delegate, issuers and holders, and what honest ones do in the years.
//!
//! The cast and its accreditations are made once and copied; a history adds labels and what happens to them.

use protocol::accreditation::Accreditation;
use protocol::accreditation::scope::{Action, Scope};
use protocol::anchors::Anchors;
use protocol::attestation::award::{Award, Right, status_list_url};
use protocol::attestation::{AttestationId, Label};
use protocol::audit::{Audit, AuditOf, audit};
use protocol::canonical::to_jcs_text;
use protocol::item::Item;
use protocol::proof::Proof;
use protocol::scheme::assessors::AssessorFact;
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::{AppealOutcome, Life, State, StatusAct, StatusKind};
use protocol::status_list::{Purpose, StatusList, StatusListCredential};
use protocol::time::{Day, Months, Timestamp};
use protocol::verification::AsOf;
use serde_json::Value;

use crate::chance::Chance;
use crate::scene::trusting;
use crate::story::{Member, World, scope};

/// The organisations of all histories.
pub struct Cast {
    /// What they had said before the first label.
    pub world: World,
    /// Who owns the scheme.
    pub owner: Member,
    /// Who may accredit others.
    pub delegate: Member,
    /// Who issues: the first accredited by the delegate, the second by the owner.
    pub issuers: [Member; 2],
    /// Who gets labels. The last two have none but those that are planted.
    pub holders: Vec<Member>,
    /// The scheme.
    pub scheme: (SchemeId, Scheme),
    /// The delegate's accreditation.
    pub delegation: Right,
    /// By issuer: the accreditation by which it issues.
    pub rights: [Right; 2],
}

/// A history at work.
pub struct Chronicle<'c> {
    /// Who takes part.
    pub cast: &'c Cast,
    /// What everybody has said.
    pub world: World,
    /// Today.
    pub today: Day,
    /// The labels.
    pub issued: Vec<Issued>,
    /// Counts what needs a name.
    pub count: u32,
}

/// A label of a history.
pub struct Issued {
    /// By which issuer.
    pub by: usize,
    /// What it says.
    pub label: Label,
    /// What happened to it.
    pub acts: Vec<StatusAct>,
}

impl Default for Cast {
    fn default() -> Self {
        Self::new()
    }
}

impl Cast {
    /// Makes the organisations, the scheme and the accreditations.
    ///
    /// # Panics
    ///
    /// When the scheme is not sound.
    #[must_use]
    pub fn new() -> Self {
        let mut world = World::default();
        let owner = world.found("owner", "2026-01-05");
        let delegate = world.found("delegate", "2026-01-05");
        let mut issuers = ["issuer", "second"].map(|name| world.found(name, "2026-01-05"));
        let line = issuers[0].add_device(2, noon(day("2026-01-06")));
        world.take(Item::Line(Box::new(line)));
        let holders = (0..6).map(|number| world.found(&format!("holder-{number}"), "2026-01-05")).collect();
        let read = Scheme::parse_toml(SCHEME).expect("the scheme is sound");
        let id = SchemeId { owner: owner.id, name: read.document_name() };
        world.edit(&owner, id.address().as_str(), &[("content", &read.to_content())], "2026-01-10");
        let scheme = (id, read);
        let scope = |actions: &[Action], depth| Scope {
            actions: actions.iter().copied().collect(),
            depth,
            ..scope(&owner, &scheme.0, &LEVELS)
        };
        let wide = scope(&[Action::Issue, Action::Delegate], 1);
        let narrow = scope(&[Action::Issue], 0);
        let term = (day("2026-02-01"), day("2065-12-31"));
        let today = day("2026-01-20");
        let delegation = grant(&mut world, (&owner, &delegate), &scheme.1, wide, None, (term, 1), today);
        let under = Some(delegation.clone());
        let parties = (&delegate, &issuers[0]);
        let first = grant(&mut world, parties, &scheme.1, narrow.clone(), under, (term, 2), today);
        let second = grant(&mut world, (&owner, &issuers[1]), &scheme.1, narrow, None, (term, 3), today);
        for member in [&owner, &delegate] {
            world.state_heads(member, "2026-01-21");
        }
        Self { world, owner, delegate, issuers, holders, scheme, delegation, rights: [first, second] }
    }

    /// Who trusts the owner, however old its last word is.
    #[must_use]
    pub fn anchors(&self) -> Anchors {
        trusting(&self.owner).with_statement_age(u16::MAX)
    }
}

/// Grants an accreditation for a term, under a name.
///
/// # Panics
///
/// When the scheme lacks a level.
pub fn grant(
    world: &mut World,
    (grantor, holder): (&Member, &Member),
    scheme: &Scheme,
    scope: Scope,
    under: Option<Right>,
    ((valid_from, valid_until), name): ((Day, Day), u8),
    today: Day,
) -> Right {
    let id = AttestationId::named(grantor.id, [name; 10]);
    let accreditation = Accreditation {
        id: id.clone(),
        grantor: grantor.party(),
        holder: holder.party(),
        scope,
        under,
        succeeds: None,
        valid_from,
        valid_until,
    };
    let sealed =
        accreditation.seal(scheme, &grantor.device(1), noon(today)).expect("the scheme has the levels");
    let address = format!("accreditation/{}", id.name);
    world.edit(grantor, &address, &[("content", &sealed.to_text())], &today.to_string());
    Right { id, digest: sealed.digest() }
}

impl<'c> Chronicle<'c> {
    /// Begins in March 2026.
    #[must_use]
    pub fn begin(cast: &'c Cast) -> Self {
        Self { cast, world: cast.world.clone(), today: day("2026-03-02"), issued: Vec::new(), count: 0 }
    }

    /// What honest organisations do, by chance; at the end everybody states how far it has spoken.
    #[must_use]
    pub fn honest(cast: &'c Cast, chance: &mut Chance) -> Self {
        let mut chronicle = Self::begin(cast);
        chronicle.issue_some(chance);
        for _ in 0..6 + chance.below(8) {
            chronicle.pass(1 + chance.below(60));
            chronicle.step(chance);
        }
        if chance.below(2) == 0 {
            chronicle.publish_lists(0, |_, _, _| {});
        }
        chronicle.pass(1);
        chronicle.state();
        chronicle
    }

    /// Lets days go by.
    pub fn pass(&mut self, days: u64) {
        self.today = self.today.start().plus_millis(days * DAY_MS).day();
    }

    /// Both issuers, and whoever granted, state how far they have spoken.
    pub fn state(&mut self) {
        for member in self.cast.issuers.iter().chain([&self.cast.owner, &self.cast.delegate]) {
            self.world.state_heads(member, &self.today.to_string());
        }
    }

    fn step(&mut self, chance: &mut Chance) {
        let some = usize::try_from(chance.below(self.issued.len().max(1) as u64)).expect("it is small");
        let kind = match chance.below(16) {
            0 => StatusKind::Suspended { until: self.today.plus(Months(3)) },
            1 => StatusKind::Reinstated,
            2 => StatusKind::Withdrawn,
            3 => StatusKind::Returned,
            4 => StatusKind::Annulled,
            5 => StatusKind::Reduced { level: "bronze".to_owned() },
            6 => return self.appeal(some, chance),
            7 => return self.transfer(some),
            8 => return self.correct(some),
            9 => return self.renew(some),
            10 => return self.extend(some),
            _ => return self.issue_some(chance),
        };
        self.act(some, kind);
    }

    /// Issues a label that its holder does not have, nor had.
    fn issue_some(&mut self, chance: &mut Chance) {
        let by = usize::try_from(chance.below(2)).expect("it is small");
        let level = *chance.pick(&LEVELS);
        let Some(holder) = (0..3).find(|holder| {
            let party = self.cast.holders[*holder].party();
            !self.issued.iter().any(|one| one.label.subject == party && one.label.level == level)
        }) else {
            return;
        };
        let party = self.cast.holders[holder].party();
        let bronze = self.issued.iter().find(|one| {
            one.label.level == "bronze" && one.label.subject == party && one.acts.is_empty() && one.by == by
        });
        let basis: Vec<AttestationId> = bronze.iter().map(|one| one.label.id.clone()).collect();
        if level == "gold" && basis.is_empty() {
            return;
        }
        let place = self.count + 1;
        self.issue(by, holder, level, |label| {
            label.award.number = Some(format!("2026-{place:03}"));
            label.award.status_index = Some(place);
            if level == "gold" {
                label.award.basis = basis;
            }
        });
    }

    /// A label as the scheme wants it, which is not yet sealed.
    #[must_use]
    pub fn draft(&mut self, by: usize, holder: usize, level: &str) -> Label {
        self.count += 1;
        let issuer = &self.cast.issuers[by];
        let mut name = [9; 10];
        name[..4].copy_from_slice(&self.count.to_be_bytes());
        let month = self.today.month();
        let assessors = [("A-1", "AT"), ("A-2", "DE")].map(|(pseudonym, country)| AssessorFact {
            pseudonym: pseudonym.to_owned(),
            country: country.to_owned(),
        });
        Label {
            id: AttestationId::named(issuer.id, name),
            issuer: issuer.party(),
            subject: self.cast.holders[holder].party(),
            owner: self.cast.owner.party(),
            scheme: self.cast.scheme.0.clone(),
            level: level.to_owned(),
            valid_from: month.first_day(),
            valid_until: month.plus(Months(35)).expect("within the calendar").last_day(),
            awarded: noon(self.today),
            award: Award {
                subject_type: Some("cluster-organisation".to_owned()),
                assessors: assessors.to_vec(),
                rights: vec![self.cast.rights[by].clone()],
                ..Award::default()
            },
        }
    }

    /// Issues a label; the caller changes the draft before it is sealed.
    pub fn issue(&mut self, by: usize, holder: usize, level: &str, change: impl FnOnce(&mut Label)) -> usize {
        let mut label = self.draft(by, holder, level);
        change(&mut label);
        self.publish(by, label)
    }

    /// Seals and publishes a label.
    ///
    /// # Panics
    ///
    /// When the scheme lacks the level.
    pub fn publish(&mut self, by: usize, label: Label) -> usize {
        let issuer = &self.cast.issuers[by];
        let sealed = label.seal(&self.cast.scheme.1, &issuer.device(1)).expect("the scheme has the level");
        let address = label.id.address().to_string();
        self.world.edit(issuer, &address, &[("content", &sealed.to_text())], &self.today.to_string());
        self.issued.push(Issued { by, label, acts: Vec::new() });
        self.issued.len() - 1
    }

    /// Does something with a label, if that may be.
    pub fn act(&mut self, some: usize, kind: StatusKind) -> bool {
        self.count += 1;
        let act = StatusAct {
            name: format!("{:03}", self.count),
            kind,
            effective: self.today,
            recorded: noon(self.today),
            reason: "as it came about".to_owned(),
        };
        let Some(one) = self.issued.get(some) else { return false };
        let life = Life::new(&one.label, one.acts.clone());
        if life.check(&act, Some(&self.cast.scheme.1)).is_err() {
            return false;
        }
        self.write(some, act);
        true
    }

    /// Writes an act down, whether it may be or not.
    pub fn write(&mut self, some: usize, act: StatusAct) {
        let one = &mut self.issued[some];
        let (issuer, address) = (&self.cast.issuers[one.by], one.label.id.address().to_string());
        let key = format!("event/{}", act.name);
        self.world.edit(issuer, &address, &[(&key, &act.to_text())], &self.today.to_string());
        one.acts.push(act);
    }

    fn appeal(&mut self, some: usize, chance: &mut Chance) {
        let burden =
            self.issued.get(some).and_then(|one| one.acts.iter().find(|act| act.kind.is_burden()).cloned());
        let Some(burden) = burden else { return };
        if self.act(some, StatusKind::Appealed { about: burden.name.clone() }) {
            self.pass(10);
            let outcome = *chance.pick(&AppealOutcome::ALL);
            self.act(
                some,
                StatusKind::AppealDecided { about: burden.name, outcome, panel: vec!["B-9".to_owned()] },
            );
        }
    }

    /// A label goes over to the fourth holder, which takes over one only.
    fn transfer(&mut self, some: usize) {
        let is_transfer = |act: &StatusAct| matches!(act.kind, StatusKind::Transferred { .. });
        if !self.issued.iter().any(|one| one.acts.iter().any(is_transfer)) {
            self.act(some, StatusKind::Transferred { to: self.cast.holders[3].party() });
        }
    }

    fn is_renewed(&self, id: &AttestationId) -> bool {
        self.issued.iter().any(|other| other.label.award.follows.as_ref() == Some(id))
    }

    /// Lets a label go on for half a year.
    fn extend(&mut self, some: usize) {
        let Some(one) = self.issued.get(some).filter(|one| !self.is_renewed(&one.label.id)) else { return };
        let until = one.label.valid_until.month().plus(Months(6)).expect("within the calendar").last_day();
        self.act(some, StatusKind::Extended { until });
    }

    /// Issues a label anew that was wrong in some way.
    pub fn correct(&mut self, some: usize) {
        let Some(one) = self.issued.get(some).filter(|one| self.holds(one)) else { return };
        let (by, old) = (one.by, one.label.clone());
        let renewed = self.issued.iter().find(|one| Some(&one.label.id) == old.award.follows.as_ref());
        if renewed.is_some_and(|renewed| !self.holds(renewed)) {
            return;
        }
        let mut label = self.draft(by, 0, &old.level);
        label = Label { id: label.id, awarded: label.awarded, ..old.clone() };
        label.award.status_index = Some(self.count);
        if label.valid_from.month() != self.today.month() {
            return;
        }
        let by_id = label.id.clone();
        self.publish(by, label);
        self.act(some, StatusKind::Corrected { by: by_id });
    }

    /// Renews a label in its last month.
    fn renew(&mut self, some: usize) {
        let Some(one) = self.issued.get(some).filter(|one| self.holds(one)) else { return };
        let (by, old) = (one.by, one.label.clone());
        let until = Life::new(&one.label, one.acts.clone()).on(self.today, noon(self.today)).until;
        if self.is_renewed(&old.id) || until < self.today || old.level == "gold" {
            return;
        }
        self.today = until.month().first_day();
        let label = self.draft(by, 0, &old.level);
        let from = until.next().expect("within the calendar");
        let mut renewed = Label {
            id: label.id,
            awarded: label.awarded,
            valid_from: from,
            valid_until: from.month().plus(Months(35)).expect("within the calendar").last_day(),
            ..old.clone()
        };
        renewed.award.follows = Some(old.id);
        renewed.award.number = Some(format!("2026-{:03}", self.count));
        renewed.award.status_index = Some(self.count);
        self.publish(by, renewed);
    }

    fn holds(&self, one: &Issued) -> bool {
        let life = Life::new(&one.label, one.acts.clone());
        let standing = life.on(self.today, noon(self.today));
        standing.state == State::Holds && standing.transferred.is_none() && standing.level == one.label.level
    }

    /// Publishes an issuer's status lists as of noon today; the caller changes them before they are sealed.
    ///
    /// # Panics
    ///
    /// When a list cannot be sealed.
    pub fn publish_lists(&mut self, by: usize, change: impl Fn(&mut StatusList, &str, &[Issued])) {
        let issuer = &self.cast.issuers[by];
        let now = noon(self.today);
        for name in ["revocation", "suspension"] {
            let mut list = StatusList::new(131_072);
            for one in self.issued.iter().filter(|one| one.by == by) {
                let Some(index) = one.label.award.status_index else { continue };
                let state = Life::new(&one.label, one.acts.clone()).on(now.day(), now).state;
                let is_set = match name {
                    "revocation" => matches!(state, State::Ended { .. }),
                    _ => state != State::Holds,
                };
                if is_set {
                    list.set(index as usize).expect("it is within the list");
                }
            }
            change(&mut list, name, &self.issued);
            let did = issuer.tip().did();
            let credential = StatusListCredential {
                id: status_list_url(&format!("{}.example", issuer.name), issuer.id, name),
                issuer: did.clone(),
                purposes: vec![Purpose::parse(name)],
                list,
                valid_from: Some(now),
                valid_until: None,
                ttl_ms: None,
            };
            let Value::Object(mut whole) = credential.to_value() else { unreachable!("it is an object") };
            let key = issuer.device(1);
            let proof = Proof::seal(&whole, &format!("{did}#{}", key.public()), &key, now);
            whole.insert("proof".into(), proof);
            let text = to_jcs_text(&Value::Object(whole));
            let address = format!("statuslist/{name}");
            self.world.edit(issuer, &address, &[("content", &text)], &self.today.to_string());
        }
    }

    /// Audits the first issuer, sixty days later.
    #[must_use]
    pub fn audited(&self) -> Audit {
        let now = noon(self.today).plus_millis(60 * DAY_MS);
        let about = AuditOf::Issuer(self.cast.issuers[0].id);
        audit(&self.world.directory, about, &self.cast.anchors(), AsOf::on(now.day(), now))
    }
}

/// Noon of a day.
#[must_use]
pub fn noon(day: Day) -> Timestamp {
    day.start().plus_millis(DAY_MS / 2)
}

/// A day of the story.
///
/// # Panics
///
/// When the text is no day.
#[must_use]
pub fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// The milliseconds of a day.
pub const DAY_MS: u64 = 86_400_000;

/// The levels of the scheme.
pub const LEVELS: [&str; 3] = ["bronze", "silver", "gold"];

/// A scheme with a rule of every kind.
pub const SCHEME: &str = r#"
name = "cluster-quality"
version = "1.0"
title.en = "Cluster Quality"
subject_types = ["cluster-organisation"]

[validity]
months = 36
extended_months = 42

[renewal]
grace_months = 12
months = 36
seamless = true

[suspension]
months_max = 6

[[level]]
code = "bronze"
rank = 1
title.en = "Bronze"

[[level]]
code = "silver"
rank = 2
title.en = "Silver"

[level.assessment]
assessors_min = 2

[[level]]
code = "gold"
rank = 3
title.en = "Gold"
prerequisite = [{ any_of = [{ level = "bronze" }] }]
"#;
