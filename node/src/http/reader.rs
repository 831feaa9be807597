//! Who reads a page: in which language, and at which address.
//!
//! ```text
//! ?lang=de in the address      chosen now: this page, and a cookie that remembers it
//! the cookie lang=de           chosen before
//! Accept-Language: de-AT, en   what the browser asks for
//! none of them                 English
//! ```
//! Addresses stay the same in every language. So an answer varies by what was asked for and by the cookie, and its tag
//! is that of its text.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};

use crate::http::negotiate::thousandths;
use crate::pages::locale::Locale;

/// Who reads a page.
#[derive(Clone, Debug)]
pub struct Reader {
    /// What came with the request.
    pub headers: HeaderMap,
    /// The language of the page.
    pub locale: Locale,
    /// The path of the page.
    pub path: String,
    /// What was asked there, without the language; may be empty.
    pub query: String,
    /// Whether the address chooses the language.
    is_chosen_now: bool,
}

impl Reader {
    /// Reads what was asked.
    #[must_use]
    pub fn of(headers: &HeaderMap, uri: &Uri) -> Self {
        let (chosen, rest): (Vec<&str>, Vec<&str>) = uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty())
            .partition(|pair| pair.split('=').next() == Some(PARAMETER));
        let now = chosen.last().and_then(|pair| Locale::parse(pair.split_once('=')?.1));
        Self {
            headers: headers.clone(),
            locale: now.or_else(|| remembered(headers)).or_else(|| asked_for(headers)).unwrap_or_default(),
            // Two slashes in front would lead to another host.
            path: format!("/{}", uri.path().trim_start_matches(['/', '\\'])),
            query: rest.join("&"),
            is_chosen_now: now.is_some(),
        }
    }

    /// This page in the language that each reader prefers: its own address, the same on every node.
    #[must_use]
    pub fn address(&self) -> String {
        let Self { path, query, .. } = self;
        if query.is_empty() { path.clone() } else { format!("{path}?{query}") }
    }

    /// This page in another language.
    #[must_use]
    pub fn address_in(&self, locale: Locale) -> String {
        let Self { path, query, .. } = self;
        let mark = if query.is_empty() { "" } else { "&" };
        format!("{path}?{query}{mark}{PARAMETER}={locale}")
    }

    /// Marks an answer with its language, with what it varies by, and with the cookie that remembers a choice.
    pub fn mark(&self, headers: &mut HeaderMap) {
        headers.insert(header::VARY, HeaderValue::from_static("accept, accept-language, cookie"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.locale.tag()));
        if self.is_chosen_now
            && let Ok(cookie) = HeaderValue::from_str(&format!(
                "{COOKIE}={}; Path=/; Max-Age={YEAR}; SameSite=Lax",
                self.locale
            ))
        {
            headers.append(header::SET_COOKIE, cookie);
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers, &parts.uri))
    }
}

/// The language that a cookie remembers.
fn remembered(headers: &HeaderMap) -> Option<Locale> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).and_then(|(_, tag)| Locale::parse(tag))
}

/// The language that is wanted most among those that are spoken here (RFC 9110, section 12.5.4); of two that are
/// wanted alike the one that is named first.
fn asked_for(headers: &HeaderMap) -> Option<Locale> {
    let ranges = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let mut best: Option<(Locale, u16)> = None;
    for range in ranges.flat_map(|ranges| ranges.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let locale = match parts.next() {
            Some("*") => Some(Locale::default()),
            tag => tag.and_then(Locale::parse),
        };
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality = quality.map_or(1000, thousandths);
        if let Some(locale) = locale
            && quality > best.map_or(0, |(_, best)| best)
        {
            best = Some((locale, quality));
        }
    }
    best.map(|(locale, _)| locale)
}

const PARAMETER: &str = "lang";
const COOKIE: &str = "lang";
/// In seconds.
const YEAR: u32 = 365 * 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(address: &str, headers: &[(header::HeaderName, &'static str)]) -> Reader {
        let headers =
            headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        Reader::of(&headers, &address.parse().unwrap())
    }

    #[test]
    fn the_address_chooses_before_the_cookie_and_the_cookie_before_the_browser() {
        let browser = (header::ACCEPT_LANGUAGE, "pl, en;q=0.5");
        let cookie = (header::COOKIE, "other=1; lang=fr");
        for (address, headers, locale) in [
            ("/?lang=de", &[browser.clone(), cookie.clone()][..], Locale::De),
            ("/", &[browser.clone(), cookie.clone()], Locale::Fr),
            ("/", std::slice::from_ref(&browser), Locale::Pl),
            ("/?lang=tlh", std::slice::from_ref(&browser), Locale::Pl),
            ("/", &[], Locale::En),
        ] {
            assert_eq!(reader(address, headers).locale, locale, "{address}");
        }
    }

    #[test]
    fn the_language_that_is_wanted_most_is_spoken() {
        for (wanted, locale) in [
            ("de-AT,de;q=0.9,en;q=0.8", Locale::De),
            ("en;q=0.5, hu;q=0.7", Locale::Hu),
            ("sk, cs;q=0.8, en;q=0.7", Locale::Cs),
            ("el", Locale::En),
            ("el, *;q=0.1", Locale::En),
            ("it;q=0, es;q=0.001", Locale::Es),
            ("it;q=banana", Locale::En),
            ("es, it", Locale::Es),
        ] {
            assert_eq!(reader("/", &[(header::ACCEPT_LANGUAGE, wanted)]).locale, locale, "{wanted}");
        }
    }

    #[test]
    fn a_page_has_the_same_address_in_another_language_and_leads_to_no_other_host() {
        let asked = reader("/?q=a%26b&lang=de&country=AT&lang=fr", &[]);
        assert_eq!((asked.locale, asked.query.as_str()), (Locale::Fr, "q=a%26b&country=AT"));
        assert_eq!(asked.address_in(Locale::Pl), "/?q=a%26b&country=AT&lang=pl");
        assert_eq!(reader("/node", &[]).address_in(Locale::Pl), "/node?lang=pl");
        assert_eq!(reader("//evil.example/x", &[]).address_in(Locale::Pl), "/evil.example/x?lang=pl");
    }

    #[test]
    fn only_a_choice_is_remembered() {
        let marked = |reader: Reader| {
            let mut headers = HeaderMap::new();
            reader.mark(&mut headers);
            headers
        };
        let chosen = marked(reader("/?lang=cs", &[]));
        assert_eq!(chosen[header::SET_COOKIE], "lang=cs; Path=/; Max-Age=31536000; SameSite=Lax");
        assert_eq!(chosen[header::CONTENT_LANGUAGE], "cs");
        assert_eq!(chosen[header::VARY], "accept, accept-language, cookie");
        assert!(!marked(reader("/", &[(header::COOKIE, "lang=cs")])).contains_key(header::SET_COOKIE));
    }
}
