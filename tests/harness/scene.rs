//! The scene of most questions about labels: an authority, an issuer it accredits, a cluster organisation and its label.

use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::AttestationId;
use protocol::evidence::Evidence;
use protocol::identity::line::VersionRef;
use protocol::item::Item;
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::{StatusAct, StatusKind};
use protocol::time::Day;
use protocol::verification::{AsOf, Judgement, judge};

use crate::story::{Member, World, at};

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
