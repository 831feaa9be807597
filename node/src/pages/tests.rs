//! What holds for every page, and the sentences that a page must say.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::attestation::Outcome;
use super::samples::{self, PAYLOAD, Sample, everyday, hostile, silent};
use super::search::Word;
use super::words::{Phrase, Tone};
use super::{STYLESHEET, judgement::Anchors, path};

/// The scripts that come with the program.
pub(crate) const SCRIPTS: [&str; 3] = [path::SUGGEST_SCRIPT, path::SAVED_SCRIPT, path::ZOOM_SCRIPT];

#[test]
fn words_from_strangers_never_become_markup() {
    let escaped =
        "&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39; onmouseover=&#39;x&#39; &#60;img src=x onerror";
    for sample in samples::all() {
        for tag in tags(&sample.html) {
            if tag.name == "script" && tag.value("src").is_some_and(|src| SCRIPTS.contains(&src)) {
                continue;
            }
            let invented = matches!(tag.name.as_str(), "script" | "style" | "iframe" | "object" | "base");
            assert!(!invented, "{}: <{}>", sample.name, tag.name);
            for (name, _) in &tag.attributes {
                assert!(
                    !name.starts_with("on") && name != "style",
                    "{}: {name} in <{}>",
                    sample.name,
                    tag.name
                );
            }
        }
        if sample.name.ends_with("-hostile") {
            assert!(sample.html.contains(escaped), "{} shows what was said", sample.name);
        }
    }
}

#[test]
fn no_page_asks_anything_of_another_host() {
    for sample in samples::all() {
        for tag in tags(&sample.html) {
            for attribute in ["src", "href", "action", "srcset", "poster", "data"] {
                let Some(address) = tag.value(attribute) else { continue };
                let outward = tag.name == "a"
                    && address.starts_with("https://")
                    && tag.value("rel") == Some("noopener nofollow external");
                let inward =
                    address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
                assert!(outward || inward, "{}: {attribute}={address}", sample.name);
            }
        }
    }
}

#[test]
fn every_element_is_closed_where_it_was_opened() {
    let void = ["meta", "link", "img", "input", "br", "!doctype"];
    for sample in samples::all() {
        let mut open: Vec<String> = Vec::new();
        for tag in tags(&sample.html) {
            match tag.name.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop().as_deref(), Some(closed), "in {}", sample.name),
                None if tag.closes_itself || void.contains(&tag.name.as_str()) => {}
                None => open.push(tag.name),
            }
        }
        assert!(open.is_empty(), "{} leaves {open:?} open", sample.name);
    }
}

#[test]
fn headings_ids_and_labels_fit_together() {
    for Sample { name, html } in samples::all() {
        let tags = tags(&html);
        let values = |attribute| tags.iter().filter_map(move |tag| tag.value(attribute));
        let ids: BTreeSet<&str> = values("id").collect();
        assert_eq!(ids.len(), values("id").count(), "{name} has an id twice");
        for id in values("aria-labelledby").chain(values("for")) {
            assert!(ids.contains(id), "{name} names #{id}, which is not there");
        }
        for target in values("href").filter_map(|address| address.strip_prefix('#')) {
            assert!(ids.contains(target), "{name} links to #{target}, which is not there");
        }
        let mut deepest = 0;
        for level in tags.iter().filter_map(Tag::heading) {
            assert!(level <= deepest + 1, "{name} jumps to a heading of level {level}");
            assert!(level > 1 || deepest == 0, "{name} has one heading of level 1");
            deepest = level;
        }
        assert!(deepest > 0, "{name} has a heading");
        for image in tags.iter().filter(|tag| tag.name == "img") {
            assert!(image.value("alt").is_some(), "{name} has an image without alternative text");
        }
    }
}

#[test]
fn every_page_says_that_it_is_a_demonstration() {
    for sample in samples::all() {
        let says = sample.html.contains("<strong>Demonstration:</strong>")
            && sample.html.contains("Listings name whomever the register names: ")
            && sample.html.contains("They are not their own word.");
        assert_eq!(says, sample.name.ends_with("-hostile"), "{}", sample.name);
    }
}

#[test]
fn every_page_names_its_node_version_and_licence() {
    for sample in samples::all() {
        for part in [
            "hanse.oltermark.example",
            "Hanse 0.1.0",
            "EUPL-1.2",
            "Every node computes the same directory",
            "/openapi.json",
        ] {
            assert!(sample.html.contains(part), "{} lacks {part}", sample.name);
        }
    }
}

#[test]
fn a_card_tells_own_words_from_a_listing() {
    let mut page = samples::search_page(&everyday());
    page.results.truncate(1);
    page.results[0].word = Word::Own;
    says(&page, "Own profile The organisation’s own word, signed by it");
    page.results[0].word = Word::ListedBy(samples::listing_page(&everyday()).by);
    says(&page, "Listing Listed by Oltermark Region Agency Qm1nQX…S7NZ, not its own word");
    silent_about(&page, "own word, signed");
}

#[test]
fn the_search_page_says_what_hanse_is_only_while_nothing_is_asked() {
    let front = samples::front_page(&everyday());
    says(&front, "Hanse is a directory without a centre.");
    says(&front, "This node holds 1,475 listings and 3 organisations.");
    silent_about(&front, "Nothing found");
    let nothing = samples::nothing_found(&everyday());
    says(&nothing, "Nothing found No listing and no organisation on this node fits all that was asked.");
    silent_about(&nothing, "directory without a centre");
    says(&samples::search_page(&everyday()), "1–4 of 1,312 results");
}

#[test]
fn the_form_shows_again_what_was_asked() {
    let mut page = samples::search_page(&hostile());
    page.query.text = PAYLOAD.to_owned();
    let html = page.render().unwrap();
    let tags = tags(&html);
    let text = tags.iter().find(|tag| tag.value("id") == Some("q")).unwrap();
    assert_eq!(unescape(text.value("value").unwrap()), PAYLOAD);
    let chosen: Vec<_> = tags.iter().filter(|tag| tag.value("selected").is_some()).collect();
    assert_eq!(chosen.iter().filter_map(|tag| tag.value("value")).collect::<Vec<_>>(), ["DE", "50-99"]);
}

#[test]
fn a_kind_is_shown_as_a_claim() {
    says(&samples::silent_issuer(), "European Label Board calls itself a label authority");
}

#[test]
fn an_organisation_is_told_at_a_glance() {
    let page = samples::organisation_page(&everyday());
    says(&page, "14 of 22 profile parts in its own words");
    says(&page, "1 of 2 labels valid judged by this node");
    says(&page, "The organisation signed what stands here. Nobody else has confirmed it.");
    says(&page, "The organisation confirmed this on 2026-09-14");
    says(&page, "since 2026-03-01, saw identity version 2; it is now at 3");
    says(&page, "since 2026-03-01, saw identity version 3, the current one");
    says(&page, "Withdrawn since 2026-11-21 Reason: the organisation was dissolved.");
    says(&page, "As of the issuer’s statement of 2026-11-20");
    silent_about(&page, "Never shown");
}

#[test]
fn an_organisation_that_has_said_nothing_has_a_page() {
    let page = samples::organisation_page(&silent());
    says(&page, "Without a name");
    for nothing in [
        "It has not published a profile yet.",
        "This node knows of no label issued to it.",
        "Nobody vouches that this organisation exists.",
        "No agency’s listing names the website of this organisation.",
    ] {
        says(&page, nothing);
    }
    silent_about(&page, "anchors");
}

#[test]
fn a_page_with_a_verdict_says_whose_anchors_it_rests_on() {
    let own = "Your own anchors may give another verdict: hanse attestation verify";
    says(&samples::organisation_page(&everyday()), own);
    says(&samples::silent_issuer(), own);
    says(&samples::scheme_page(&everyday()), own);
    let mut page = samples::attestation_page(&everyday());
    says(&page, "Judged with this node’s anchors: European Label Board");
    says(&page, &format!("{own} {}", page.id));
    page.anchors = Anchors::default();
    says(&page, "This node has pinned no anchors, so it can trace no issuer’s right to anybody it trusts.");
}

#[test]
fn a_verdict_is_told_by_word_and_by_the_shape_of_its_icon() {
    let mut page = samples::attestation_page(&everyday());
    page.checks.clear();
    let mut shapes = BTreeSet::new();
    for tone in [Tone::Holds, Tone::Reserved, Tone::Fails, Tone::Unknown] {
        page.judgement.tone = tone;
        let html = page.render().unwrap();
        let (_, icon) = html.split_once("<svg").unwrap();
        shapes.insert(icon.split_once("</svg>").unwrap().0.to_owned());
    }
    assert_eq!(shapes.len(), 4);
    says(&page, "Withdrawn since 2026-11-21 Reason: the organisation was dissolved.");
    says(&page, "Judged as of 2026-11-22, on the issuer’s statement of 2026-11-20.");
}

#[test]
fn each_check_of_a_label_is_told_with_its_outcome() {
    let mut page = samples::attestation_page(&everyday());
    says(&page, "Format passed The credential is a W3C Verifiable Credential");
    says(&page, "Status failed The issuer withdrew the label from 2026-11-21.");
    page.checks.retain(|check| check.outcome == Outcome::Indeterminate);
    says(&page, "Accreditation could not be found out No chain of accreditations");
    says(&page, "Suspended since 2026-11-21 Undone by an appeal: it does not count, and never did.");
    says(&page, "Superseded by Qm1/2 since 2026-11-21 The label in its place No reason was given.");
    says(&page, "or its successor");
    says(&page, "The holder replied: Optik und Photonik");
}

#[test]
fn a_listing_is_never_shown_as_the_organisations_own_word() {
    for voice in [everyday(), silent()] {
        says(&samples::listing_page(&voice), ": not the organisation’s own word.");
    }
    let mut page = samples::listing_page(&everyday());
    says(&page, "An agency signed this record about an organisation that has not claimed it.");
    says(&page, "This node remarks: code DE999 is not in NUTS 2024; it is shown as given.");
    page.claimed_by = Some(page.by.clone());
    says(&page, "It has been claimed by Oltermark Region Agency");
    silent_about(&page, "has not claimed it");
}

#[test]
fn a_scheme_states_levels_terms_and_who_may_issue() {
    let page = samples::scheme_page(&everyday());
    says(&page, "Bronze taking part in the benchmarking 24 months");
    says(&page, "Gold at least 80 of 100 points until 2026-12-31");
    says(&page, "may assess and issue Bronze until 2029-12-31 accredited by European Label Board");
    says(&page, "The newest 2 of 2,406 are shown here; the API has them all.");
    silent_about(&samples::silent_issuer(), "are shown here");
    says(&samples::scheme_page(&silent()), "Nobody is accredited beside the owner.");
}

#[test]
fn a_node_tells_what_it_holds_and_how_to_join() {
    let page = samples::node_page(&everyday());
    says(&page, "1,475 listings 3 organisations");
    says(&page, "2 peers connected");
    says(&page, "hanse-node run --peer /dns4/hanse.oltermark.example");
    says(&samples::node_page(&silent()), "No peer is connected: this node shows what it held before.");
}

#[test]
fn a_problem_says_what_happened_and_what_to_do() {
    let page = samples::problem_page(&everyday());
    says(&page, "Problem 404 No such organisation This node holds no organisation with this SCID.");
    says(&page, "What you can do Search for its name.");
    silent_about(&samples::problem_page(&silent()), "What you can do");
}

#[test]
fn a_phrase_keeps_its_language_and_its_direction_to_itself() {
    let mut page = samples::organisation_page(&everyday());
    page.name = Phrase::new("מרכז", "he");
    assert!(page.render().unwrap().contains(r#"<h1><bdi lang="he">מרכז</bdi></h1>"#));
    page.name = Phrase::plain("Ōsaka");
    assert!(page.render().unwrap().contains("<h1><bdi>Ōsaka</bdi></h1>"));
}

/// WCAG 2.1: 4.5 for text (criterion 1.4.3), 3 for the edges of form controls (criterion 1.4.11).
#[test]
fn text_and_edges_stand_out_in_light_and_in_dark() {
    let (light, rest) = STYLESHEET.split_once("@media screen and (prefers-color-scheme: dark)").unwrap();
    let light = colours(light);
    let mut dark = light.clone();
    dark.extend(colours(rest.split_once("/* Ground */").unwrap().0));
    let text = ["ink", "soft", "link", "deep", "red", "holds", "reserved", "fails"];
    let grounds = ["paper", "sheet"];
    let pairs = text.iter().flat_map(|ink| grounds.map(|ground| (*ink, ground, 4.5))).chain([
        ("on-deep", "deep", 4.5),
        ("ink", "unknown-wash", 4.5),
        ("soft", "unknown-wash", 4.5),
        ("link", "unknown-wash", 4.5),
        ("holds", "holds-wash", 4.5),
        ("reserved", "reserved-wash", 4.5),
        ("fails", "fails-wash", 4.5),
        ("unknown", "unknown-wash", 4.5),
        ("ink", "holds-wash", 4.5),
        ("ink", "reserved-wash", 4.5),
        ("ink", "fails-wash", 4.5),
        ("edge", "paper", 3.0),
        ("edge", "sheet", 3.0),
    ]);
    for (ink, ground, least) in pairs {
        for (scheme, colours) in [("light", &light), ("dark", &dark)] {
            let contrast = contrast(colours[ink], colours[ground]);
            assert!(contrast >= least, "{ink} on {ground} in {scheme}: {contrast:.2}");
        }
    }
}

#[test]
fn the_style_sheet_is_short_and_asks_nothing_of_another_host() {
    assert!(STYLESHEET.lines().count() < 500);
    assert!(!STYLESHEET.contains("url(") && !STYLESHEET.contains("@import"));
}

/// Asserts that a reader meets the sentence, whatever the markup within it.
fn says(page: &impl Template, sentence: &str) {
    let text = visible_text(&page.render().unwrap());
    assert!(text.contains(sentence), "«{sentence}» is missing in: {text}");
}

fn silent_about(page: &impl Template, words: &str) {
    let text = visible_text(&page.render().unwrap());
    assert!(!text.contains(words), "«{words}» stands in: {text}");
}

/// The words of a page's body, with single spaces, and none where only an inline element begins or ends.
pub(crate) fn visible_text(html: &str) -> String {
    let (_, body) = html.split_once("<body>").unwrap();
    let mut text = String::new();
    for piece in body.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !matches!(name.as_str(), "a" | "bdi" | "code" | "span" | "strong" | "time" | "small" | "b") {
            text.push(' ');
        }
        text.push_str(words);
    }
    unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unescape(text: &str) -> String {
    [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    closes_itself: bool,
}

impl Tag {
    pub(crate) fn value(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    fn heading(&self) -> Option<u32> {
        self.name.strip_prefix('h').and_then(|level| level.parse().ok())
    }
}

/// Reads the tags of a page, which holds `<` and `>` nowhere else, since all words are escaped.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    html.split('<').skip(1).map(|piece| read_tag(piece.split_once('>').expect("every tag ends").0)).collect()
}

fn read_tag(inside: &str) -> Tag {
    let closes_itself = inside.ends_with('/');
    let inside = inside.trim_end_matches('/');
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        match after.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"').expect("every value ends");
                attributes.push((attribute.to_owned(), value.to_owned()));
                rest = after;
            }
            None => {
                assert!(!after.starts_with('='), "a value without quotes in <{inside}>");
                attributes.push((attribute.to_owned(), String::new()));
                rest = after;
            }
        }
    }
    Tag { name: name.to_owned(), attributes, closes_itself }
}

/// The custom properties of a part of the style sheet that are colours.
fn colours(css: &str) -> BTreeMap<&str, u32> {
    css.lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": #"))
        .map(|(name, digits)| (name, u32::from_str_radix(digits, 16).unwrap()))
        .collect()
}

/// The contrast of two colours as WCAG 2.1 defines it, from 1 to 21.
fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: u32) -> f64 {
    let [_, red, green, blue] = colour.to_be_bytes().map(|byte| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
