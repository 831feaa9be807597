//! `GET /node`: the page about this node.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use protocol::anchors::{Anchor, Anchors};
use protocol::carrying::{Mode, Policy};
use protocol::organisation::OrganisationId;

use crate::http::App;
use crate::http::node::{NodeAnswer, describe};
use crate::http::page::{frame, page_or_twin, party, said};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::net::LinkState;
use crate::pages::locale::Locale;
use crate::pages::node::{Carries, Exchange, Holding, NodePage, Peer, PinnedAnchor};
use crate::pages::words::{Count, Party};
use crate::read_model::ReadModel;

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    page_or_twin(&reader, TWIN, make(&app, &reader)).await
}

async fn make(app: &App, reader: &Reader) -> Result<NodePage, Problem> {
    let answer = describe(app).await?;
    let anchors = app.about.anchors();
    let model = app.handle.model().await?;
    let versions = pins(app, reader.locale, &anchors).await?;
    let links = app.net.links();
    let peer = |peer_id: &String| Peer {
        peer_id: peer_id.clone(),
        organisation: runs(&model, peer_id),
        exchange: exchange(&links, peer_id),
    };
    let policy = app.handle.read(|keeper| keeper.policy().clone()).await?;
    Ok(NodePage {
        frame: frame(app, reader, Some(TWIN)),
        name: said(&answer.name),
        operator: runs(&model, &answer.peer_id),
        addresses: app.net.addresses().iter().map(ToString::to_string).collect(),
        holdings: holdings(reader.locale, &answer, &model),
        digest: answer.digest.clone(),
        rules: answer.rules,
        peers: answer.peers.iter().map(peer).collect(),
        carries: carries(&model, &policy),
        waiting: Count(answer.staged as u64),
        anchors: versions
            .into_iter()
            .map(|(anchor, version_id)| PinnedAnchor {
                party: party(&model, &anchor.organisation),
                version_id,
            })
            .collect(),
        join_command: join_command(
            app.net.address_for_others().map(|address| address.to_string()).as_deref(),
        ),
        peer_id: answer.peer_id,
    })
}

/// How the last exchange with a peer ended.
fn exchange(links: &[LinkState], peer_id: &str) -> Option<Exchange> {
    let sessions = links
        .iter()
        .filter(|link| link.peer.to_string() == peer_id)
        .filter_map(|link| link.last_session.as_ref());
    let last = sessions.max_by_key(|session| session.ended)?;
    let (came, went) = match last.result {
        Ok((came, went)) => (Some(Count(came)), Count(went)),
        Err(_) => (None, Count(0)),
    };
    Some(Exchange { ended: last.ended.floor_to_second().to_string(), came, went })
}

fn carries(model: &ReadModel, policy: &Policy) -> Carries {
    let parties = |ids: &BTreeSet<OrganisationId>| ids.iter().map(|id| party(model, id)).collect();
    Carries {
        everybody: policy.mode == Mode::All,
        sponsors: parties(&policy.sponsors),
        hosted: parties(&policy.hosted),
        blocked: Count(policy.blocked.len() as u64),
        per_voucher: Count(policy.per_voucher_max as u64),
    }
}

/// The organisation whose `node` document names the peer: its word, which the peer has not confirmed.
fn runs(model: &ReadModel, peer_id: &str) -> Option<Party> {
    model.organisation_of_peer(peer_id).map(|view| party(model, &view.id))
}

/// Each anchor with the whole versionId that it pins, as far as the log here holds it.
async fn pins(app: &App, locale: Locale, anchors: &Anchors) -> Result<Vec<(Anchor, String)>, Problem> {
    let mut pins = Vec::new();
    for anchor in anchors.iter() {
        let ledger = app.handle.ledger(anchor.organisation).await?;
        let version_id = ledger.and_then(|ledger| {
            let mut lines = ledger.identity().lines();
            lines.find(|line| *line.version() == anchor.version).map(|line| line.version_id().to_owned())
        });
        let or_number = || locale.t("node-pin-not-held").text("number", anchor.version.number).to_text();
        pins.push((anchor.clone(), version_id.unwrap_or_else(or_number)));
    }
    Ok(pins)
}

fn holdings(locale: Locale, answer: &NodeAnswer, model: &ReadModel) -> Vec<Holding> {
    let holding = |count: usize, key: &str| Holding {
        noun: locale.t(key).count("count", count).to_text(),
        count: Count(count as u64),
    };
    vec![
        holding(answer.organisations, "node-organisations"),
        holding(answer.listings, "node-listings"),
        holding(model.labels().count(), "node-labels"),
        holding(model.schemes().count(), "node-schemes"),
        holding(answer.documents, "node-documents"),
        holding(answer.items, "node-items"),
    ]
}

/// Joins through an address that others can reach, if there is one.
fn join_command(address: Option<&str>) -> String {
    format!("hanse-node run --data my-node --peer {}", address.unwrap_or("MULTIADDR"))
}

const TWIN: &str = "/v1/node";
