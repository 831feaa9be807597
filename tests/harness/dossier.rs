//! The way to a Gold label of ECEI: an applicant from Austria, a body whose assessors come, an issuer that decides.

use protocol::attestation::award::Award;
use protocol::attestation::{AttestationId, Label};
use protocol::digest::Digest;
use protocol::dossier::Dossier;
use protocol::dossier::application::{Application, Document};
use protocol::dossier::assessment::{Assessment, Assessor, Finding, Mode};
use protocol::dossier::decision::{Decision, Outcome};
use protocol::dossier::signed::{Said, Signed};
use protocol::scheme::scorecard::Scorecard;
use protocol::scheme::{Scheme, SchemeId};
use protocol::scorecard::SealedScorecard;
use protocol::time::{Day, Month};

use crate::story::{Member, at, label};

/// Who takes part, and in what.
#[derive(Debug)]
pub struct Way {
    /// Owns the scheme.
    pub owner: Member,
    /// Issues and decides.
    pub issuer: Member,
    /// Whose assessors come.
    pub body: Member,
    /// Who wants the label.
    pub applicant: Member,
    /// The scheme.
    pub scheme: (SchemeId, Scheme),
    /// What the assessors answer: 128 of 150 points.
    pub card: Scorecard,
}

impl Way {
    /// Everybody is there, and nothing was said yet.
    ///
    /// # Panics
    ///
    /// When the scheme in the docs is none.
    #[must_use]
    pub fn begin() -> Self {
        let [owner, issuer, body, applicant] =
            ["owner", "issuer", "assessors", "photonics"].map(|name| Member::found(name, at("2026-01-10")));
        let scheme = Scheme::parse_toml(include_str!("../../docs/schemes/ecei.toml")).expect("a scheme");
        let card = Scorecard::parse_toml(include_str!("../../docs/schemes/ecei-gold.example.toml"));
        let card = Scorecard { scheme: None, expected: None, ..card.expect("a scorecard") };
        let id = SchemeId { owner: owner.id, name: scheme.document_name() };
        Self { owner, issuer, body, applicant, scheme: (id, scheme), card }
    }

    /// The application.
    #[must_use]
    pub fn application(&self) -> Application {
        Application {
            applicant: self.applicant.party(),
            scheme: self.scheme.0.clone(),
            level: "gold".to_owned(),
            subject_type: Some("cluster-organisation".to_owned()),
            answers: self.card.answers.clone(),
            evidence: vec![Document { title: "Strategy".to_owned(), digest: Digest::of(&[b"our strategy"]) }],
            follows: Vec::new(),
            basis: Vec::new(),
            agreement: "The applicant agrees to the rules.".to_owned(),
            made: at("2026-03-02"),
        }
    }

    /// The scorecard of the assessors, sealed.
    ///
    /// # Panics
    ///
    /// When the scheme does not take an answer.
    #[must_use]
    pub fn sealed(&self) -> SealedScorecard {
        let (id, scheme) = &self.scheme;
        SealedScorecard::seal(id, scheme, "gold", self.applicant.id, &self.card, &[7; 32])
            .expect("the scheme takes the answers")
    }

    /// The assessment of an application, by one assessor from Austria and one from Germany.
    ///
    /// # Panics
    ///
    /// Never: the days are days.
    #[must_use]
    pub fn assessment(&self, of: &Signed<Application>) -> Assessment {
        let assessor = |pseudonym: &str, country: &str| Assessor {
            pseudonym: pseudonym.to_owned(),
            country: country.to_owned(),
            declaration: "no business with the applicant since 2023".to_owned(),
        };
        let sealed = self.sealed();
        Assessment {
            by: self.body.party(),
            issuer: self.issuer.party(),
            application: of.digest(),
            first: Day::parse("2026-04-20").expect("a day"),
            last: Day::parse("2026-04-21").expect("a day"),
            mode: Mode::Onsite,
            assessors: vec![assessor("A-17", "AT"), assessor("D-4", "DE")],
            finding: Finding::of(&self.scheme.1, &sealed),
            scorecard: sealed,
            improvements: vec!["Human resources for internationalisation".to_owned()],
            recommendations: vec!["Ask members once a year".to_owned()],
            report: Some(Document { title: "Report".to_owned(), digest: Digest::of(&[b"the report"]) }),
            made: at("2026-04-22"),
        }
    }

    /// The decision on an assessment, by the issuer.
    ///
    /// # Panics
    ///
    /// Never: the day is a day.
    #[must_use]
    pub fn decision(&self, on: &Signed<Assessment>) -> Decision {
        Decision {
            by: self.issuer.party(),
            assessment: on.digest(),
            outcome: Outcome::Granted,
            conditions: Vec::new(),
            day: Day::parse("2026-05-04").expect("a day"),
            reason: "128 of 150 points, and every minimum".to_owned(),
            made: at("2026-05-04"),
        }
    }

    /// The whole dossier.
    #[must_use]
    pub fn dossier(&self) -> Dossier {
        self.changed(|_| {}, |_| {}, |_| {})
    }

    /// The whole dossier with other words in it, each part sealed by who made it.
    ///
    /// # Panics
    ///
    /// When a part cannot be sealed, or does not follow from the one before.
    #[must_use]
    pub fn changed(
        &self,
        application: impl FnOnce(&mut Application),
        assessment: impl FnOnce(&mut Assessment),
        decision: impl FnOnce(&mut Decision),
    ) -> Dossier {
        let mut applied = self.application();
        application(&mut applied);
        let mut dossier = Dossier::begin(self.seal(&applied));
        let mut assessed = self.assessment(dossier.application());
        assessment(&mut assessed);
        dossier.assess(self.seal(&assessed)).expect("it is of this application");
        let mut decided = self.decision(dossier.assessment().expect("it was put there just now"));
        decision(&mut decided);
        dossier.decide(self.seal(&decided)).expect("it is of this assessment");
        dossier
    }

    /// A part, sealed by the first device of who made it.
    ///
    /// # Panics
    ///
    /// When it was made by nobody here, or breaks a bound.
    #[must_use]
    pub fn seal<T: Said>(&self, said: &T) -> Signed<T> {
        let everybody = [&self.owner, &self.issuer, &self.body, &self.applicant];
        let maker = everybody.into_iter().find(|member| member.party().did == said.by().did);
        Signed::seal(said, &maker.expect("somebody of the story").device(1)).expect("it holds the bounds")
    }

    /// The label that the issuer makes of the dossier.
    ///
    /// # Panics
    ///
    /// When no label follows from it.
    #[must_use]
    pub fn label(&self) -> Label {
        let award = self.dossier().award(&self.scheme.1, Some("AT")).expect("it was granted");
        let month = Month::parse("2026-04").expect("a month");
        let id = AttestationId::named(self.issuer.id, [4; 10]);
        let made = label(&id, &self.issuer, &self.owner, &self.applicant, &self.scheme.0, "gold", month);
        Label { award: Award { region: Some("AT221".to_owned()), ..award }, ..made }
    }
}
