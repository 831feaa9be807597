//! The credential in the picture: written so that every XML reader finds it, and read from pictures of strangers.
//!
//! The reader knows as much XML as it takes to find the one element, and refuses what two readers could understand
//! differently: document types and their entities, two credentials, elements within one.

use thiserror::Error;

/// The element with the credential. Text of JSON that would end the section, or that XML cannot hold, is written as
/// JSON's own escapes: the value stays the same.
pub(super) fn baked(credential: &str) -> String {
    let text =
        credential.replace("]]>", "]]\\u003e").replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff");
    format!("<openbadges:credential><![CDATA[{text}]]></openbadges:credential>\n")
}

/// Takes the credential out of a baked SVG. Nobody need have signed it.
///
/// # Errors
///
/// [`BadgeError`] says why there is none to be taken.
pub fn extract(svg: &[u8]) -> Result<Vec<u8>, BadgeError> {
    if svg.len() > BADGE_BYTES_MAX {
        return Err(BadgeError::TooLong);
    }
    let text = std::str::from_utf8(svg).map_err(|_| BadgeError::NotXml)?;
    let mut reader = Reader { rest: text.trim_start_matches('\u{feff}') };
    let mut bound = Vec::new();
    let mut is_root = true;
    let mut found = None;
    while let Some(token) = reader.next()? {
        let Token::Start { name, attributes, is_empty } = token else { continue };
        let local = name.rsplit(':').next().unwrap_or_default();
        if is_root && local != "svg" {
            return Err(BadgeError::NotSvg);
        }
        let declared = prefixes(&attributes);
        let is_credential = match name.split_once(':') {
            Some((prefix, "credential")) => bound.contains(&prefix) || declared.contains(&prefix),
            _ => name == "credential" && declared.contains(&""),
        };
        if is_root {
            bound = declared;
            is_root = false;
        }
        if !is_credential {
            continue;
        }
        if found.is_some() {
            return Err(BadgeError::Several);
        }
        if attributes.iter().any(|(name, _)| *name == "verify") {
            return Err(BadgeError::Token);
        }
        found = Some(if is_empty { String::new() } else { reader.content(name)? });
    }
    let credential = found.ok_or(BadgeError::NotBaked)?;
    let credential = credential.trim();
    if credential.is_empty() { Err(BadgeError::NotBaked) } else { Ok(credential.as_bytes().to_vec()) }
}

/// The prefixes that attributes bind to the namespace of Open Badges; an empty one is the default.
fn prefixes<'t>(attributes: &[(&'t str, &'t str)]) -> Vec<&'t str> {
    let bound = attributes.iter().filter(|(_, value)| *value == NAMESPACE);
    bound
        .filter_map(|(name, _)| match name.strip_prefix("xmlns")? {
            "" => Some(""),
            rest => rest.strip_prefix(':'),
        })
        .collect()
}

/// Why a picture gives no credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadgeError {
    /// More bytes than a badge has.
    #[error("the picture is longer than {BADGE_BYTES_MAX} bytes")]
    TooLong,
    /// No XML, or more of it than a badge needs.
    #[error("the picture is no well-formed SVG in UTF-8 without a document type")]
    NotXml,
    /// XML of another kind.
    #[error("the file is XML and no SVG picture")]
    NotSvg,
    /// No credential.
    #[error("the picture carries no credential of Open Badges 3.0")]
    NotBaked,
    /// Two credentials: which one counts?
    #[error("the picture carries more than one credential")]
    Several,
    /// A credential as a JSON Web Token.
    #[error("the picture carries a JSON Web Token, and only credentials with a proof in them are read here")]
    Token,
}

/// Reads one token after the other.
struct Reader<'t> {
    rest: &'t str,
}

enum Token<'t> {
    Start { name: &'t str, attributes: Vec<(&'t str, &'t str)>, is_empty: bool },
    End { name: &'t str },
    Text(&'t str),
    Section(&'t str),
    Nothing,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<Option<Token<'t>>, BadgeError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let token = match self.rest.strip_prefix('<') {
            None => {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                Token::Text(self.take(end))
            }
            Some(rest) if rest.starts_with("!--") => {
                self.rest = &rest[3..];
                self.until("-->")?;
                Token::Nothing
            }
            Some(rest) if rest.starts_with("![CDATA[") => {
                self.rest = &rest[8..];
                Token::Section(self.until("]]>")?)
            }
            Some(rest) if rest.starts_with('?') => {
                self.until("?>")?;
                Token::Nothing
            }
            // A document type can define entities, which readers expand or do not.
            Some(rest) if rest.starts_with('!') => return Err(BadgeError::NotXml),
            Some(rest) if rest.starts_with('/') => {
                self.rest = &rest[1..];
                Token::End { name: self.until(">")?.trim_end() }
            }
            Some(rest) => {
                self.rest = rest;
                self.start()?
            }
        };
        Ok(Some(token))
    }

    /// The text of an element up to its end.
    fn content(&mut self, name: &str) -> Result<String, BadgeError> {
        let mut content = String::new();
        loop {
            match self.next()?.ok_or(BadgeError::NotXml)? {
                Token::Section(text) => content.push_str(text),
                Token::Text(text) => content.push_str(&unescaped(text)?),
                Token::Nothing => {}
                Token::End { name: ended } if ended == name => return Ok(content),
                Token::End { .. } | Token::Start { .. } => return Err(BadgeError::NotXml),
            }
        }
    }

    /// A start tag, of which the `<` was taken.
    fn start(&mut self) -> Result<Token<'t>, BadgeError> {
        let name = self.name()?;
        let mut attributes = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if let Some(rest) = self.rest.strip_prefix("/>") {
                self.rest = rest;
                return Ok(Token::Start { name, attributes, is_empty: true });
            }
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return Ok(Token::Start { name, attributes, is_empty: false });
            }
            let attribute = self.name()?;
            let value = self.rest.trim_start().strip_prefix('=').ok_or(BadgeError::NotXml)?.trim_start();
            let quote =
                value.chars().next().filter(|quote| ['"', '\''].contains(quote)).ok_or(BadgeError::NotXml)?;
            self.rest = &value[1..];
            let value = self.until(if quote == '"' { "\"" } else { "'" })?;
            if attributes.iter().any(|(known, _)| *known == attribute) || attributes.len() == ATTRIBUTES_MAX {
                return Err(BadgeError::NotXml);
            }
            attributes.push((attribute, value));
        }
    }

    fn name(&mut self) -> Result<&'t str, BadgeError> {
        let is_end = |c: char| c.is_whitespace() || "=/><\"'&".contains(c);
        let end = self.rest.find(is_end).filter(|end| *end > 0).ok_or(BadgeError::NotXml)?;
        Ok(self.take(end))
    }

    fn take(&mut self, end: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// What stands before a mark, which is passed over.
    fn until(&mut self, mark: &str) -> Result<&'t str, BadgeError> {
        let (taken, rest) = self.rest.split_once(mark).ok_or(BadgeError::NotXml)?;
        self.rest = rest;
        Ok(taken)
    }
}

/// A text with XML's own five entities and characters by number put back.
fn unescaped(text: &str) -> Result<String, BadgeError> {
    let mut parts = text.split('&');
    let mut unescaped = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, rest) = part.split_once(';').ok_or(BadgeError::NotXml)?;
        let character = match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => {
                let number = number.strip_prefix('#').ok_or(BadgeError::NotXml)?;
                let code = match number.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => number.parse(),
                };
                code.ok().and_then(char::from_u32).ok_or(BadgeError::NotXml)?
            }
        };
        unescaped.push(character);
        unescaped.push_str(rest);
    }
    Ok(unescaped)
}

/// A badge of a stranger may hold a drawing of some size beside the credential.
const BADGE_BYTES_MAX: usize = 8 << 20;
const ATTRIBUTES_MAX: usize = 256;
/// The namespace of Open Badges 3.0.
pub(super) const NAMESPACE: &str = "https://purl.imsglobal.org/ob/v3p0";

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<!-- a > b --><svg xmlns:ob='{NAMESPACE}' a=\"x>y\">{inside}<g/></svg>"
        )
    }

    #[test]
    fn badges_of_other_bakers_are_read() {
        for inside in [
            "<ob:credential><![CDATA[{}]]></ob:credential>".to_owned(),
            "<ob:credential>\n <![CDATA[{]]><!-- --><![CDATA[}]]> </ob:credential >".to_owned(),
            "<g><ob:credential>&#123;&#x7d;</ob:credential></g>".to_owned(),
            format!("<o:credential xmlns:o=\"{NAMESPACE}\">{{}}</o:credential>"),
            format!("<credential xmlns=\"{NAMESPACE}\">{{}}</credential>"),
        ] {
            assert_eq!(extract(svg(&inside).as_bytes()).as_deref(), Ok(&b"{}"[..]), "{inside}");
        }
    }

    #[test]
    fn hostile_pictures_give_no_credential() {
        let one = "<ob:credential>{}</ob:credential>";
        for (picture, why) in [
            (svg(&format!("{one}{one}")), BadgeError::Several),
            (svg("<ob:credential verify=\"e30.e30.x\"/>"), BadgeError::Token),
            (svg("<ob:credential/>"), BadgeError::NotBaked),
            (svg("<other:credential>{}</other:credential>"), BadgeError::NotBaked),
            (svg("<!-- <ob:credential>{}</ob:credential> -->"), BadgeError::NotBaked),
            (svg("<![CDATA[<ob:credential>{}</ob:credential>]]>"), BadgeError::NotBaked),
            (svg("<ob:credential><g>{}</g></ob:credential>"), BadgeError::NotXml),
            (svg("<ob:credential>&file;</ob:credential>"), BadgeError::NotXml),
            (svg("<ob:credential>{}"), BadgeError::NotXml),
            (svg("<ob:credential><![CDATA[{}"), BadgeError::NotXml),
            (svg("<ob:credential a='1' a='2'>{}</ob:credential>"), BadgeError::NotXml),
            (format!("<!DOCTYPE svg [<!ENTITY a '{{}}'>]>{}", svg(one)), BadgeError::NotXml),
            ("<html/>".to_owned(), BadgeError::NotSvg),
            (String::new(), BadgeError::NotBaked),
            ("<".repeat(1000), BadgeError::NotXml),
            (" ".repeat(BADGE_BYTES_MAX + 1), BadgeError::TooLong),
        ] {
            assert_eq!(extract(picture.as_bytes()), Err(why), "{}", &picture[..picture.len().min(200)]);
        }
        assert_eq!(extract(b"<svg>\xff</svg>"), Err(BadgeError::NotXml));
    }
}
