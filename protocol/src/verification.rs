//! The verdict on a label: what a verifier concludes from evidence, anchors and a question.
//!
//! [`judge`] takes nothing else, in the command line and in a node's page: no clock, no network, no belief in who
//! gave the evidence. The same three give the same bytes. What is missing makes a verdict *indeterminate*, never
//! valid. Every question that can be asked is asked, in the order of `docs/spec/verification.md`; the first that failed
//! is the verdict, else the first that could not be answered.

pub(crate) mod hearing;
pub(crate) mod organisation;
pub(crate) mod register;
mod report;
mod right;
pub(crate) mod rules;
mod sentences;
pub mod verdict;

use std::collections::BTreeSet;

use crate::accreditation::scope::Action;
use crate::anchors::Anchors;
use crate::attestation::{AttestationId, Label};
use crate::canonical::parse_json;
use crate::credential::Party;
use crate::digest::Digest;
use crate::evidence::Evidence;
use crate::identity::line::RetirementReason;
use crate::organisation::OrganisationId;
use crate::scheme::Scheme;
use crate::sentence;
use crate::sentence::{Part, Sentence};
use crate::status::{Life, REASON_BYTES_MAX, Standing, State, StatusAct, StatusKind};
use crate::time::{Day, Timestamp};
use crate::verification::hearing::{Hearing, Source};
use crate::verification::organisation::Stated;
use crate::verification::right::{Rights, Step, in_words};

pub use crate::verification::verdict::{BrokenProof, Contradiction, Doubt, Entitlement, Lacking, Verdict};

/// What is asked: was it true then, as far as was known at a time?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day that is asked about.
    pub true_at: Day,
    /// The time whose knowledge counts; normally now.
    pub known_at: Timestamp,
    /// The verifier's clock: no statement can be from after it.
    pub now: Timestamp,
    /// Who should hold it, if that matters.
    pub holder: Option<OrganisationId>,
}

impl AsOf {
    /// Whether it is true on a day, as known now.
    #[must_use]
    pub const fn on(day: Day, now: Timestamp) -> Self {
        Self { true_at: day, known_at: now, now, holder: None }
    }

    /// Whether it is true today.
    #[must_use]
    pub fn today(now: Timestamp) -> Self {
        Self::on(now.day(), now)
    }

    /// Until when acts count as known: a clock a little ahead of the verifier's must not hide a withdrawal.
    pub(crate) fn horizon(&self) -> Timestamp {
        self.known_at.plus_millis(CLOCK_TOLERANCE_MS)
    }
}

/// The answer, with all that a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The label.
    pub id: AttestationId,
    /// The conclusion.
    pub verdict: Verdict,
    /// What the label says, once its credential could be read.
    pub label: Option<Label>,
    /// What holds of it on the day, once its acts could be read.
    pub standing: Option<Standing>,
    /// Titles of the scheme and of the level, once the scheme could be read.
    pub titles: Option<(String, String)>,
    /// When the issuer last stated how far it had spoken.
    pub stated_at: Option<Timestamp>,
    /// The successor that keeps the label for its issuer, if there is one.
    pub keeper: Option<Party>,
    /// The status acts that were known, in the order in which they were written down.
    pub acts: Vec<StatusAct>,
    /// What the holder says to them.
    pub replies: Vec<Reply>,
    /// The ids of the accreditations by which the issuer acts, the nearest first.
    pub chain: Vec<String>,
    /// The questions that were asked, in order.
    pub checks: Vec<Check>,
}

impl Judgement {
    /// A judgement by which nothing was asked yet.
    #[must_use]
    pub const fn of(id: AttestationId, verdict: Verdict) -> Self {
        Self {
            id,
            verdict,
            label: None,
            standing: None,
            titles: None,
            stated_at: None,
            keeper: None,
            acts: Vec::new(),
            replies: Vec::new(),
            chain: Vec::new(),
            checks: Vec::new(),
        }
    }

    /// Asks besides whether a document, shown under a name, is one that the label rests on; if not, whatever is shown
    /// beside the label is not what its issuer saw.
    pub fn compare_document(&mut self, name: &str, document: &[u8]) {
        let digest = Digest::of(&[document]);
        let rests_on = self.label.as_ref().map(|label| label.award.evidence.as_slice()).unwrap_or_default();
        let (outcome, sentence) = match rests_on.iter().find(|file| file.digest == digest) {
            Some(file) => {
                let title = Part::Quoted(file.title.clone());
                (CheckOutcome::Passed, sentence!("verdict-document", name, title))
            }
            None => {
                self.verdict = Verdict::BadSignature(BrokenProof::Evidence);
                (CheckOutcome::Failed, sentence!("verdict-document-other", name))
            }
        };
        self.checks.push(Check { name: "document", outcome, sentence });
    }
}

/// What a holder says about its label, or an act upon it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The name of the act, if it is about one.
    pub about: Option<String>,
    /// The holder's words.
    pub text: String,
    /// When, by the holder's clock.
    pub recorded: Timestamp,
}

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// A word for the question.
    pub name: &'static str,
    /// How it came out.
    pub outcome: CheckOutcome,
    /// The answer.
    pub sentence: Sentence,
}

/// How a question came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// As it must be.
    Passed,
    /// Not as it must be.
    Failed,
    /// It cannot be said.
    Indeterminate,
    /// Worth knowing; it decides nothing.
    Noted,
}

impl CheckOutcome {
    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Indeterminate => "indeterminate",
            Self::Noted => "noted",
        }
    }
}

/// Judges a label.
#[must_use]
pub fn judge(evidence: &Evidence, anchors: &Anchors, as_of: AsOf) -> Judgement {
    examine(&Hearing::new(Source::Evidence(evidence), anchors, as_of), &evidence.about).judgement
}

/// A judgement, and what an audit asks of it besides.
pub(crate) struct Examined {
    pub(crate) judgement: Judgement,
    /// Every answer that was not as it must be, by the name of its question.
    pub(crate) refused: Vec<(&'static str, Verdict)>,
    /// When it was written, and when the identity version is from under which it was.
    pub(crate) written: Option<(Timestamp, Timestamp)>,
}

/// Judges one label of those that can be heard of.
pub(crate) fn examine(hearing: &Hearing<'_>, about: &AttestationId) -> Examined {
    let judgement = Judgement::of(about.clone(), Verdict::UnknownScheme);
    let mut examination = Examination { hearing, judgement, refused: Vec::new(), written: None };
    // Where the examination cannot go on, it has noted why.
    let held = examination.run().unwrap_or(None);
    let Examination { mut judgement, refused, written, .. } = examination;
    let first =
        |is_open| refused.iter().map(|(_, verdict)| verdict).find(|verdict| verdict.is_open() == is_open);
    let verdict = first(false).or_else(|| first(true)).cloned().or(held);
    judgement.verdict = verdict.expect("an examination ends with a verdict or a reason");
    Examined { judgement, refused, written }
}

/// The examination of one label.
struct Examination<'e> {
    hearing: &'e Hearing<'e>,
    judgement: Judgement,
    /// The questions that failed, or could not be answered.
    refused: Vec<(&'static str, Verdict)>,
    written: Option<(Timestamp, Timestamp)>,
}

/// A question whose answer leaves nothing more to ask; it is noted.
struct Stopped;

impl<'e> Examination<'e> {
    /// Notes the answer to a question; the others are asked all the same.
    fn ask(&mut self, name: &'static str, answer: Result<Sentence, Verdict>) {
        let (outcome, sentence) = match answer {
            Ok(sentence) => (CheckOutcome::Passed, sentence),
            Err(verdict) => {
                let outcome = match verdict.is_open() {
                    true => CheckOutcome::Indeterminate,
                    false => CheckOutcome::Failed,
                };
                let sentence = verdict.sentence();
                self.refused.push((name, verdict));
                (outcome, sentence)
            }
        };
        self.judgement.checks.push(Check { name, outcome, sentence });
    }

    /// Notes the answer to a question without which there is nothing more to ask.
    fn require(&mut self, name: &'static str, answer: Result<Sentence, Verdict>) -> Result<(), Stopped> {
        let is_passed = answer.is_ok();
        self.ask(name, answer);
        if is_passed { Ok(()) } else { Err(Stopped) }
    }

    /// Notes an answer, and gives what was found with it.
    fn find<T>(
        &mut self,
        name: &'static str,
        answer: Result<T, Verdict>,
        sentence: impl FnOnce(&T) -> Sentence,
    ) -> Result<T, Stopped> {
        match answer {
            Ok(found) => {
                self.ask(name, Ok(sentence(&found)));
                Ok(found)
            }
            Err(verdict) => {
                self.ask(name, Err(verdict));
                Err(Stopped)
            }
        }
    }

    fn note(&mut self, name: &'static str, sentence: Sentence) {
        self.judgement.checks.push(Check { name, outcome: CheckOutcome::Noted, sentence });
    }

    /// Asks one question after the other; what holds on the day is the answer when none of them ended it.
    fn run(&mut self) -> Result<Option<Verdict>, Stopped> {
        let (hearing, as_of) = (self.hearing, self.hearing.as_of());
        let about = self.judgement.id.clone();

        // Who is the issuer, and is the label all that it said of it?
        let issuer = self.find("issuer", hearing.witness(about.issuer), |issuer| {
            sentence!("verdict-log-holds", versions = issuer.versions())
        })?;
        self.judgement.stated_at = Some(issuer.stated_at());
        let stated = self.find("evidence", hearing.document(about.issuer, &about.address()), |_| {
            sentence!("verdict-in-statement", stated = issuer.stated_at())
        })?;
        let content = stated.content();
        let contents = content.as_ref().map(|_| sentence!("verdict-one-register"));
        self.require("conflict", contents.map_err(Clone::clone))?;
        let content = content.map_err(|_| Stopped)?;

        // What does it say, and did the issuer sign it?
        let credential =
            self.find("format", hearing.credential(&about, &content), |_| sentence!("verdict-well-formed"))?;
        let label = credential.label.clone();
        self.judgement.label = Some(label.clone());
        let broken = || Verdict::BadSignature(BrokenProof::Credential);
        let proof = credential.is_signed.then(|| sentence!("verdict-proof-holds"));
        self.require("proof", proof.ok_or_else(broken))?;
        let device = credential.device.filter(|device| issuer.may_assert(device));
        self.find("key", device.ok_or_else(broken), |device| {
            let (issuer_name, key) = (&label.issuer.name, device.to_string());
            match issuer.retired(device) {
                None => sentence!("verdict-signed", issuer = issuer_name, device = key),
                Some(RetirementReason::Left) => {
                    sentence!("verdict-signed-left", issuer = issuer_name, device = key)
                }
                Some(RetirementReason::Compromised) => {
                    sentence!("verdict-signed-compromised", issuer = issuer_name, device = key)
                }
            }
        })?;
        if label.awarded > as_of.horizon() {
            let awarded = label.awarded.day();
            self.require("key", Err(Verdict::Indeterminate(Doubt::NotKnownThen { awarded })))?;
        }

        // Under which scheme, and by what right? Each of these questions is asked, whatever the others' answers are.
        let rights = Rights::new(hearing, &label);
        let scheme = rules::scheme_of(&rights, &label);
        let scheme = self.find("scheme", scheme, |scheme| {
            sentence!(
                "verdict-scheme",
                title = &scheme.title,
                version = &scheme.version,
                owner = &label.owner.name
            )
        });
        let scheme = scheme.ok();
        if let Some(level) = scheme.as_ref().and_then(|scheme| Some((scheme, scheme.level(&label.level)?))) {
            self.judgement.titles = Some((level.0.title().to_owned(), level.1.title().to_owned()));
        }
        let chain = self.ask_rights(&rights, &label);
        if let Some(scheme) = &scheme {
            self.ask_rules(&rights, &label, scheme);
        }
        let (award, (written, version)) = (label.awarded.day(), stated.written());
        self.written = Some((written, version));
        self.note(
            "time",
            sentence!("verdict-awarded", awarded = award, published = written.day(), keys = version.day()),
        );

        // What happened to it since?
        let mut acts = self.acts(&rights, &stated)?;
        acts.retain(|act| act.recorded <= as_of.horizon());
        let life = Life::new(&label, acts);
        self.judgement.acts = life.acts().to_vec();
        let standing = life.on(as_of.true_at, as_of.horizon());
        self.judgement.standing = Some(standing.clone());
        self.ask_status(&life, &standing, scheme.as_deref());
        if let Some(expected) = as_of.holder {
            let is_holder = standing.holder.organisation().ok() == Some(expected);
            let (holder, name) = (standing.holder.did.clone(), standing.holder.name.clone());
            let answer = if is_holder {
                Ok(sentence!("verdict-holder", holder = name))
            } else {
                Err(Verdict::SubjectMismatch { holder, name })
            };
            self.ask("holder", answer);
        }
        self.ask_present(&label, &standing, scheme.as_deref());
        self.ask_period(&label, &standing, scheme.as_deref());
        self.ask_lists(&label, &life);
        self.ask_freshness(&rights, &label, &chain);
        self.replies(&label);

        let until = standing.until;
        Ok(Some(if standing.conditions.is_empty() {
            Verdict::Valid { until }
        } else {
            Verdict::Conditional { until, conditions: standing.conditions }
        }))
    }

    /// By what right did issuer, assessor body and decider act?
    fn ask_rights(&mut self, rights: &Rights<'_>, label: &Label) -> Vec<Step> {
        let owner_is_anchored = self.hearing.anchors().trust(label.scheme.owner, &label.scheme);
        let issuer_is_anchored = self.hearing.anchors().trust(label.id.issuer, &label.scheme);
        if !owner_is_anchored && !issuer_is_anchored {
            self.ask("accreditation", Err(Verdict::Indeterminate(Doubt::NoAnchor)));
            return Vec::new();
        }
        if !owner_is_anchored {
            let issuer = &label.issuer.name;
            self.ask("accreditation", Ok(sentence!("verdict-is-anchor", issuer)));
            return Vec::new();
        }
        let award = &label.award;
        let acting = [
            (Some(&label.issuer), Action::Issue),
            (award.assessor_body.as_ref().filter(|body| **body != label.issuer), Action::Assess),
            (award.decider.as_ref().filter(|decider| **decider != label.issuer), Action::Decide),
        ];
        let mut all = Vec::new();
        for (party, action) in acting {
            let Some(party) = party else { continue };
            let found = rights.chain(party, action);
            let name = match &found {
                Err(Verdict::IssuerNotEntitled(
                    Entitlement::OutOfScope { .. } | Entitlement::Widened { .. },
                )) => "scope",
                _ => "accreditation",
            };
            let chain = self.find(name, found, |chain| match right::last_day(chain) {
                None => sentence!("verdict-owns-scheme", party = &party.name),
                Some(until) => sentence!(
                    "verdict-may",
                    party = &party.name,
                    action = Part::Word(action.code()),
                    chain = in_words(chain),
                    until
                ),
            });
            let chain = chain.unwrap_or_default();
            self.judgement.chain.extend(chain.iter().map(|step| step.granted.id.to_string()));
            all.extend(chain);
        }
        all
    }

    /// Was it awarded as the scheme asks?
    fn ask_rules(&mut self, rights: &Rights<'_>, label: &Label, scheme: &Scheme) {
        self.ask("scope", rules::subject(scheme, label));
        self.ask("independence", rules::independence(scheme, label));
        self.ask("term", rules::term(rights, scheme, label));
        if !scheme.prerequisites(&label.level).is_empty() {
            self.ask("prerequisite", rules::prerequisites(rights, scheme, label));
        }
    }

    /// The acts of the issuer, and of a successor that took the label over, which is noted.
    fn acts(&mut self, rights: &Rights<'_>, stated: &Stated<'_>) -> Result<Vec<StatusAct>, Stopped> {
        let unknown = || Verdict::Indeterminate(Doubt::UnknownStatus);
        let mut acts = match stated.acts() {
            Ok(acts) => acts,
            Err(_) => {
                self.ask("status", Err(unknown()));
                return Err(Stopped);
            }
        };
        let address = self.judgement.id.address();
        for successor in rights.successors() {
            let Ok(organisation) = successor.organisation() else { continue };
            if !self.hearing.shows(organisation, &address) {
                continue;
            }
            let theirs = self
                .hearing
                .document(organisation, &address)
                .and_then(|stated| stated.acts().map_err(|_| unknown()));
            match theirs {
                Ok(theirs) if theirs.iter().any(|act| act.kind == StatusKind::TakenOver) => {
                    acts.extend(theirs);
                    self.note("successor", sentence!("verdict-kept-by", successor = &successor.name));
                    self.judgement.keeper = Some(successor);
                    return Ok(acts);
                }
                Ok(_) => {}
                Err(verdict) => self.require("successor", Err(verdict))?,
            }
        }
        Ok(acts)
    }

    /// Did it count on the day, and does it today?
    fn ask_status(&mut self, life: &Life<'_>, then: &Standing, scheme: Option<&Scheme>) {
        let as_of = self.hearing.as_of();
        let (day, today) = (as_of.true_at, as_of.known_at.day());
        if let Some(scheme) = scheme.filter(|_| then.level != life.label().level) {
            let level = scheme.level(&then.level);
            let named = level.map_or_else(|| Part::from(&then.level), |level| Part::from(&level.title));
            self.note("scope", sentence!("verdict-reduced", level = named));
            let title = level.map_or(then.level.as_str(), |level| level.title());
            self.judgement.titles = Some((scheme.title().to_owned(), title.to_owned()));
        }
        if let Some(since) = then.transferred {
            self.note("holder", sentence!("verdict-transferred", holder = &then.holder.name, since));
        }
        if then.is_under_appeal {
            self.note("appeal", sentence!("verdict-appeal-waits"));
        }
        if today != day {
            let now = life.on(today, as_of.horizon());
            if now.state != then.state {
                self.note("now", sentence!("verdict-today", today, state = now.state.sentence()));
            }
        }
        let answer = match &then.state {
            State::Holds => Ok(sentence!("verdict-holds-on", day)),
            State::Suspended { since, until, reason } => {
                Err(Verdict::Suspended { since: *since, until: *until, reason: reason.clone() })
            }
            State::Ended { since, how, reason } => {
                Err(Verdict::Withdrawn { since: *since, how: *how, reason: reason.clone() })
            }
        };
        self.ask("status", answer);
    }

    /// May what acts made of it be: a level that the issuer may issue, a holder that may hold it?
    fn ask_present(&mut self, label: &Label, standing: &Standing, scheme: Option<&Scheme>) {
        if standing.level != label.level && !self.hearing.anchors().trust(label.id.issuer, &label.scheme) {
            let reduced = Label { level: standing.level.clone(), ..label.clone() };
            let chain = Rights::new(self.hearing, &reduced).chain(&label.issuer, Action::Issue);
            self.ask("scope", chain.map(|_| sentence!("verdict-level-too", issuer = &label.issuer.name)));
        }
        if let Some(scheme) = scheme.filter(|_| standing.transferred.is_some())
            && let Ok(heir) = standing.holder.organisation()
        {
            self.ask("independence", rules::heir(scheme, label, heir));
            self.note("scope", sentence!("verdict-heir-scope", holder = &standing.holder.name));
        }
    }

    /// Does it hold on that day?
    fn ask_period(&mut self, label: &Label, standing: &Standing, scheme: Option<&Scheme>) {
        let (day, from, until) = (self.hearing.as_of().true_at, label.valid_from, standing.until);
        let renewable = scheme.and_then(|scheme| scheme.renewable_until(&standing.level, until));
        let answer = match renewable {
            _ if day < from => Err(Verdict::NotYet { from }),
            _ if day <= until => {
                self.extension(label, standing, scheme).and(Ok(sentence!("verdict-within", day, from, until)))
            }
            Some(renewable_until) if day <= renewable_until => {
                Err(Verdict::ExpiredRenewable { until, renewable_until })
            }
            _ => Err(Verdict::Expired { until }),
        };
        self.ask("period", answer);
    }

    /// Whether what is left of the label on that day is its own term, or an extension that the scheme allows.
    fn extension(&self, label: &Label, standing: &Standing, scheme: Option<&Scheme>) -> Result<(), Verdict> {
        let is_extended = self.hearing.as_of().true_at > label.valid_until;
        match scheme.filter(|_| is_extended) {
            Some(scheme) => scheme
                .check_extension(&standing.level, label.valid_from, standing.until)
                .map_err(|fault| Verdict::IssuerNotEntitled(fault.into())),
            None => Ok(()),
        }
    }

    /// Do the status lists, which other people's software reads, say what the acts say?
    fn ask_lists(&mut self, label: &Label, life: &Life<'_>) {
        let Some(index) = label.award.status_index else { return };
        let answer = match self.hearing.status_lists(label.id.issuer) {
            Ok(lists) if lists.is_empty() => {
                self.note("list", sentence!("verdict-lists-absent"));
                return;
            }
            Ok(lists) => rules::lists(&lists, index, life),
            Err(verdict) => Err(verdict),
        };
        self.ask("list", answer);
    }

    /// Is the last word of those who could end it fresh enough?
    fn ask_freshness(&mut self, rights: &Rights<'_>, label: &Label, chain: &[Step]) {
        let (anchors, as_of) = (self.hearing.anchors(), self.hearing.as_of());
        let keeper = self.judgement.keeper.clone().unwrap_or(label.issuer.clone());
        let mut parties = vec![&keeper, &label.owner];
        parties.extend(chain.iter().map(|step| &step.granted.grantor));
        let mut asked = Vec::new();
        for party in parties {
            let Ok(organisation) = party.organisation() else { continue };
            if asked.contains(&organisation) {
                continue;
            }
            asked.push(organisation);
            let fresh = rights.witness(organisation).and_then(|witness| {
                witness.check_fresh(&party.name, anchors, as_of).map(|()| witness.stated_at())
            });
            // Who could not be heard has been noted where it was needed.
            if let Err(verdict @ Verdict::StatusStale { .. }) = fresh {
                self.ask("freshness", Err(verdict));
                return;
            }
        }
        if let Some(stated_at) = self.judgement.stated_at {
            self.ask("freshness", Ok(sentence!("verdict-fresh", stated = stated_at)));
        }
    }

    /// What those say who hold it or held it. It decides nothing, so what cannot be read is left out.
    fn replies(&mut self, label: &Label) {
        let address = label.id.address_in("reply");
        let heirs = self.judgement.acts.iter().filter_map(|act| match &act.kind {
            StatusKind::Transferred { to } => Some(to),
            _ => None,
        });
        let holders = heirs.chain([&label.subject]).filter_map(|party| party.organisation().ok());
        let holders: BTreeSet<OrganisationId> = holders.collect();
        let mut replies = Vec::new();
        for holder in holders.into_iter().filter(|holder| self.hearing.shows(*holder, &address)) {
            let Ok(stated) = self.hearing.document(holder, &address) else { continue };
            replies.extend(stated.events().filter_map(|(_, value)| Reply::parse(value, &label.id)));
        }
        replies.sort_by(|a, b| (a.recorded, &a.text).cmp(&(b.recorded, &b.text)));
        self.judgement.replies = replies;
    }
}

impl Reply {
    /// Parses the value of an `event/…` key of a document `reply/<label>`; `None` unless it is about that label.
    #[must_use]
    pub fn parse(value: &str, label: &AttestationId) -> Option<Self> {
        let value = parse_json(value.as_bytes(), REASON_BYTES_MAX + 1024).ok()?;
        let text = |name: &str| value.get(name).and_then(serde_json::Value::as_str);
        if text("label")? != label.to_string() {
            return None;
        }
        Some(Self {
            about: text("about").map(str::to_owned),
            text: text("text").filter(|text| text.len() <= REASON_BYTES_MAX)?.to_owned(),
            recorded: Timestamp::parse(text("recorded")?).ok()?,
        })
    }

    /// The value of an `event/…` key of the document.
    #[must_use]
    pub fn to_text(&self, label: &AttestationId) -> String {
        let mut json = serde_json::json!({
            "label": label.to_string(),
            "text": self.text,
            "recorded": self.recorded.to_string(),
        });
        if let Some(about) = &self.about {
            json["about"] = serde_json::json!(about);
        }
        crate::canonical::to_jcs_text(&json)
    }
}

/// Clocks differ by this much without anybody lying.
const CLOCK_TOLERANCE_MS: u64 = 10 * 60 * 1000;
