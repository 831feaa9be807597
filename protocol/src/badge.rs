//! A label as a picture: an SVG that carries its credential, a QR code, and the lines that put both into a page.
//!
//! ```text
//! <svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" …>
//!   <openbadges:credential><![CDATA[{ the credential, JSON with its proof }]]></openbadges:credential>
//!   what people see
//! </svg>
//! ```
//! That is "baking" of Open Badges 3.0, §5.3.2. The picture proves nothing, the credential in it does. Nothing here
//! runs, loads or follows anything when it is shown.

mod baking;
mod qr;

use std::fmt::Write as _;

use serde_json::Value;

use crate::text::printable;
use crate::time::{Day, Timestamp};
use crate::verification::{Judgement, Verdict};

pub use baking::{BadgeError, extract};
pub use qr::{QrError, qr_svg};

/// What a badge says to people.
#[derive(Clone, Copy, Debug)]
pub struct BadgeFacts<'t> {
    /// What was achieved: the scheme, with or without the level.
    pub achievement: &'t str,
    /// Title of the level; empty where there are none.
    pub level: &'t str,
    /// Name of the holder.
    pub subject: &'t str,
    /// Name of the issuer.
    pub issuer: &'t str,
    /// Whether it holds, as the credential states it or as it was judged.
    pub holding: Holding<'t>,
}

/// What a badge says of whether a label holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding<'t> {
    /// Up to a last day; without end if there is none.
    Until(Option<Day>),
    /// Up to a last day, and something is still to be fulfilled.
    OnCondition(Day),
    /// Not before a first day.
    From(Day),
    /// It does not; why, in a word.
    Not(&'t str),
}

impl<'t> BadgeFacts<'t> {
    /// Reads the facts of an Open Badges 3.0 credential as they were issued; `None` where it lacks a name that a badge
    /// needs.
    #[must_use]
    pub fn read(credential: &'t Value) -> Option<Self> {
        let subject = credential.get("credentialSubject")?;
        let achievement = subject.get("achievement")?;
        let achieved = subject.get("result")?.get(0)?.get("achievedLevel")?;
        let levels = achievement.get("resultDescription")?.get(0)?.get("rubricCriterionLevel")?.as_array()?;
        let level = levels.iter().find(|level| level.get("id") == Some(achieved))?.get("name")?.as_str()?;
        let title = achievement.get("name")?.as_str()?;
        let until = credential.get("validUntil").and_then(Value::as_str);
        Some(Self {
            achievement: title.strip_suffix(level).map_or(title, str::trim_end),
            level,
            subject: subject.get("name")?.as_str()?,
            issuer: credential.get("issuer")?.get("name")?.as_str()?,
            holding: Holding::Until(
                until.and_then(|text| Timestamp::parse_rfc3339(text).ok()).map(Timestamp::day),
            ),
        })
    }

    /// The facts as they hold by a judgement: the present level and holder, and whether it holds and until when.
    ///
    /// What could not be found out is no reason to call a label ended; then it holds as long as its issuer says.
    #[must_use]
    pub fn as_judged(self, judgement: &'t Judgement) -> Self {
        let mut facts = self;
        let standing = judgement.standing.as_ref();
        if let Some((scheme, level)) = &judgement.titles {
            (facts.achievement, facts.level) = (scheme, level);
        } else if let Some(standing) = standing
            && judgement.label.as_ref().is_some_and(|label| label.level != standing.level)
        {
            facts.level = &standing.level;
        }
        if let Some(standing) = standing.filter(|standing| standing.transferred.is_some()) {
            facts.subject = &standing.holder.name;
        }
        let until = judgement.holds_until();
        facts.holding = match &judgement.verdict {
            Verdict::Valid { until: last } => Holding::Until(Some(until.unwrap_or(*last))),
            Verdict::Conditional { until: last, .. } => Holding::OnCondition(until.unwrap_or(*last)),
            Verdict::NotYet { from } => Holding::From(*from),
            Verdict::Withdrawn { how, .. } => Holding::Not(how.code()),
            Verdict::ExpiredRenewable { .. } => Holding::Not("expired"),
            verdict if verdict.is_open() => until.map_or(facts.holding, |until| Holding::Until(Some(until))),
            verdict => Holding::Not(verdict.code()),
        };
        facts
    }

    /// The facts as one sentence without a full stop, for who does not see the picture.
    #[must_use]
    pub fn to_sentence(&self) -> String {
        let Self { achievement, level, subject, issuer, .. } = self;
        let text =
            format!("{achievement} {level}, held by {subject}, issued by {issuer}, {}", self.standing());
        printable(&text).into_owned()
    }

    fn standing(&self) -> String {
        match self.holding {
            Holding::Until(Some(day)) => format!("valid until {day}"),
            Holding::Until(None) => "valid without end".to_owned(),
            Holding::OnCondition(day) => format!("valid until {day}, on a condition"),
            Holding::From(day) => format!("not valid before {day}"),
            Holding::Not(why) => format!("not valid: {why}"),
        }
    }
}

/// Draws the badge, with the credential baked in if it is given. The same facts give the same bytes.
#[must_use]
pub fn draw(facts: &BadgeFacts<'_>, credential: Option<&str>) -> String {
    let sentence = escaped(&facts.to_sentence());
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"{}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{sentence}\">\n",
        baking::NAMESPACE
    );
    if let Some(credential) = credential {
        svg.push_str(&baking::baked(credential));
    }
    // Writing into a string cannot fail.
    let _always_fits = writeln!(svg, "<title>{sentence}</title>");
    svg.push_str(GROUND);
    let mut y = 64;
    let mut say = |text: &str, size: u32, style: &str, lines_max: usize| {
        for line in lines(text, size, lines_max) {
            let _always_fits = writeln!(
                svg,
                "<text x=\"{TEXT_LEFT}\" y=\"{y}\" font-size=\"{size}\" {style}>{}</text>",
                escaped(&line)
            );
            y += size * 6 / 5;
        }
        y += 8;
    };
    let size = if facts.level.chars().count() <= LEVEL_CHARS_LARGE { 44 } else { 28 };
    say(facts.level, size, SERIF_RED, 2);
    say(facts.achievement, 24, SERIF_INK, 2);
    say(facts.subject, 24, SANS_BOLD, 2);
    let style = match facts.holding {
        Holding::Until(_) | Holding::OnCondition(_) => SANS_INK,
        Holding::From(_) | Holding::Not(_) => SANS_RED,
    };
    say(&capitalised(&facts.standing()), 18, style, 1);
    say(&format!("Issued by {}", facts.issuer), 15, SANS_SOFT, 1);
    svg.push_str("</svg>\n");
    svg
}

/// The lines that put the badge into a page: a link around a picture, and no script.
///
/// The picture follows what happens to the label, and the words beside it cannot: they name the day on which they held.
#[must_use]
pub fn snippet(facts: &BadgeFacts<'_>, page: &str, picture: &str, today: Day) -> String {
    format!(
        "<a href=\"{}\" rel=\"noopener\"><img src=\"{}\" alt=\"{}\" width=\"320\" height=\"160\" loading=\"lazy\"></a>",
        escaped(page),
        escaped(picture),
        escaped(&format!("{} (as of {today}): verify this label", facts.to_sentence()))
    )
}

/// Breaks a text into lines that fit beside the emblem; what is left over is cut and marked.
fn lines(text: &str, size: u32, lines_max: usize) -> Vec<String> {
    // Letters of these typefaces are a little more than half as wide as high, and others twice that.
    let limit = (TEXT_WIDTH * 100 / (size * 56)) as usize;
    let width = |text: &str| text.chars().map(|c| if is_narrow(c) { 1 } else { 2 }).sum::<usize>();
    let shown = printable(text);
    let mut lines = vec![String::new()];
    for word in shown.split_whitespace() {
        let line = lines.last_mut().expect("there is a first line");
        let space = usize::from(!line.is_empty());
        if width(line) + space + width(word) <= limit || line.is_empty() {
            line.extend([" "].into_iter().take(space).chain([word]));
        } else {
            lines.push(word.to_owned());
        }
    }
    let is_cut = lines.len() > lines_max;
    lines.truncate(lines_max);
    let last = lines.len() - 1;
    for (place, line) in lines.iter_mut().enumerate() {
        let is_marked = (is_cut && place == last) || width(line) > limit;
        while width(line) + usize::from(is_marked) > limit {
            line.pop();
        }
        if is_marked {
            line.push('…');
        }
    }
    lines
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

fn is_narrow(character: char) -> bool {
    u32::from(character) < 0x1100
}

/// A text within XML or HTML, in an attribute or not. What XML cannot hold is replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            control if u32::from(control) < 0x20 => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

const WIDTH: u32 = 640;
const HEIGHT: u32 = 320;
/// A level of so many letters is written large, in one line.
const LEVEL_CHARS_LARGE: usize = 14;
const TEXT_LEFT: u32 = 232;
const TEXT_WIDTH: u32 = 384;
const SERIF_RED: &str = "font-family=\"Palatino, Georgia, serif\" font-weight=\"600\" fill=\"#a3161f\"";
const SERIF_INK: &str = "font-family=\"Palatino, Georgia, serif\" fill=\"#1c232d\"";
const SANS_BOLD: &str = "font-family=\"system-ui, Arial, sans-serif\" font-weight=\"600\" fill=\"#1c232d\"";
const SANS_INK: &str = "font-family=\"system-ui, Arial, sans-serif\" fill=\"#1c232d\"";
const SANS_RED: &str = "font-family=\"system-ui, Arial, sans-serif\" font-weight=\"600\" fill=\"#9b1a1e\"";
const SANS_SOFT: &str = "font-family=\"system-ui, Arial, sans-serif\" fill=\"#505a67\"";
/// A sheet, a red band, and the cog of `node/static/favicon.svg`.
const GROUND: &str = r##"<rect x="1" y="1" width="638" height="318" rx="16" fill="#faf8f4" stroke="#a3161f" stroke-width="2"/>
<path d="M17 1H200V319H17A16 16 0 0 1 1 303V17A16 16 0 0 1 17 1z" fill="#a3161f"/>
<g transform="translate(20 74) scale(2.5)"><g fill="#fff"><path d="M31 7h2.600l10.400 3-10.400 3.200V40H31z"/><path d="M18 16h28.600c3.900 6 3.900 12.500 0 18.500H18c3.900-6 3.900-12.500 0-18.500z"/><path d="M8 35.500h2.800v2.200h2.400v-2.200h3v2.200h2.400v-2.200h3V41H57l-5 9.600c-1.100 2.100-2.700 3.200-5 3.200H19.600c-2.400 0-4.200-1.200-5.300-3.400L9 41z"/></g><g fill="none" stroke="#a3161f" stroke-width="1.800"><path d="M16 22h36M16 28.500h36" stroke-width="2.600"/><path d="M13 45.200h39.500M15.300 49.500h34.500"/></g></g>
"##;

#[cfg(test)]
mod tests {
    use super::*;

    fn facts<'t>(achievement: &'t str, subject: &'t str) -> BadgeFacts<'t> {
        let holding = Holding::Until(Day::parse("2029-04-30").ok());
        let issuer = "Example Label Agency";
        BadgeFacts { achievement, level: "Gold", subject, issuer, holding }
    }

    #[test]
    fn a_badge_says_what_the_credential_says_until_it_ended() {
        let credential = serde_json::json!({
            "issuer": {"name": "Agency"},
            "validUntil": "2029-04-30T23:59:59Z",
            "credentialSubject": {
                "name": "Photonics Valley",
                "achievement": {
                    "name": "Cluster Excellence Gold",
                    "resultDescription": [{"rubricCriterionLevel": [{"id": "https://a.example/#gold", "name": "Gold"}]}],
                },
                "result": [{"achievedLevel": "https://a.example/#gold"}],
            },
        });
        let facts = BadgeFacts::read(&credential).unwrap();
        let said =
            "Cluster Excellence Gold, held by Photonics Valley, issued by Agency, valid until 2029-04-30";
        assert_eq!(facts.to_sentence(), said);
        let ended = BadgeFacts { holding: Holding::Not("withdrawn"), ..facts };
        let svg = draw(&ended, None);
        assert!(svg.contains(">Not valid: withdrawn<") && !svg.contains("2029"), "{svg}");
        assert!(BadgeFacts::read(&serde_json::json!({})).is_none());
    }

    #[test]
    fn what_a_badge_carries_comes_out_as_it_went_in() {
        let credential = r#"{"name":"a < b & \"c\"","odd":["é€\uffff"]}"#;
        let svg = draw(&facts("Cluster Excellence", "Photonics Valley"), Some(credential));
        assert_eq!(extract(svg.as_bytes()).unwrap(), credential.as_bytes());
        assert_eq!(svg, draw(&facts("Cluster Excellence", "Photonics Valley"), Some(credential)));
        let without = draw(&facts("Cluster Excellence", "Photonics Valley"), None);
        assert!(matches!(extract(without.as_bytes()), Err(BadgeError::NotBaked)));
    }

    #[test]
    fn a_credential_cannot_break_out_of_its_badge() {
        for text in
            ["]]>", "]]]]>>", "\u{ffff}", "</openbadges:credential>", "<!--", "<script>alert(1)</script>"]
        {
            let credential = serde_json::json!({"name": text, "more": [[text]]});
            let svg = draw(&facts("Cluster Excellence", "Photonics Valley"), Some(&credential.to_string()));
            assert_eq!(svg.matches("]]>").count(), 1, "{text}");
            let carried: serde_json::Value =
                serde_json::from_slice(&extract(svg.as_bytes()).unwrap()).unwrap();
            assert_eq!(carried, credential, "{text}");
        }
    }

    #[test]
    fn names_are_shown_and_never_run() {
        let name = "<script>alert('1')</script>\" onload=\"x\u{1b}\u{202e}";
        let (facts, today) = (facts(name, name), Day::parse("2026-11-22").unwrap());
        for markup in [
            draw(&facts, None),
            snippet(&facts, "https://a.example/?a=1&b='", "https://a.example/b.svg", today),
        ] {
            assert!(
                !markup.contains("<script") && !markup.contains("\" onload") && !markup.contains('\u{1b}'),
                "{markup}"
            );
        }
    }

    #[test]
    fn long_names_are_broken_and_cut() {
        assert_eq!(lines("Photonics Valley", 24, 2), ["Photonics Valley"]);
        let long =
            "The Association of the Mechatronics and Automation Clusters of the Danube Region and Beyond";
        assert_eq!(lines(long, 24, 2), ["The Association of the", "Mechatronics and Automation…"]);
        let endless = "x".repeat(500);
        let cut = lines(&endless, 24, 2);
        assert!(cut.len() == 1 && cut[0].ends_with('…') && cut[0].chars().count() == 28, "{cut:?}");
        assert_eq!(lines("", 24, 2), [""]);
    }
}
