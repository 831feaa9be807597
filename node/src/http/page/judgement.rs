//! Verdicts as pages word them. What a label is worth was decided by `protocol`.

use std::sync::Arc;

use protocol::anchors::Anchors;
use protocol::attestation::Label;
use protocol::credential::Party;
use protocol::status::Ending;
use protocol::verification::{AsOf, Doubt, Judgement, Verdict};

use crate::http::App;
use crate::http::page::{party, party_or, said, sentence, stopped};
use crate::http::problem::Problem;
use crate::pages::judgement as pages;
use crate::pages::path;
use crate::pages::words::{Link, Phrase, Tone};
use crate::read_model::ReadModel;

/// A label and what this node's anchors make of it.
pub(super) struct Judged<'m> {
    pub label: &'m Label,
    pub judgement: Arc<Judgement>,
    titles: (String, String),
}

/// Judges labels of the model with this node's anchors, in their order.
///
/// # Errors
///
/// A problem while the node shuts down.
pub(super) async fn judged<'m>(
    app: &App,
    model: &'m ReadModel,
    labels: &[&'m Label],
    as_of: AsOf,
) -> Result<Vec<Judged<'m>>, Problem> {
    let judgements = app.verdicts.of(&app.handle, model, labels, &app.about.anchors(), as_of).await?;
    let judged = labels.iter().zip(judgements).filter_map(|(label, judgement)| {
        let judgement = judgement?;
        let titles = titles(model, label, &judgement);
        Some(Judged { label, judgement, titles })
    });
    Ok(judged.collect())
}

impl Judged<'_> {
    /// Scheme and level, for example `Cluster Excellence, Gold`.
    pub(super) fn title(&self) -> String {
        format!("{}, {}", self.titles.0, self.titles.1)
    }

    /// The path of the label's page.
    pub(super) fn href(&self) -> String {
        path::attestation(&self.label.id.issuer.to_string(), &self.label.id.name)
    }

    /// The label in a list.
    pub(super) fn in_list(&self, model: &ReadModel, anchors: &Anchors) -> pages::Label {
        let label = self.label;
        let (title, level) = self.titles.clone();
        let holder = holder(label, &self.judgement);
        let subject = holder.organisation().unwrap_or(label.id.issuer);
        pages::Label {
            title: Phrase::plain(&title),
            level,
            issuer: party_or(model, &label.id.issuer, &label.issuer.name),
            subject: party_or(model, &subject, &holder.name),
            name: label.id.name.clone(),
            judgement: worded(&self.judgement, anchors),
            downloads: downloads(label),
        }
    }
}

/// Puts the weightiest first: what holds, what holds with a reservation, what is not known, what does not hold; the
/// newest of each.
pub(super) fn by_weight(judged: &mut [Judged<'_>]) {
    judged.sort_by_key(|judged| {
        let weight = match tone(&judged.judgement.verdict) {
            Tone::Holds => 0,
            Tone::Reserved => 1,
            Tone::Unknown => 2,
            Tone::Fails => 3,
        };
        (weight, std::cmp::Reverse(judged.label.valid_from), judged.label.id.clone())
    });
}

/// Titles of scheme and present level; of a scheme that is not held, what the label calls them.
pub(super) fn titles(model: &ReadModel, label: &Label, judgement: &Judgement) -> (String, String) {
    let code = judgement.standing.as_ref().map_or(&label.level, |standing| &standing.level);
    match model.scheme(&label.scheme) {
        Some(scheme) => (said(scheme.title()), level_title(model, label, code)),
        None => (said(&label.scheme.name), said(code)),
    }
}

/// The title of one of the levels of a label's scheme, or its code where the scheme is not held.
pub(super) fn level_title(model: &ReadModel, label: &Label, code: &str) -> String {
    let level = model.scheme(&label.scheme).and_then(|scheme| scheme.level(code));
    said(level.map_or(code, |level| level.title()))
}

/// Who holds a label by a judgement, and where it did not come to that, who got it.
pub(super) fn holder<'j>(label: &'j Label, judgement: &'j Judgement) -> &'j Party {
    judgement.standing.as_ref().map_or(&label.subject, |standing| &standing.holder)
}

/// A verdict in words.
pub(super) fn worded(judgement: &Judgement, anchors: &Anchors) -> pages::Judgement {
    pages::Judgement {
        tone: tone(&judgement.verdict),
        headline: headline(judgement),
        reasons: reasons(judgement, anchors),
        statement_of: judgement.stated_at.map(|at| at.day().to_string()),
    }
}

/// The organisations that this node has pinned.
pub(super) fn pinned(model: &ReadModel, anchors: &Anchors) -> pages::Anchors {
    pages::Anchors { pinned: anchors.iter().map(|anchor| party(model, &anchor.organisation)).collect() }
}

/// What proves a label, to take away.
pub(super) fn downloads(label: &Label) -> Vec<Link> {
    let at = format!("/v1{}", path::attestation(&label.id.issuer.to_string(), &label.id.name));
    vec![
        Link::here("Credential (JSON)", &format!("{at}/credential")),
        Link::here("Evidence (CBOR)", &format!("{at}/evidence")),
    ]
}

pub(super) fn tone(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Valid { .. } => Tone::Holds,
        Verdict::Conditional { .. }
        | Verdict::NotYet { .. }
        | Verdict::ExpiredRenewable { .. }
        | Verdict::Suspended { .. }
        | Verdict::StatusStale { .. } => Tone::Reserved,
        Verdict::Expired { .. }
        | Verdict::Withdrawn { .. }
        | Verdict::SubjectMismatch { .. }
        | Verdict::IssuerNotEntitled(_)
        | Verdict::BadSignature(_) => Tone::Fails,
        Verdict::Conflict(_) | Verdict::UnknownScheme | Verdict::Indeterminate(_) => Tone::Unknown,
    }
}

fn headline(judgement: &Judgement) -> String {
    match &judgement.verdict {
        Verdict::Valid { until } => format!("Valid {}", judgement.until_in_words(*until)),
        Verdict::NotYet { from } => format!("Not valid before {from}"),
        Verdict::Conditional { until, .. } => {
            format!("Valid on a condition, {}", judgement.until_in_words(*until))
        }
        Verdict::Expired { until } => format!("Expired after {until}"),
        Verdict::ExpiredRenewable { until, .. } => format!("Expired after {until}, renewable"),
        Verdict::Suspended { since, until: None, .. } => format!("Suspended since {since}"),
        Verdict::Suspended { since, until: Some(until), .. } => format!("Suspended from {since} to {until}"),
        Verdict::Withdrawn { since, how, .. } => {
            let how = match how {
                Ending::Withdrawn => "Withdrawn",
                Ending::Returned => "Returned",
                Ending::Superseded => "Superseded",
                Ending::Corrected => "Corrected",
                Ending::Annulled => "Annulled",
            };
            format!("{how} since {since}")
        }
        Verdict::SubjectMismatch { .. } => "Held by another organisation".to_owned(),
        Verdict::IssuerNotEntitled(_) => "Issuer not entitled".to_owned(),
        Verdict::BadSignature(_) => "Bad signature".to_owned(),
        Verdict::StatusStale { stated, .. } => format!("Stale: last stated on {stated}"),
        Verdict::Conflict(_) => "Conflict".to_owned(),
        Verdict::UnknownScheme => "Unknown scheme".to_owned(),
        Verdict::Indeterminate(Doubt::NoAnchor) => "Indeterminate: no anchor".to_owned(),
        Verdict::Indeterminate(Doubt::IssuerDisputed { .. }) => "Indeterminate: disputed identity".to_owned(),
        Verdict::Indeterminate(_) => "Indeterminate".to_owned(),
    }
}

fn reasons(judgement: &Judgement, anchors: &Anchors) -> Vec<String> {
    match &judgement.verdict {
        Verdict::Valid { .. } => {
            let right = judgement.checks.iter().find(|check| check.name == "accreditation");
            right.map(|check| stopped(&said(&check.sentence))).into_iter().collect()
        }
        Verdict::Conditional { conditions, .. } => {
            conditions.iter().map(|text| format!("Condition: {}", stopped(&said(text)))).collect()
        }
        Verdict::Withdrawn { reason, .. } | Verdict::Suspended { reason, .. } if reason.trim().is_empty() => {
            vec!["The issuer gave no reason.".to_owned()]
        }
        Verdict::Withdrawn { reason, .. } | Verdict::Suspended { reason, .. } => {
            vec![format!("The issuer’s reason: {}", stopped(&said(reason)))]
        }
        Verdict::Indeterminate(Doubt::NoAnchor) if anchors.iter().next().is_none() => vec![
            "This node pins no anchors, so it does not say whether the issuer may give this label."
                .to_owned(),
            "That is no fault of the label: verify it with anchors of your own.".to_owned(),
        ],
        Verdict::Indeterminate(Doubt::NoAnchor) => {
            vec!["No anchor of this node trusts the issuer or the scheme’s owner.".to_owned()]
        }
        other => vec![sentence(&said(&other.to_string()))],
    }
}
