//! Labels that rest on what an earlier one came to: extended, renewed, or presupposed by another.

use expect_test::{Expect, expect};
use harness::scene::trusting;
use harness::story::{self, Member, World, at};
use protocol::accreditation::Accreditation;
use protocol::attestation::award::Award;
use protocol::attestation::{AttestationId, Label};
use protocol::evidence::Evidence;
use protocol::scheme::Scheme;
use protocol::scheme::SchemeId;
use protocol::status::StatusKind;
use protocol::time::{Day, Month};
use protocol::verification::{AsOf, judge};

const LADDER: &str = r#"
name = "ladder"
version = "1"
title.en = "Ladder"
[validity]
months = 12
extended_months = 24
[renewal]
grace_months = 2
seamless = true
[[level]]
code = "bronze"
rank = 1
title.en = "Bronze"
[[level]]
code = "gold"
rank = 2
title.en = "Gold"
prerequisite = [{ any_of = [{ level = "bronze", valid = true }] }]
"#;

/// An owner that labels a cluster by its own right, a year of Bronze to begin with.
struct Ladder {
    world: World,
    owner: Member,
    cluster: Member,
    scheme: (SchemeId, Scheme),
    bronze: AttestationId,
}

impl Ladder {
    fn begin() -> Self {
        let mut world = World::default();
        let (owner, cluster) = (world.found("owner", "2026-01-10"), world.found("photonics", "2026-01-11"));
        let scheme = world.publish(&owner, LADDER, "2026-02-01");
        let bronze = AttestationId::named(owner.id, [1; 10]);
        let mut ladder = Self { world, owner, cluster, scheme, bronze: bronze.clone() };
        ladder.award(&bronze, "bronze", "2026-03-02", ("2026-03", "2027-02"), Award::default());
        ladder
    }

    fn award(&mut self, id: &AttestationId, level: &str, day: &str, months: (&str, &str), award: Award) {
        let month = |text| Month::parse(text).expect("a month");
        let plain =
            story::label(id, &self.owner, &self.owner, &self.cluster, &self.scheme.0, level, month(months.0));
        let label = Label { awarded: at(day), valid_until: month(months.1).last_day(), award, ..plain };
        self.world.award(&self.owner, &label, &self.scheme.1, day);
    }

    /// Another label, which renews the first one.
    fn renew(&mut self, day: &str, months: (&str, &str)) -> AttestationId {
        let id = AttestationId::named(self.owner.id, [2; 10]);
        let award = Award { follows: Some(self.bronze.clone()), ..Award::default() };
        self.award(&id, "bronze", day, months, award);
        id
    }

    /// Another label, which presupposes the first one.
    fn build_on(&mut self, day: &str, months: (&str, &str)) -> AttestationId {
        let id = AttestationId::named(self.owner.id, [3; 10]);
        let award = Award { basis: vec![self.bronze.clone()], ..Award::default() };
        self.award(&id, "gold", day, months, award);
        id
    }

    fn act(&mut self, kind: StatusKind, day: &str) {
        self.world.act(&self.owner, &self.bronze, kind, day, day);
    }

    fn says(&self, label: &AttestationId, day: &str, expected: &Expect) {
        let evidence = Evidence::gather(&self.world.directory, label).expect("the label is known");
        let now = at("2028-12-31");
        let as_of = AsOf { true_at: Day::parse(day).expect("a day"), known_at: now, now, holder: None };
        let anchors = trusting(&self.owner).with_statement_age(3_000);
        expected.assert_eq(&judge(&evidence, &anchors, as_of).verdict.to_string());
    }
}

fn extended(until: &str) -> StatusKind {
    StatusKind::Extended { until: Day::parse(until).expect("a day") }
}

#[test]
fn an_extension_holds_as_far_as_the_scheme_allows() {
    let mut ladder = Ladder::begin();
    ladder.act(extended("2028-02-29"), "2027-01-15");
    let bronze = ladder.bronze.clone();
    ladder.says(&bronze, "2028-02-29", &expect!["valid until 2028-02-29"]);
    ladder.says(
        &bronze,
        "2028-03-01",
        &expect!["expired: its last day was 2028-02-29; it can be renewed until 2028-04-30"],
    );
    ladder.act(extended("2028-03-31"), "2028-01-15");
    ladder.says(&bronze, "2027-02-28", &expect!["valid until 2028-02-29"]);
    ladder.says(&bronze, "2028-02-01", &expect!["the issuer is not entitled: the label ends on 2028-03-31, and may end on 2028-02-29 at the latest"]);
}

#[test]
fn a_renewal_goes_on_from_the_end_of_an_extension() {
    let mut ladder = Ladder::begin();
    ladder.act(extended("2027-08-31"), "2027-01-15");
    let renewed = ladder.renew("2027-09-10", ("2027-09", "2028-08"));
    ladder.says(&renewed, "2027-10-01", &expect!["valid until 2028-08-31"]);
}

#[test]
fn what_was_extended_after_a_renewal_does_not_move_it() {
    let mut ladder = Ladder::begin();
    let renewed = ladder.renew("2027-02-10", ("2027-03", "2028-02"));
    ladder.act(extended("2027-08-31"), "2027-02-20");
    ladder.says(&renewed, "2027-10-01", &expect!["valid until 2028-02-29"]);
}

#[test]
fn a_label_that_was_withdrawn_is_not_renewed() {
    let mut ladder = Ladder::begin();
    ladder.act(StatusKind::Withdrawn, "2026-11-20");
    let renewed = ladder.renew("2027-02-10", ("2027-03", "2028-02"));
    ladder.says(
        &renewed,
        "2027-10-01",
        &expect!["the issuer is not entitled: the label that it renews had been withdrawn since 2026-11-20"],
    );
}

#[test]
fn a_label_of_another_scheme_is_not_renewed() {
    let mut ladder = Ladder::begin();
    let other = LADDER.replacen("name = \"ladder\"", "name = \"ladder-of-others\"", 1);
    let scheme = ladder.world.publish(&ladder.owner, &other, "2026-02-02");
    let ours = std::mem::replace(&mut ladder.scheme, scheme);
    let foreign = AttestationId::named(ladder.owner.id, [7; 10]);
    ladder.award(&foreign, "bronze", "2026-03-03", ("2026-03", "2027-02"), Award::default());
    (ladder.scheme, ladder.bronze) = (ours, foreign);
    let renewed = ladder.renew("2027-02-10", ("2027-03", "2028-02"));
    ladder.says(
        &renewed,
        "2027-10-01",
        &expect!["the issuer is not entitled: the label that it renews is of another scheme"],
    );
}

#[test]
fn what_somebody_issued_without_a_right_is_neither_renewed_nor_presupposed() {
    let mut ladder = Ladder::begin();
    let rogue = ladder.world.found("rogue", "2026-01-12");
    let forged = AttestationId::named(rogue.id, [8; 10]);
    let month = |text| Month::parse(text).expect("a month");
    let plain = story::label(
        &forged,
        &rogue,
        &ladder.owner,
        &ladder.cluster,
        &ladder.scheme.0,
        "bronze",
        month("2026-03"),
    );
    let label = Label { awarded: at("2026-03-03"), valid_until: month("2027-02").last_day(), ..plain };
    ladder.world.award(&rogue, &label, &ladder.scheme.1, "2026-03-03");
    ladder.bronze = forged;
    let renewed = ladder.renew("2027-02-10", ("2027-03", "2028-02"));
    ladder.says(
        &renewed,
        "2027-10-01",
        &expect![
            "the evidence lacks an accreditation of who issued the label that this one renews or presupposes"
        ],
    );
    let gold = ladder.build_on("2026-12-10", ("2026-12", "2027-11"));
    ladder.says(
        &gold,
        "2027-01-01",
        &expect![
            "the evidence lacks an accreditation of who issued the label that this one renews or presupposes"
        ],
    );
    // A right to something else is no right.
    let id = AttestationId::named(ladder.owner.id, [9; 10]);
    let granted = Accreditation {
        id,
        grantor: ladder.owner.party(),
        holder: rogue.party(),
        scope: story::scope(&ladder.owner, &ladder.scheme.0, &["gold"]),
        under: None,
        succeeds: None,
        valid_from: Day::parse("2026-01-01").expect("a day"),
        valid_until: Day::parse("2028-12-31").expect("a day"),
    };
    ladder.world.grant(&ladder.owner, &granted, &ladder.scheme.1, "2026-02-10");
    ladder.says(&renewed, "2027-10-01", &expect!["the issuer is not entitled: of the label that it renews or presupposes: the accreditation by owner: it is not for the level bronze"]);
}

#[test]
fn a_label_that_was_superseded_by_its_renewal_was_renewed() {
    let mut ladder = Ladder::begin();
    let renewed = ladder.renew("2027-02-10", ("2027-03", "2028-02"));
    ladder.act(StatusKind::Superseded { by: renewed.clone() }, "2027-02-10");
    ladder.says(&renewed, "2027-10-01", &expect!["valid until 2028-02-29"]);
}

#[test]
fn a_label_builds_on_one_that_counts_on_the_day_of_the_award() {
    let mut ladder = Ladder::begin();
    let gold = ladder.build_on("2026-12-10", ("2026-12", "2027-11"));
    ladder.act(StatusKind::Withdrawn, "2026-12-20");
    ladder.says(&gold, "2027-01-01", &expect!["valid until 2027-11-30"]);

    for gone in [StatusKind::Withdrawn, StatusKind::Annulled, StatusKind::Suspended { until: None }] {
        let mut ladder = Ladder::begin();
        ladder.act(gone, "2026-11-20");
        let gold = ladder.build_on("2026-12-10", ("2026-12", "2027-11"));
        ladder.says(&gold, "2027-01-01", &expect!["the issuer is not entitled: the scheme presupposes another label: needs Bronze, still valid, and no label of the subject is that"]);
    }
}
