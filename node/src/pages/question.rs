//! What a page was asked, as the pairs of its address: links keep what they do not change.

use super::path::segment;

/// The parameters of an address, in their order; empty ones are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question(Vec<(String, String)>);

impl Question {
    /// The pairs as they came, decoded, without those that belong to one page alone.
    #[must_use]
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        let given =
            |(key, value): &(String, String)| !value.trim().is_empty() && key != "page" && key != "lang";
        Self(pairs.into_iter().filter(given).map(|(key, value)| (key, value.trim().to_owned())).collect())
    }

    /// The value of a parameter, or nothing.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(known, _)| known == key).map_or("", |(_, value)| value)
    }

    /// The same question with one parameter set; with an empty value, without it.
    #[must_use]
    pub fn with(&self, key: &str, value: &str) -> Self {
        let mut pairs: Vec<_> = self.0.iter().filter(|(known, _)| known != key).cloned().collect();
        if !value.is_empty() {
            pairs.push((key.to_owned(), value.to_owned()));
        }
        Self(pairs)
    }

    /// The same question without some parameters.
    #[must_use]
    pub fn without(&self, keys: &[&str]) -> Self {
        Self(self.0.iter().filter(|(known, _)| !keys.contains(&known.as_str())).cloned().collect())
    }

    /// The pairs, for the hidden fields of a form.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// True if nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The address of a page with this question.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        let pairs: Vec<String> =
            self.0.iter().map(|(key, value)| format!("{}={}", segment(key), segment(value))).collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_keeps_what_it_does_not_change() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let asked = Question::of(vec![
            pair("q", " é&b "),
            pair("country", "AT"),
            pair("kind", ""),
            pair("page", "3"),
        ]);
        assert_eq!(asked.href("/map"), "/map?q=%C3%A9%26b&country=AT");
        assert_eq!(asked.with("country", "DE").href("/"), "/?q=%C3%A9%26b&country=DE");
        assert_eq!(asked.with("country", "").without(&["q"]), Question::default());
        assert_eq!((asked.get("country"), asked.get("kind")), ("AT", ""));
    }
}
