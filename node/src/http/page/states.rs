//! Labels by what they are worth on a day: what the pages of issuers and schemes have in common.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use protocol::attestation::Label;
use serde::Deserialize;

use crate::http::App;
use crate::http::attestation::OnDay;
use crate::http::page::judgement::{self, Judged};
use crate::http::problem::Problem;
use crate::pages::issuer::{State, States};
use crate::pages::locale::Locale;
use crate::pages::question::Question;
use crate::pages::words::Count;
use crate::read_model::ReadModel;

/// Which labels a page shows.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    /// The code of a verdict.
    state: Option<String>,
}

/// Some labels on a day: those of the chosen state, and how many there are of each.
pub(super) struct Sorted<'m> {
    pub(super) states: States,
    pub(super) shown: Vec<Judged<'m>>,
    pub(super) in_all: Count,
}

/// Judges labels on the day that is asked for and sorts them by state; of very many the newest.
///
/// # Errors
///
/// A problem when the day is none, or while the node shuts down.
pub(super) async fn sorted<'m>(
    app: &App,
    locale: Locale,
    model: &'m ReadModel,
    mut labels: Vec<&'m Label>,
    (day, chosen): (&OnDay, &Chosen),
    action: String,
) -> Result<Sorted<'m>, Problem> {
    let as_of = day.as_of()?;
    let in_all = labels.len();
    labels.sort_by_key(|label| (Reverse(label.valid_from), label.id.clone()));
    labels.truncate(JUDGED);
    let judged = judgement::judged(app, locale, model, &labels, as_of).await?;
    let chosen = chosen.state.as_deref().unwrap_or_default().trim();
    let mut counts = BTreeMap::new();
    for judged in &judged {
        let verdict = &judged.judgement.verdict;
        let (_, count) = counts.entry(verdict.code()).or_insert_with(|| (judgement::tone(verdict), 0_u64));
        *count += 1;
    }
    let asked = Question::of(vec![("as_of".to_owned(), as_of.true_at.to_string())]);
    let state = |(code, (tone, count)): (&'static str, (_, u64))| State {
        code,
        tone,
        count: Count(count),
        href: asked.with("state", if code == chosen { "" } else { code }).href(&action),
        is_chosen: code == chosen,
    };
    let states = States {
        day: as_of.true_at.to_string(),
        chosen: if counts.contains_key(chosen) { chosen.to_owned() } else { String::new() },
        states: counts.into_iter().map(state).collect(),
        judged: (in_all > judged.len()).then_some(Count(judged.len() as u64)),
        in_all: Count(in_all as u64),
        action,
    };
    let is_shown = |judged: &Judged<'_>| chosen.is_empty() || judged.judgement.verdict.code() == chosen;
    let mut shown: Vec<Judged<'m>> = judged.into_iter().filter(is_shown).collect();
    let in_all = Count(shown.len() as u64);
    shown.truncate(SHOWN);
    Ok(Sorted { states, shown, in_all })
}

/// To judge a label takes a good part of a millisecond.
const JUDGED: usize = 1_000;
const SHOWN: usize = 40;
