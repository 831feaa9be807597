//! The page for what went wrong; the same data as the RFC 9457 body.

use askama::Template;

use super::Frame;
use super::head::Head;
use super::words::{Fact, Phrase};

/// The page of a problem.
#[derive(Clone, Debug, Template)]
#[template(path = "problem.html")]
pub struct ProblemPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The HTTP status.
    pub status: u16,
    /// The problem in a few words, for example `No such organisation`. No full stop.
    pub title: String,
    /// What happened, in whole sentences.
    pub what_happened: Phrase,
    /// The same in more detail, where that is in another language than the page.
    pub detail: Option<Phrase>,
    /// What the reader can do, each a whole sentence; may be empty.
    pub what_to_do: Vec<String>,
    /// What an operator may ask for, for example the request's id.
    pub details: Vec<Fact>,
}

impl Head for ProblemPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn about(&self) -> String {
        self.what_happened.text.clone()
    }
}
