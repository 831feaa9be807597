//! The verdict on a label: what a verifier concludes from evidence, anchors and a question.
//!
//! [`judge`] takes nothing else, in the command line and in a node's page: no clock, no network, no belief in who
//! gave the evidence. The same three give the same bytes. What is missing makes a verdict *indeterminate*, never
//! valid. Every question that can be asked is asked, in the order of `docs/spec/verification.md`; the first that failed
//! is the verdict, else the first that could not be answered.

mod organisation;
mod report;
mod right;
mod rules;
pub mod verdict;

use crate::accreditation::scope::Action;
use crate::anchors::Anchors;
use crate::attestation::{AttestationId, Credential, Label};
use crate::canonical::parse_json;
use crate::credential::Party;
use crate::evidence::Evidence;
use crate::organisation::OrganisationId;
use crate::scheme::Scheme;
use crate::status::{Life, REASON_BYTES_MAX, Standing, State, StatusAct, StatusKind};
use crate::time::{Day, Timestamp};
use crate::verification::organisation::{Stated, Witness};
use crate::verification::right::{Rights, Step, in_words};

pub use crate::verification::verdict::{BrokenProof, Contradiction, Doubt, Entitlement, Verdict};

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
            acts: Vec::new(),
            replies: Vec::new(),
            chain: Vec::new(),
            checks: Vec::new(),
        }
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
    /// The answer in a sentence.
    pub sentence: String,
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
    let judgement = Judgement::of(evidence.about.clone(), Verdict::UnknownScheme);
    let mut examination = Examination { evidence, anchors, as_of, judgement, failed: None, open: None };
    // Where the examination cannot go on, it has noted why.
    let held = examination.run().unwrap_or(None);
    let Examination { mut judgement, failed, open, .. } = examination;
    judgement.verdict = failed.or(open).or(held).expect("an examination ends with a verdict or a reason");
    judgement
}

/// The examination of one label.
struct Examination<'e> {
    evidence: &'e Evidence,
    anchors: &'e Anchors,
    as_of: AsOf,
    judgement: Judgement,
    /// The first question that failed.
    failed: Option<Verdict>,
    /// The first that could not be answered.
    open: Option<Verdict>,
}

/// A question whose answer leaves nothing more to ask; it is noted.
struct Stopped;

impl<'e> Examination<'e> {
    /// Notes the answer to a question.
    fn ask(&mut self, name: &'static str, answer: Result<String, Verdict>) -> Result<(), Stopped> {
        let (outcome, sentence) = match answer {
            Ok(sentence) => (CheckOutcome::Passed, sentence),
            Err(verdict) => {
                let (slot, outcome) = match verdict.is_open() {
                    true => (&mut self.open, CheckOutcome::Indeterminate),
                    false => (&mut self.failed, CheckOutcome::Failed),
                };
                let sentence = verdict.to_string();
                slot.get_or_insert(verdict);
                (outcome, sentence)
            }
        };
        self.judgement.checks.push(Check { name, outcome, sentence });
        if outcome == CheckOutcome::Passed { Ok(()) } else { Err(Stopped) }
    }

    /// Notes an answer, and gives what was found with it.
    fn find<T>(
        &mut self,
        name: &'static str,
        answer: Result<T, Verdict>,
        sentence: impl FnOnce(&T) -> String,
    ) -> Result<T, Stopped> {
        match answer {
            Ok(found) => {
                self.ask(name, Ok(sentence(&found)))?;
                Ok(found)
            }
            Err(verdict) => {
                self.ask(name, Err(verdict))?;
                Err(Stopped)
            }
        }
    }

    fn note(&mut self, name: &'static str, sentence: String) {
        self.judgement.checks.push(Check { name, outcome: CheckOutcome::Noted, sentence });
    }

    /// Asks one question after the other; what holds on the day is the answer when none of them ended it.
    fn run(&mut self) -> Result<Option<Verdict>, Stopped> {
        let (evidence, anchors, as_of) = (self.evidence, self.anchors, self.as_of);
        let about = &evidence.about;

        // Who is the issuer, and is the label all that it said of it?
        let issuer =
            self.find("issuer", Witness::hear(evidence, about.issuer, anchors, as_of), |issuer| {
                format!("the log of the issuer holds up to version {}", issuer.versions())
            })?;
        self.judgement.stated_at = Some(issuer.stated_at());
        let stated = self.find("evidence", issuer.document(evidence, &about.address()), |_| {
            format!("every entry of the label is in the statement of {}", issuer.stated_at())
        })?;
        let content = stated.content();
        let contents = content.as_ref().map(|_| "the issuer keeps one register, and one content".to_owned());
        self.ask("conflict", contents.map_err(Clone::clone))?;
        let content = content.map_err(|_| Stopped)?;

        // What does it say, and did the issuer sign it?
        let credential = self.find("format", credential_of(&content, about), |_| {
            "a Verifiable Credential 2.0 and Open Badge 3.0 of the form of labels".to_owned()
        })?;
        let label = credential.label().clone();
        self.judgement.label = Some(label.clone());
        let broken = || Verdict::BadSignature(BrokenProof::Credential);
        let proof = credential.verify().map(|()| "its proof holds".to_owned());
        self.ask("proof", proof.map_err(|_| broken()))?;
        let device = credential.device().ok().filter(|device| issuer.may_assert(device));
        self.find("key", device.ok_or_else(broken), |device| {
            format!("signed by {} of {}, {device}", issuer.device_in_words(device), label.issuer.name)
        })?;
        if label.awarded > as_of.horizon() {
            let awarded = label.awarded.day();
            self.ask("key", Err(Verdict::Indeterminate(Doubt::NotKnownThen { awarded })))?;
        }

        // Under which scheme, and by what right? Each of these questions is asked, whatever the others' answers are.
        let mut rights = Rights::new(evidence, anchors, as_of, &label);
        let scheme = rules::scheme_of(&mut rights, evidence, &label);
        let scheme = self.find("scheme", scheme, |scheme| {
            format!("{} {} of {}", scheme.title(), scheme.version, label.owner.name)
        });
        let scheme = scheme.ok();
        if let Some(level) = scheme.as_ref().and_then(|scheme| Some((scheme, scheme.level(&label.level)?))) {
            self.judgement.titles = Some((level.0.title().to_owned(), level.1.title().to_owned()));
        }
        let chain = self.ask_rights(&mut rights, &label);
        if let Some(scheme) = &scheme {
            self.ask_rules(&mut rights, &label, scheme);
        }
        let (award, (written, version)) = (label.awarded.day(), stated.written());
        self.note(
            "time",
            format!(
                "that it was awarded on {award} rests on the issuer's word; it published the label on {}, under keys of {}",
                written.day(),
                version.day()
            ),
        );

        // What happened to it since?
        let (mut acts, keeper) = self.acts(&mut rights, &stated)?;
        acts.retain(|act| act.recorded <= as_of.horizon());
        let life = Life::new(&label, acts);
        self.judgement.acts = life.acts().to_vec();
        let standing = life.on(as_of.true_at, as_of.horizon());
        self.judgement.standing = Some(standing.clone());
        let _ = self.ask_status(&life, &standing, scheme.as_ref());
        if let Some(expected) = as_of.holder {
            let is_holder = standing.holder.organisation().ok() == Some(expected);
            let (holder, name) = (standing.holder.did.clone(), standing.holder.name.clone());
            let answer = if is_holder {
                Ok(format!("{name} holds it"))
            } else {
                Err(Verdict::SubjectMismatch { holder, name })
            };
            let _ = self.ask("holder", answer);
        }
        self.ask_period(&label, &standing, scheme.as_ref());
        self.ask_lists(&issuer, &label, &life);
        self.ask_freshness(&mut rights, &label, &chain, keeper.as_ref());
        self.replies(&mut rights, &label);

        let until = standing.until;
        Ok(Some(if standing.conditions.is_empty() {
            Verdict::Valid { until }
        } else {
            Verdict::Conditional { until, conditions: standing.conditions }
        }))
    }

    /// By what right did issuer, assessor body and decider act?
    fn ask_rights(&mut self, rights: &mut Rights<'_>, label: &Label) -> Vec<Step> {
        let owner_is_anchored = self.anchors.trust(label.scheme.owner, &label.scheme);
        let issuer_is_anchored = self.anchors.trust(label.id.issuer, &label.scheme);
        if !owner_is_anchored && !issuer_is_anchored {
            let _ = self.ask("accreditation", Err(Verdict::Indeterminate(Doubt::NoAnchor)));
            return Vec::new();
        }
        if !owner_is_anchored {
            let name = &label.issuer.name;
            let _ = self.ask("accreditation", Ok(format!("{name} is itself an anchor for this scheme")));
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
                None => format!("{} owns the scheme and is an anchor", party.name),
                Some(last) => {
                    format!("{} may {action}, accredited by {} until {last}", party.name, in_words(chain))
                }
            });
            let chain = chain.unwrap_or_default();
            self.judgement.chain.extend(chain.iter().map(|step| step.granted.id.to_string()));
            all.extend(chain);
        }
        all
    }

    /// Was it awarded as the scheme asks?
    fn ask_rules(&mut self, rights: &mut Rights<'_>, label: &Label, scheme: &Scheme) {
        let _ = self.ask("scope", rules::subject(scheme, label));
        let _ = self.ask("independence", rules::independence(scheme, label));
        let _ = self.ask("term", rules::term(rights, self.evidence, scheme, label));
        if !scheme.prerequisites(&label.level).is_empty() {
            let _ = self.ask("prerequisite", rules::prerequisites(rights, self.evidence, scheme, label));
        }
    }

    /// The acts of the issuer, and of a successor that took the label over; and that successor.
    fn acts(
        &mut self,
        rights: &mut Rights<'_>,
        stated: &Stated,
    ) -> Result<(Vec<StatusAct>, Option<Party>), Stopped> {
        let unknown = || Verdict::Indeterminate(Doubt::UnknownStatus);
        let mut acts = match stated.acts() {
            Ok(acts) => acts,
            Err(_) => {
                self.ask("status", Err(unknown()))?;
                return Err(Stopped);
            }
        };
        let address = self.evidence.about.address();
        for successor in rights.successors() {
            let Ok(organisation) = successor.organisation() else { continue };
            let is_shown = self
                .evidence
                .documents
                .iter()
                .any(|shown| shown.organisation == organisation && shown.address == address);
            if !is_shown {
                continue;
            }
            let evidence = self.evidence;
            let theirs = rights
                .witness(organisation)
                .and_then(|witness| witness.document(evidence, &address))
                .and_then(|stated| stated.acts().map_err(|_| unknown()));
            match theirs {
                Ok(theirs) if theirs.iter().any(|act| act.kind == StatusKind::TakenOver) => {
                    acts.extend(theirs);
                    self.note("successor", format!("{} keeps the label for its issuer", successor.name));
                    return Ok((acts, Some(successor)));
                }
                Ok(_) => {}
                Err(verdict) => self.ask("successor", Err(verdict))?,
            }
        }
        Ok((acts, None))
    }

    /// Did it count on the day, and does it today?
    fn ask_status(
        &mut self,
        life: &Life<'_>,
        then: &Standing,
        scheme: Option<&Scheme>,
    ) -> Result<(), Stopped> {
        let (day, today) = (self.as_of.true_at, self.as_of.known_at.day());
        if let Some(scheme) = scheme.filter(|_| then.level != life.label().level) {
            let title = scheme.level(&then.level).map(|level| level.title().to_owned());
            self.note("scope", format!("it was reduced to {}", title.as_deref().unwrap_or(&then.level)));
            self.judgement.titles = Some((scheme.title().to_owned(), title.unwrap_or(then.level.clone())));
        }
        if let Some(since) = then.transferred {
            self.note("holder", format!("transferred to {} on {since}", then.holder.name));
        }
        if then.is_under_appeal {
            self.note("appeal", "an appeal waits for its decision; until then the act stands".to_owned());
        }
        if today != day {
            let now = life.on(today, self.as_of.horizon());
            if now.state != then.state {
                self.note("now", format!("on {today}: {}", state_in_words(&now.state)));
            }
        }
        let answer = match &then.state {
            State::Holds => Ok(format!("neither suspended nor ended on {day}")),
            State::Suspended { since, until, reason } => {
                Err(Verdict::Suspended { since: *since, until: *until, reason: reason.clone() })
            }
            State::Ended { since, how, reason } => {
                Err(Verdict::Withdrawn { since: *since, how: *how, reason: reason.clone() })
            }
        };
        self.ask("status", answer)
    }

    /// Does it hold on that day?
    fn ask_period(&mut self, label: &Label, standing: &Standing, scheme: Option<&Scheme>) {
        let (day, from, until) = (self.as_of.true_at, label.valid_from, standing.until);
        let renewable = scheme.and_then(|scheme| scheme.renewable_until(&standing.level, until));
        let answer = match renewable {
            _ if day < from => Err(Verdict::NotYet { from }),
            _ if day <= until => Ok(format!("{day} lies within {from} to {until}")),
            Some(renewable_until) if day <= renewable_until => {
                Err(Verdict::ExpiredRenewable { until, renewable_until })
            }
            _ => Err(Verdict::Expired { until }),
        };
        let _ = self.ask("period", answer);
    }

    /// Do the status lists, which other people's software reads, say what the acts say?
    fn ask_lists(&mut self, issuer: &Witness, label: &Label, life: &Life<'_>) {
        let Some(index) = label.award.status_index else { return };
        if self.evidence.status_lists.is_empty() {
            self.note("list", "the issuer's status lists are not in the evidence; its acts count".to_owned());
            return;
        }
        let answer = rules::lists(self.evidence, issuer, index, life);
        let _ = self.ask("list", answer);
    }

    /// Is the last word of those who could end it fresh enough?
    fn ask_freshness(
        &mut self,
        rights: &mut Rights<'_>,
        label: &Label,
        chain: &[Step],
        keeper: Option<&Party>,
    ) {
        let (anchors, as_of) = (self.anchors, self.as_of);
        let keeper = keeper.unwrap_or(&label.issuer);
        let mut parties = vec![keeper, &label.owner];
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
                let _ = self.ask("freshness", Err(verdict));
                return;
            }
        }
        if let Some(stated_at) = self.judgement.stated_at {
            let _ = self.ask("freshness", Ok(format!("as of the issuer's statement of {stated_at}")));
        }
    }

    /// What the holder says. It decides nothing, so what cannot be read is left out.
    fn replies(&mut self, rights: &mut Rights<'_>, label: &Label) {
        let Ok(holder) = label.subject.organisation() else { return };
        let address = label.id.address_in("reply");
        let is_shown = self
            .evidence
            .documents
            .iter()
            .any(|shown| shown.organisation == holder && shown.address == address);
        if !is_shown {
            return;
        }
        let evidence = self.evidence;
        let Ok(stated) = rights.witness(holder).and_then(|witness| witness.document(evidence, &address))
        else {
            return;
        };
        let mut replies: Vec<Reply> =
            stated.events().filter_map(|(_, value)| Reply::parse(value, &label.id)).collect();
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

fn credential_of(content: &str, about: &AttestationId) -> Result<Credential, Verdict> {
    let broken = || Verdict::BadSignature(BrokenProof::Credential);
    let credential = Credential::parse(content.as_bytes()).map_err(|_| broken())?;
    if credential.label().id == *about { Ok(credential) } else { Err(broken()) }
}

fn state_in_words(state: &State) -> String {
    match state {
        State::Holds => "neither suspended nor ended".to_owned(),
        State::Suspended { since, reason, .. } => format!("suspended since {since}: {reason}"),
        State::Ended { since, how, reason } => format!("{how} since {since}: {reason}"),
    }
}

/// Clocks differ by this much without anybody lying.
const CLOCK_TOLERANCE_MS: u64 = 10 * 60 * 1000;
