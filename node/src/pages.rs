//! The web pages of a node, and the plain data that each of them shows.
//!
//! A page is a struct here and a template of the same name in `templates/`. The structs hold words,
//! lists and small enums; what a label or an identity means was decided before, and the handlers in
//! `http/` fill the structs in. What a page says stands in `locales/`, a folder a language, under keys ([`message`]).
//!
//! What every page keeps to: it works without script and asks nothing of any other host; all data is
//! escaped by the template engine; an organisation's own words, a lister's words and what this node
//! computed are told apart in words, never by colour alone.
//!
//! ```
//! use askama::Template;
//! use node::pages::{Frame, problem::ProblemPage, words::Phrase};
//!
//! let page = ProblemPage {
//!     frame: Frame::new("hanse.example.org", "0.1.0"),
//!     status: 404,
//!     title: "No such organisation".into(),
//!     what_happened: Phrase::plain("This node holds no organisation with the id <QmX>."),
//!     detail: None,
//!     what_to_do: vec!["Search for its name.".into()],
//!     details: Vec::new(),
//! };
//! assert!(page.render()?.contains("no organisation with the id &#60;QmX&#62;"));
//! # Ok::<(), askama::Error>(())
//! ```

/// How a page becomes text.
pub use askama::Template;

pub mod path;
pub mod words;
pub mod locale;
pub mod message;
pub mod question;
pub mod head;
pub mod profile;
pub mod judgement;
pub mod drawing;
pub mod census;
pub mod linked;

pub mod search;
pub mod map;
pub mod counts;
pub mod entry;
pub mod history;
pub mod compare;
pub mod organisation;
pub mod listing;
pub mod post;
pub mod attestation;
pub mod issuer;
pub mod scheme;
pub mod region;
pub mod portal;
pub mod node;
pub mod problem;

use locale::Locale;
use message::{Dated, Message, Number};
use words::Phrase;

/// What stands around every page: whose node this is, and whether its data is real.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The name or host that the footer gives this node, for example `hanse.example.org`.
    pub host: String,
    /// The software's version, for example `0.1.0`.
    pub version: String,
    /// Set on a node that shows sample data: a banner says so at the top of the page.
    pub demonstration: Option<Demonstration>,
    /// Path of the same answer as JSON; the footer links to it.
    pub as_json: Option<String>,
    /// Where the node is reached, as `https://hanse.example.org`, if it has a name of its own.
    pub origin: Option<String>,
    /// The page's own address on every node, path and question, without a language; empty for a page that has none.
    pub address: String,
    /// The language of the page.
    pub locale: Locale,
    /// The page in each language, at its own address.
    pub languages: Vec<(Locale, String)>,
}

impl Frame {
    /// The frame of a node with real data, and a page that has no JSON twin.
    #[must_use]
    pub fn new(host: &str, version: &str) -> Self {
        Self {
            host: host.to_owned(),
            version: version.to_owned(),
            demonstration: None,
            as_json: None,
            origin: None,
            address: String::new(),
            locale: Locale::default(),
            languages: Vec::new(),
        }
    }

    /// The whole address of a path on this node; the path alone where the node has no name of its own.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin.as_deref().unwrap_or_default())
    }

    /// A message in the language of the page.
    pub fn t(&self, key: &str) -> Message {
        self.locale.t(key)
    }

    /// A count as the language of the page writes it.
    #[must_use]
    pub fn n(&self, count: impl Number) -> String {
        self.locale.n(count)
    }

    /// A day as the language of the page writes it.
    pub fn date(&self, day: impl ToString) -> Dated {
        self.locale.date(day)
    }

    /// Whether a text is in another language than the page.
    #[must_use]
    pub fn is_foreign(&self, phrase: impl AsRef<Phrase>) -> bool {
        self.locale.is_foreign(phrase.as_ref())
    }

    /// In words, why a name may be taken for another one, if it may.
    #[must_use]
    pub fn mark(&self, phrase: impl AsRef<Phrase>) -> Option<Message> {
        self.locale.mark(phrase)
    }

    /// What somebody wrote, with that mark, as plain text.
    #[must_use]
    pub fn marked(&self, phrase: impl AsRef<Phrase>) -> String {
        self.locale.marked(phrase)
    }

    /// In words, in which language a text is.
    pub fn in_language(&self, phrase: impl AsRef<Phrase>) -> Message {
        self.locale.in_language(phrase)
    }
}

/// Says that a node shows a demonstration: agencies, labels and their holders are synthetic, listings may not be.
#[derive(Clone, Debug)]
pub struct Demonstration {
    /// Where its listings come from, in English, for example `the register FILE`.
    pub source: String,
    /// The file with the register; none where the listings name real organisations, from the register that is a part
    /// of the program.
    pub file: Option<String>,
}

/// The name of the directory and of its software; no language has another.
pub const NAME: &str = "Hanse";
/// The registers that a demonstration takes its listings from; they have these names in every language.
pub const REGISTERS: &str = "European Cluster Collaboration Platform (ECCP, 2026), CORDIS, ROR";
/// The licence of the software, by its short name.
pub const LICENCE: &str = "EUPL-1.2";
/// What the id of an organisation is called (did:webvh).
pub const SCID: &str = "SCID";
/// What the address of its identity is called (W3C).
pub const DID: &str = "DID";
/// What the id of a node is called (libp2p).
pub const PEER_ID: &str = "PeerId";
/// The command that judges a label anywhere.
pub const VERIFY: &str = "hanse attestation verify";

/// The command that keeps a portal.
pub const KEEP_PORTAL: &str = "hanse portal set NAME title.en=TITLE rule.country=AT,HU";

/// The style sheet, to be served at [`path::STYLESHEET`] as `text/css`.
pub const STYLESHEET: &str = include_str!("../static/hanse.css");

/// The script of the search field, to be served at [`path::SUGGEST_SCRIPT`] as `text/javascript`.
pub const SUGGEST: &str = include_str!("../static/suggest.js");

/// The script that keeps searches, to be served at [`path::SAVED_SCRIPT`] as `text/javascript`.
pub const SAVED: &str = include_str!("../static/saved.js");

/// The script of maps, to be served at [`path::ZOOM_SCRIPT`] as `text/javascript`.
pub const ZOOM: &str = include_str!("../static/zoom.js");

/// The mark of Hanse, a cog, to be served at [`path::MARK`] as `image/svg+xml`.
pub const MARK: &str = include_str!("../static/favicon.svg");

/// The picture that other sites show beside a link to a page, to be served at [`path::SHARE`] as `image/png`; drawn
/// from `static/share.svg`.
pub const SHARE: &[u8] = include_bytes!("../static/share.png");

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
pub(crate) mod tests;
