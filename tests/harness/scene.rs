//! The scene of most questions about labels: an authority, an issuer it accredits, a cluster organisation and its label.

mod spoken;

use protocol::accreditation::Accreditation;
use protocol::accreditation::scope::{Action, Scope};
use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::award::{Award, EvidenceFile};
use protocol::attestation::{AttestationId, Label};
use protocol::digest::Digest;
use protocol::evidence::Evidence;
use protocol::identity::line::VersionRef;
use protocol::item::Item;
use protocol::scheme::assessors::AssessorFact;
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::{StatusAct, StatusKind};
use protocol::time::{Day, Month, Months};
use protocol::verification::{AsOf, Judgement, judge};

use crate::story::{Member, World, at, label, scope};

/// An authority that owns a scheme, an issuer accredited for gold and silver, a cluster organisation, and its Gold
/// label of May 2026.
pub struct Scene {
    /// What everybody said.
    pub world: World,
    /// Who owns the scheme.
    pub authority: Member,
    /// Who issues.
    pub issuer: Member,
    /// Who holds the label.
    pub cluster: Member,
    /// The scheme.
    pub scheme: (SchemeId, Scheme),
    /// The issuer's accreditation.
    pub accreditation: AttestationId,
    /// The label.
    pub label: AttestationId,
}

impl Scene {
    /// The scene, with the label issued on 2026-05-04.
    #[must_use]
    pub fn labelled() -> Self {
        Self::accredited_for(&["gold", "silver"])
    }

    /// The scene with another accreditation.
    #[must_use]
    pub fn accredited_for(levels: &[&str]) -> Self {
        let mut world = World::default();
        let authority = world.found("authority", "2026-01-10");
        let issuer = world.found("issuer", "2026-01-11");
        let cluster = world.found("photonics", "2026-01-12");
        let scheme = world.publish_scheme(&authority, "2026-02-01");
        let accreditation = world.accredit(&authority, &issuer, &scheme, levels, "2026-02-02");
        let label = world.issue(&issuer, &authority, &cluster, &scheme, "gold", "2026-05-04");
        Self { world, authority, issuer, cluster, scheme, accreditation, label }
    }

    /// The scene with a second label that says everything a label can say of how it came about.
    ///
    /// # Panics
    ///
    /// Never: the example scheme allows it.
    #[must_use]
    pub fn fully_awarded() -> Self {
        let mut scene = Self::labelled();
        let assessors = scene.world.found("assessors", "2026-01-13");
        let board = scene.world.found("board", "2026-01-14");
        let rights =
            [(&assessors, Action::Assess, 3), (&board, Action::Decide, 4)].map(|(holder, action, number)| {
                let granted = Accreditation {
                    id: AttestationId::named(scene.authority.id, [number; 10]),
                    grantor: scene.authority.party(),
                    holder: holder.party(),
                    scope: Scope {
                        actions: [action].into(),
                        ..scope(&scene.authority, &scene.scheme.0, &["gold"])
                    },
                    under: None,
                    succeeds: None,
                    valid_from: Day::parse("2026-02-01").expect("a day"),
                    valid_until: Day::parse("2028-01-31").expect("a day"),
                };
                scene.world.grant(&scene.authority, &granted, &scene.scheme.1, "2026-02-03")
            });
        let id = AttestationId::named(scene.issuer.id, [5; 10]);
        let month = Month::parse("2026-05").expect("a month");
        let plain =
            label(&id, &scene.issuer, &scene.authority, &scene.cluster, &scene.scheme.0, "gold", month);
        let assessor = |pseudonym: &str, country: &str| AssessorFact {
            pseudonym: pseudonym.to_owned(),
            country: country.to_owned(),
        };
        let full = Label {
            awarded: at("2026-05-05"),
            award: Award {
                number: Some("DEU001202605G1".into()),
                subject_type: Some("cluster-organisation".into()),
                region: Some("DE212".into()),
                assessed: Some((
                    Day::parse("2026-04-20").expect("a day"),
                    Day::parse("2026-04-21").expect("a day"),
                )),
                assessor_body: Some(assessors.party()),
                assessors: vec![assessor("A-17", "DE"), assessor("B-2", "AT")],
                decider: Some(board.party()),
                follows: Some(scene.label.clone()),
                basis: vec![scene.label.clone()],
                conditions: vec!["The strategy is adopted by the members.".into()],
                term: Some(Months(36)),
                scorecard: Some(Digest::of(&[b"a scorecard"])),
                evidence: vec![EvidenceFile {
                    title: "Assessment report".into(),
                    digest: Digest::of(&[b"the report"]),
                }],
                rights: rights.to_vec(),
                status_index: Some(4_711),
            },
            ..plain
        };
        scene.label = scene.world.award(&scene.issuer, &full, &scene.scheme.1, "2026-05-05");
        scene
    }

    /// Who trusts the authority, and takes statements of up to a year.
    #[must_use]
    pub fn anchors(&self) -> Anchors {
        trusting(&self.authority).with_statement_age(365)
    }

    /// The evidence about the label, after a journey through its bytes.
    ///
    /// # Panics
    ///
    /// When the label is not known, or the evidence does not read back.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        let evidence = Evidence::gather(&self.world.directory, &self.label).expect("the label is known");
        let reread = Evidence::parse(&evidence.to_bytes()).expect("evidence reads back");
        assert_eq!(reread, evidence);
        reread
    }

    /// The judgement on the label on a day, by who trusts the authority.
    #[must_use]
    pub fn judged(&self, day: &str) -> Judgement {
        judge(&self.evidence(), &self.anchors(), noon(day))
    }

    /// Takes in the issuer's newest line.
    pub fn issuer_writes_line(&mut self) {
        let line = self.issuer.tip().clone();
        self.world.take(Item::Line(Box::new(line)));
    }

    /// Withdraws the accreditation.
    ///
    /// # Panics
    ///
    /// When the authority cannot speak.
    pub fn withdraw_accreditation(&mut self, day: &str) {
        let address = format!("accreditation/{}", self.accreditation.name);
        let act = withdrawn(day, "the accreditation lapsed").to_text();
        self.world.edit(&self.authority, &address, &[("event/1", &act)], day);
        self.world.state_heads(&self.authority, day);
    }
}

/// Anchors with one organisation at its newest version.
#[must_use]
pub fn trusting(member: &Member) -> Anchors {
    pinned(member, *member.tip().version())
}

/// Anchors with one organisation at a version.
#[must_use]
pub fn pinned(member: &Member, version: VersionRef) -> Anchors {
    Anchors::new(vec![Anchor { organisation: member.id, version, scheme: None }])
}

/// The question whether something is true on a day, as known at its noon.
///
/// # Panics
///
/// When the text is no day.
#[must_use]
pub fn noon(day: &str) -> AsOf {
    AsOf::on(Day::parse(day).expect("a day"), at(day))
}

/// A withdrawal that takes effect on the day it is recorded.
///
/// # Panics
///
/// When the text is no day.
#[must_use]
pub fn withdrawn(day: &str, reason: &str) -> StatusAct {
    StatusAct {
        name: "1".to_owned(),
        kind: StatusKind::Withdrawn,
        effective: Day::parse(day).expect("a day"),
        recorded: at(day),
        reason: reason.to_owned(),
    }
}
