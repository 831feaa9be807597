//! The pages of a node as their tags, for tests that look for what stands where.

/// A tag of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name; of one that closes with a slash before it.
    pub name: String,
    /// What stands behind the name, as it is escaped.
    attributes: Vec<(String, String)>,
    /// The text behind it, up to the next tag, as it is escaped.
    behind: String,
}

impl Tag {
    /// The value of an attribute, as it is escaped.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The tags of a page of a node, on which every value stands between quotes.
#[must_use]
pub fn tags(html: &str) -> Vec<Tag> {
    let tag = |piece: &str| {
        let (inner, text) = piece.split_once('>')?;
        let (name, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        let mut attributes = Vec::new();
        let mut rest = rest;
        while let Some((name, after)) = rest.split_once("=\"") {
            let (value, behind) = after.split_once('"')?;
            let name = name.split_whitespace().last().unwrap_or_default();
            attributes.push((name.to_owned(), value.to_owned()));
            rest = behind;
        }
        Some(Tag { name: name.to_owned(), attributes, behind: text.to_owned() })
    };
    html.split('<').skip(1).filter_map(tag).collect()
}

/// A text or a value without its escapes.
#[must_use]
pub fn unescaped(text: &str) -> String {
    [("&#60;", "<"), ("&#62;", ">"), ("&#39;", "'"), ("&#34;", "\""), ("&#38;", "&")]
        .into_iter()
        .fold(text.to_owned(), |text, (escaped, letter)| text.replace(escaped, letter))
}

/// What a part of a page says: its texts, with one blank between words.
#[must_use]
pub fn text(tags: &[Tag]) -> String {
    let said: Vec<&str> = tags.iter().flat_map(|tag| tag.behind.split_whitespace()).collect();
    unescaped(&said.join(" "))
}
