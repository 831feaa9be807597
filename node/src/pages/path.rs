//! The paths of the pages on their node, each in one place, percent-encoded.

use std::fmt::Display;

use askama::filters::urlencode_strict;
use protocol::landscape::Card;

/// The search page.
pub const SEARCH: &str = "/";
/// The page about this node.
pub const NODE: &str = "/node";
/// The map.
pub const MAP: &str = "/map";
/// The counts.
pub const COUNTS: &str = "/counts";
/// The list of posts.
pub const POSTS: &str = "/posts";
/// All portals.
pub const PORTALS: &str = "/portals";
/// Organisations side by side.
pub const COMPARE: &str = "/compare";
/// The picture that other sites show beside a link to a page.
pub const SHARE: &str = "/static/share.png";
/// The style sheet.
pub const STYLESHEET: &str = "/static/hanse.css";
/// The mark of Hanse, also the icon of the pages.
pub const MARK: &str = "/static/favicon.svg";
/// Suggestions for what somebody is typing.
pub const SUGGEST: &str = "/v1/landscape/suggest";
/// The script that asks for them; the page works without.
pub const SUGGEST_SCRIPT: &str = "/static/suggest.js";
/// The script that keeps searches in the browser; the page works without.
pub const SAVED_SCRIPT: &str = "/static/saved.js";
/// The script that moves maps; they work without.
pub const ZOOM_SCRIPT: &str = "/static/zoom.js";
/// The machine-readable description of the HTTP API.
pub const OPENAPI: &str = "/openapi.json";
/// The files of everything that the node holds.
pub const EXPORT: &str = "/v1/export";
/// Organisations side by side, for programs.
pub const COMPARISON: &str = "/v1/compare";
/// The counters that Prometheus reads.
pub const METRICS: &str = "/metrics";

/// The feed of what changed last.
pub const CHANGES: &str = "/changes.atom";

/// The feed of what an organisation changed last.
#[must_use]
pub fn changes(scid: &str) -> String {
    format!("{}{CHANGES}", organisation(scid))
}

/// The page of an organisation.
#[must_use]
pub fn organisation(scid: &str) -> String {
    format!("/organisations/{}", segment(scid))
}

/// The logo of an organisation, a picture.
#[must_use]
pub fn logo(scid: &str) -> String {
    format!("{}/logo", organisation(scid))
}

/// The page of an agency's listing: the agency's SCID and the listing's id.
#[must_use]
pub fn listing(scid: &str, name: &str) -> String {
    format!("/listings/{}/{}", segment(scid), segment(name))
}

/// The page of a card: that of the organisation, or of the agency's listing.
#[must_use]
pub fn card(card: &Card) -> String {
    match card.id.split_once('/') {
        Some((scid, name)) => listing(scid, name),
        None => organisation(&card.id),
    }
}

/// The page of a post: its organisation's SCID and its name.
#[must_use]
pub fn post(scid: &str, name: &str) -> String {
    format!("{POSTS}/{}/{}", segment(scid), segment(name))
}

/// The page of a label: its issuer's SCID and the attestation's id.
#[must_use]
pub fn attestation(scid: &str, name: &str) -> String {
    format!("/attestations/{}/{}", segment(scid), segment(name))
}

/// The page of a label scheme: its owner's SCID and the scheme's id.
#[must_use]
pub fn scheme(scid: &str, name: &str) -> String {
    format!("/schemes/{}/{}", segment(scid), segment(name))
}

/// The page of a portal: its keeper's SCID and its name.
#[must_use]
pub fn portal(scid: &str, name: &str) -> String {
    format!("{PORTALS}/{}/{}", segment(scid), segment(name))
}

/// The page of a region or a country, by its code.
#[must_use]
pub fn region(code: &str) -> String {
    format!("/regions/{}", segment(code))
}

/// The page of an industrial ecosystem, by its code.
#[must_use]
pub fn ecosystem(code: &str) -> String {
    format!("/ecosystems/{}", segment(code))
}

/// The page of an issuer of labels.
#[must_use]
pub fn issuer(scid: &str) -> String {
    format!("/issuers/{}", segment(scid))
}

/// The page of an agency.
#[must_use]
pub fn agency(scid: &str) -> String {
    format!("/agencies/{}", segment(scid))
}

/// Writes text as one segment of a path or one value of a query.
#[must_use]
pub fn segment(text: &str) -> impl Display {
    let Ok(encoded) = urlencode_strict(text);
    encoded.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_segment_of_the_path() {
        assert_eq!(listing("Qm1", "a/b?c#d\"e é"), "/listings/Qm1/a%2Fb%3Fc%23d%22e%20%C3%A9");
    }
}
