//! The web pages of a node, and the plain data that each of them shows.
//!
//! A page is a struct here and a template of the same name in `templates/`. The structs hold words,
//! lists and small enums; what a label or an identity means was decided before, and the handlers in
//! `http/` fill the structs in. The English texts of a page stand in its template, once.
//!
//! What every page keeps to: it works without script and asks nothing of any other host; all data is
//! escaped by the template engine; an organisation's own words, a lister's words and what this node
//! computed are told apart in words, never by colour alone.
//!
//! ```
//! use askama::Template;
//! use node::pages::{Frame, problem::ProblemPage};
//!
//! let page = ProblemPage {
//!     frame: Frame::new("hanse.example.org", "0.1.0"),
//!     status: 404,
//!     title: "No such organisation".into(),
//!     what_happened: "This node holds no organisation with the id <QmX>.".into(),
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
pub mod question;
pub mod profile;
pub mod judgement;
pub mod drawing;

pub mod search;
pub mod census;
pub mod map;
pub mod counts;
pub mod entry;
pub mod organisation;
pub mod listing;
pub mod attestation;
pub mod issuer;
pub mod scheme;
pub mod region;
pub mod node;
pub mod problem;

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
}

impl Frame {
    /// The frame of a node with real data, and a page that has no JSON twin.
    #[must_use]
    pub fn new(host: &str, version: &str) -> Self {
        Self { host: host.to_owned(), version: version.to_owned(), demonstration: None, as_json: None }
    }
}

/// Says that a node shows a demonstration: agencies, labels and their holders are synthetic, listings may not be.
#[derive(Clone, Debug)]
pub struct Demonstration {
    /// Whom the listings name, for example `real organisations`.
    pub listed: String,
    /// A full phrase, for example `European Cluster Collaboration Platform, register of 2025-03-01`.
    pub source: String,
}

/// The style sheet, to be served at [`path::STYLESHEET`] as `text/css`.
pub const STYLESHEET: &str = include_str!("../static/hanse.css");

/// The mark of Hanse, a cog, to be served at [`path::MARK`] as `image/svg+xml`.
pub const MARK: &str = include_str!("../static/favicon.svg");

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
pub(crate) mod tests;
