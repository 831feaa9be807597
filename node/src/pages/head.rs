//! What stands in the head of a page: the words that tabs, search engines and other sites show for it.

use askama::Template;

use super::Frame;
use super::words::Phrase;

/// A page with a title and a sentence about it.
pub trait Head: Template {
    /// What stands around the page.
    fn frame(&self) -> &Frame;

    /// What the page is called, without the name of the directory behind it.
    fn title(&self) -> String;

    /// What the page is about, in a sentence or two.
    fn about(&self) -> String {
        about(self.frame(), None)
    }

    /// The same, as long as others show it.
    fn preview(&self) -> String {
        beginning(&self.about().split_whitespace().collect::<Vec<_>>().join(" "), ABOUT_LETTERS)
    }
}

/// What somebody said of the thing that a page is about, else what the directory is.
pub(super) fn about(frame: &Frame, said: Option<&Phrase>) -> String {
    let said = said.map(|words| words.text.trim()).filter(|words| !words.is_empty());
    said.map_or_else(|| frame.t("frame-about").to_text(), str::to_owned)
}

/// The beginning of a text, to the end of a word, with dots where something was cut off.
pub(crate) fn beginning(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters).collect();
    let whole = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', ' ']))
}

/// Search engines and messengers show about so many.
const ABOUT_LETTERS: usize = 200;
