//! The standard template: every field of a profile in one table, in the order in which people meet them.
//!
//! A key is a word (`acronym`) or a family with one key for each language, code or slug (`name.de`,
//! `ecosystem.health`, `competence.laser-optics`). Reading, editing, the file for the editor and the pages all go by
//! this table.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use data_encoding::BASE64;

use crate::organisation::Kind;
use crate::text::{LanguageTag, WebAddress};
use crate::time::Day;
use crate::vocabulary::{List, region};

/// One field, or one family of fields, of the standard template.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key; of a family, what stands before the point.
    pub key: &'static str,
    /// How the keys of this field are formed.
    pub keys: Keys,
    /// What a value is.
    pub value: ValueKind,
    /// The part of the profile it belongs to.
    pub group: Group,
    /// Its title for a reader.
    pub title: &'static str,
    /// A sentence for those who fill it in.
    pub help: &'static str,
    /// Whether the group counts as filled only when this is there.
    pub essential: bool,
}

/// How the keys of a field are formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// The key itself.
    One,
    /// One key for each language: `name.de-AT`.
    ByLanguage,
    /// One key for each code of a list: `ecosystem.health`.
    ByCode(List),
    /// One key for each word that the organisation chooses: `competence.laser-optics`.
    BySlug,
    /// One key for each code of a list or chosen word.
    ByCodeOrSlug(List),
    /// One key for each group of fields: `confirmed.members`.
    ByGroup,
}

/// What a value is. All are written as text; numbers may also be read as integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// One line of at most so many bytes.
    Text(usize),
    /// Paragraphs.
    LongText,
    /// What the organisation says it is.
    Kind,
    /// A code of a list.
    Code(List),
    /// A region of NUTS or ISO 3166-2; the list stands in `region.list`.
    Region,
    /// A list and its version, `nuts/2024`.
    ListVersion,
    /// The version of the list that the key's code is from: the key is a member of a set.
    Member(List),
    /// A whole number.
    Count,
    /// A number with at most two digits after the point.
    Decimal,
    /// A year.
    Year,
    /// A calendar day.
    Day,
    /// An address on the web.
    Url,
    /// 0, not at all, to 4, fully.
    Scale,
    /// 0 to 100.
    Percent,
    /// A small picture as a `data:` address.
    Logo,
}

/// A part of the profile; it is confirmed and counted as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Names and what the organisation is.
    Identity,
    /// Where it is.
    Location,
    /// What it says of itself.
    Presentation,
    /// Its industrial ecosystems and activities.
    Sectors,
    /// Its members.
    Members,
    /// Competences and areas of specialisation.
    Competences,
    /// Scientific and technological strengths.
    Strengths,
    /// Services for its members.
    Services,
    /// Public programmes that support or recognise it.
    Programmes,
    /// Management and governance.
    Governance,
    /// Where its money comes from.
    Financing,
    /// Interest in international cooperation.
    Cooperation,
    /// When each part was last confirmed.
    Confirmation,
}

impl Group {
    /// The parts that a complete profile fills.
    pub const CONTENT: [Self; 12] = [
        Self::Identity,
        Self::Location,
        Self::Presentation,
        Self::Sectors,
        Self::Members,
        Self::Competences,
        Self::Strengths,
        Self::Services,
        Self::Programmes,
        Self::Governance,
        Self::Financing,
        Self::Cooperation,
    ];

    /// The word in keys, as in `confirmed.members`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Location => "location",
            Self::Presentation => "presentation",
            Self::Sectors => "sectors",
            Self::Members => "members",
            Self::Competences => "competences",
            Self::Strengths => "strengths",
            Self::Services => "services",
            Self::Programmes => "programmes",
            Self::Governance => "governance",
            Self::Financing => "financing",
            Self::Cooperation => "cooperation",
            Self::Confirmation => "confirmation",
        }
    }

    /// The title for a reader.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Identity => "Names and kind",
            Self::Location => "Location",
            Self::Presentation => "Presentation",
            Self::Sectors => "Ecosystems and activities",
            Self::Members => "Members",
            Self::Competences => "Competences",
            Self::Strengths => "Scientific and technological strengths",
            Self::Services => "Services",
            Self::Programmes => "Programmes",
            Self::Governance => "Management and governance",
            Self::Financing => "Financing",
            Self::Cooperation => "International cooperation",
            Self::Confirmation => "Confirmation",
        }
    }

    /// The group of that word, [`Group::Confirmation`] excepted.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::CONTENT.into_iter().find(|group| group.code() == code)
    }
}

impl Field {
    /// The field that a whole key belongs to, with what follows the family's point (empty for a key of its own).
    ///
    /// Whether the rest is a language, a code or a slug is not judged here.
    #[must_use]
    pub fn of_key(key: &str) -> Option<(&'static Self, &str)> {
        if let Some(field) = BY_KEY.get(key) {
            return (field.keys == Keys::One).then_some((*field, ""));
        }
        key.char_indices().rev().filter(|(_, c)| *c == '.').find_map(|(point, _)| {
            let field = BY_KEY.get(&key[..point]).filter(|field| field.keys != Keys::One)?;
            Some((*field, &key[point + 1..]))
        })
    }

    /// The field or family of that name.
    #[must_use]
    pub fn named(key: &str) -> Option<&'static Self> {
        BY_KEY.get(key).copied()
    }

    /// Whether the family is a set of codes, written as a list.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        matches!(self.value, ValueKind::Member(_))
    }

    /// What the value under the family's key is; a technology of one's own is a text.
    #[must_use]
    pub fn value_under(&self, rest: &str) -> ValueKind {
        match self.keys {
            Keys::ByCodeOrSlug(list) if list.entry(list.version(), rest).is_none() => LINE,
            _ => self.value,
        }
    }

    /// Whether what follows the family's point has the right form; a code need not be known.
    #[must_use]
    pub fn takes(&self, rest: &str) -> bool {
        match self.keys {
            Keys::One => rest.is_empty(),
            Keys::ByLanguage => LanguageTag::parse(rest).is_ok_and(|tag| tag.as_str() == rest),
            Keys::ByCode(_) => !rest.is_empty(),
            Keys::BySlug | Keys::ByCodeOrSlug(_) => is_slug(rest),
            Keys::ByGroup => Group::parse(rest).is_some(),
        }
    }
}

impl ValueKind {
    /// What is asked for, as a phrase.
    #[must_use]
    pub fn expected(self) -> Cow<'static, str> {
        let phrase = match self {
            Self::Text(limit_bytes) => return format!("one line of at most {limit_bytes} bytes").into(),
            Self::LongText => "text of at most 16384 bytes",
            Self::Kind => "cluster, agency or label-authority",
            Self::Code(_) => "a code of the list",
            Self::Region => "a code of NUTS such as AT221, or of ISO 3166-2 such as CH-ZH",
            Self::ListVersion => "a list and its version such as nuts/2024",
            Self::Member(_) => "the version of the list, or yes",
            Self::Count => "a whole number below 1000000000",
            Self::Decimal => "a number such as 2.5 with at most two digits after the point",
            Self::Year => "a year such as 2009",
            Self::Day => "a day such as 2026-11-21",
            Self::Url => "a web address that begins with https:// or http://",
            Self::Scale => "a number from 0 (not at all) to 4 (fully)",
            Self::Percent => "a whole number from 0 to 100",
            Self::Logo => "a PNG, JPEG or WebP picture of at most 32768 bytes as data:image/png;base64,…",
        };
        phrase.into()
    }

    /// Whether a text is a value of this kind. Whether a code is known is not judged here.
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        let number = |limit: u64| parse_number(text).is_some_and(|number| number < limit);
        match self {
            Self::Text(limit_bytes) => {
                !text.is_empty() && text.len() <= limit_bytes && !text.chars().any(char::is_control)
            }
            Self::LongText => !text.is_empty() && text.len() <= LONG_TEXT_BYTES_MAX,
            Self::Kind => Kind::parse(text).is_some(),
            Self::Code(_) | Self::Region | Self::ListVersion | Self::Member(_) => {
                (1..=CODE_BYTES_MAX).contains(&text.len()) && !text.chars().any(char::is_control)
            }
            Self::Count => number(1_000_000_000),
            Self::Decimal => parse_hundredths(text).is_some(),
            Self::Year => (1000..2200).contains(&parse_number(text).unwrap_or(0)),
            Self::Day => Day::parse(text).is_ok(),
            Self::Url => WebAddress::parse(text).is_ok(),
            Self::Scale => number(5),
            Self::Percent => number(101),
            Self::Logo => is_logo(text),
        }
    }

    /// Whether a value of this kind is a number.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Year | Self::Scale | Self::Percent)
    }
}

/// Parses a whole number without sign or leading zeros.
pub(super) fn parse_number(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
    if is_plain { text.parse().ok() } else { None }
}

/// Parses a number with at most two digits after the point, in hundredths.
pub(super) fn parse_hundredths(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if part.is_empty() || part.len() > 2 || whole.len() > 6 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = u32::try_from(parse_number(whole)?).ok()?;
    Some(whole * 100 + format!("{part:0<2}").parse::<u32>().ok()?)
}

/// Whether a word can be part of a key: lower-case letters, digits and hyphens, at most 64.
pub(super) fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
}

/// The code as its list writes it, for a code in any mixture of capitals; `EL` and `UK` are known as countries.
pub(super) fn known_code(list: List, text: &str) -> Option<&'static str> {
    let text = text.trim();
    let entry = |code: &str| list.entry(list.version(), code).map(|entry| entry.code);
    if list == List::Country && text.len() == 2 {
        return region::country_of(text);
    }
    entry(text).or_else(|| entry(&text.to_ascii_lowercase())).or_else(|| entry(&text.to_ascii_uppercase()))
}

/// Whether a text is a picture of one of three harmless formats: the bytes must be what the prefix says.
fn is_logo(text: &str) -> bool {
    let decoded =
        |data: &str| BASE64.decode(data.as_bytes()).ok().filter(|bytes| bytes.len() <= LOGO_BYTES_MAX);
    let Some((format, data)) = text.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,"))
    else {
        return false;
    };
    text.len() <= LOGO_BYTES_MAX / 3 * 4 + 64
        && decoded(data).is_some_and(|bytes| match format {
            "png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            "jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
            "webp" => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
            _ => false,
        })
}

const LONG_TEXT_BYTES_MAX: usize = 16_384;
const CODE_BYTES_MAX: usize = 64;
const LOGO_BYTES_MAX: usize = 32 * 1024;

static BY_KEY: LazyLock<BTreeMap<&'static str, &'static Field>> =
    LazyLock::new(|| FIELDS.iter().map(|field| (field.key, field)).collect());

const fn field(
    group: Group,
    key: &'static str,
    keys: Keys,
    value: ValueKind,
    title: &'static str,
    help: &'static str,
) -> Field {
    Field { key, keys, value, group, title, help, essential: false }
}

const fn essential(field: Field) -> Field {
    Field { essential: true, ..field }
}

use Group as G;
use Keys as K;
use ValueKind as V;

const LINE: V = V::Text(500);

/// The table.
#[rustfmt::skip]
pub static FIELDS: [Field; 37] = [
    essential(field(G::Identity, "kind", K::One, V::Kind, "Kind",
        "What the organisation says it is; it gives no authority.")),
    essential(field(G::Identity, "name", K::ByLanguage, V::Text(300), "Name",
        "The name in each language that the organisation uses.")),
    field(G::Identity, "acronym", K::One, V::Text(40), "Acronym", "The short name, if one is in use."),
    field(G::Identity, "legal_name", K::One, V::Text(300), "Legal name",
        "The name in the register of companies or associations."),
    field(G::Identity, "founded", K::One, V::Year, "Founded", "The year in which the cluster organisation began."),
    field(G::Identity, "languages", K::ByCode(List::Language), V::Member(List::Language), "Working languages",
        "Languages in which the organisation answers."),
    field(G::Identity, "logo", K::One, V::Logo, "Logo", "A small picture, at most 32 KiB."),
    essential(field(G::Location, "country", K::One, V::Code(List::Country), "Country", "Two letters of ISO 3166-1.")),
    essential(field(G::Location, "region", K::One, V::Region, "Region",
        "The smallest region that the organisation sits in.")),
    field(G::Location, "region.list", K::One, V::ListVersion, "Region's list",
        "The list that the region's code is from; it is set with the region."),
    field(G::Location, "place", K::One, V::Text(200), "Place", "The town."),
    essential(field(G::Presentation, "description", K::ByLanguage, V::LongText, "Description",
        "What the organisation does, for readers who do not know it.")),
    field(G::Presentation, "website", K::One, V::Url, "Website", "The organisation's own pages, in English if there are any."),
    essential(field(G::Sectors, "ecosystem", K::ByCode(List::Ecosystem), V::Member(List::Ecosystem),
        "Industrial ecosystems", "The Commission's industrial ecosystems that the members work in.")),
    field(G::Sectors, "nace", K::ByCode(List::Nace), V::Member(List::Nace), "Economic activities",
        "NACE codes of what the members do, such as 26.11."),
    field(G::Sectors, "emerging", K::ByCode(List::EmergingIndustry), V::Member(List::EmergingIndustry),
        "Emerging industries", "Industries across the classical sectors that the members work in."),
    field(G::Sectors, "s3", K::ByCode(List::S3Area), V::Member(List::S3Area), "Smart specialisation areas",
        "Areas of the thematic smart specialisation platforms that the organisation takes part in."),
    field(G::Members, "members", K::ByCode(List::MemberType), V::Count, "Members",
        "How many committed members of each kind there are."),
    field(G::Competences, "competence", K::BySlug, LINE, "Competences",
        "Areas of specialisation, each under a word of your choice."),
    field(G::Strengths, "strength", K::BySlug, LINE, "Scientific and technological strengths",
        "Where research and technology in the cluster are strong, each under a word of your choice."),
    field(G::Strengths, "technology", K::ByCodeOrSlug(List::Technology), V::Member(List::Technology), "Technologies",
        "Technologies of the list, or your own under a word of your choice."),
    field(G::Services, "service", K::ByCode(List::Service), V::Member(List::Service), "Services",
        "What the organisation offers its members."),
    field(G::Programmes, "programme", K::BySlug, LINE, "Programmes",
        "Regional, national or European programmes that support or recognise the organisation."),
    field(G::Governance, "management.fte", K::One, V::Decimal, "Management staff",
        "Full-time equivalents that manage the cluster."),
    field(G::Governance, "legal_form", K::One, V::Text(120), "Legal form", "For example association or GmbH."),
    field(G::Governance, "governance.form", K::One, LINE, "Governance",
        "Who decides: for example a board elected by the members."),
    field(G::Financing, "financing.public_percent", K::One, V::Percent, "Public financing",
        "The share of the last year's income from public sources, in percent."),
    field(G::Financing, "financing.private_percent", K::One, V::Percent, "Private financing",
        "The share of the last year's income from fees, services and other private sources, in percent."),
    essential(field(G::Cooperation, "cooperation.willingness", K::One, V::Scale, "Willingness to cooperate",
        "0 no interest, 1 open to approaches, 2 interested, 3 looking for partners, 4 a priority of the strategy.")),
    essential(field(G::Cooperation, "cooperation.readiness", K::One, V::Scale, "Readiness to cooperate",
        "0 no means, 1 a contact person, 2 staff and languages, 3 experience in projects, 4 several lasting partnerships.")),
    field(G::Cooperation, "cooperation.readiness.evidence", K::One, V::Text(1000), "Evidence of readiness",
        "Projects, partnerships or staff that show the readiness."),
    essential(field(G::Cooperation, "cooperation.objective", K::ByCode(List::CooperationInterest),
        V::Member(List::CooperationInterest), "Objectives of cooperation", "What the organisation wants to cooperate for.")),
    field(G::Cooperation, "cooperation.country", K::ByCode(List::Country), V::Member(List::Country), "Target countries",
        "Countries in which partners are wanted."),
    field(G::Cooperation, "cooperation.ecosystem", K::ByCode(List::Ecosystem), V::Member(List::Ecosystem),
        "Target ecosystems", "Industrial ecosystems in which partners are wanted."),
    field(G::Cooperation, "cooperation.offers", K::ByLanguage, V::Text(1000), "What the organisation brings",
        "What a partner gains, in one or two sentences."),
    field(G::Cooperation, "cooperation.seeks", K::ByLanguage, V::Text(1000), "What the organisation seeks",
        "What a partner should bring, in one or two sentences."),
    field(G::Confirmation, "confirmed", K::ByGroup, V::Day, "Confirmed",
        "The day on which each part of the profile was last checked and found right."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_found_again() {
        assert_eq!(BY_KEY.len(), FIELDS.len(), "no key stands twice");
        for field in &FIELDS {
            let rest = match field.keys {
                Keys::One => "",
                Keys::ByLanguage => "de-AT",
                Keys::ByCode(_) | Keys::ByCodeOrSlug(_) | Keys::BySlug => "a-b",
                Keys::ByGroup => "members",
            };
            let key = if rest.is_empty() { field.key.to_owned() } else { format!("{}.{rest}", field.key) };
            assert_eq!(Field::of_key(&key), Some((field, rest)), "{key}");
            assert!(field.takes(rest), "{key}");
        }
        assert_eq!(
            Field::of_key("nace.26.11").map(|(field, rest)| (field.key, rest)),
            Some(("nace", "26.11"))
        );
        assert_eq!(Field::of_key("name"), None);
        assert_eq!(Field::of_key("kind.of"), None);
        assert_eq!(Field::of_key("."), None);
    }

    #[test]
    fn values_have_one_spelling() {
        for (kind, good, bad) in [
            (ValueKind::Count, vec!["0", "40"], vec!["", "-1", "04", "1.5", "1000000000", " 4"]),
            (ValueKind::Decimal, vec!["0", "2.5", "14.25"], vec!["", ".5", "2.", "2.125", "-1", "1e2"]),
            (ValueKind::Year, vec!["1358", "2026"], vec!["26", "999", "2200", "02009"]),
            (ValueKind::Scale, vec!["0", "4"], vec!["5", "-1"]),
            (ValueKind::Percent, vec!["0", "100"], vec!["101", "50%"]),
            (ValueKind::Day, vec!["2024-02-29"], vec!["2023-02-29", "21.11.2026"]),
            (ValueKind::Text(5), vec!["Kör"], vec!["", "a\nb", "\u{1b}[1m", "123456"]),
        ] {
            assert!(good.iter().all(|text| kind.accepts(text)), "{kind:?}");
            for text in bad {
                assert!(!kind.accepts(text), "{kind:?} {text:?}");
            }
        }
    }

    #[test]
    fn a_logo_is_what_it_says_it_is() {
        let png = |bytes: &[u8]| format!("data:image/png;base64,{}", BASE64.encode(bytes));
        assert!(ValueKind::Logo.accepts(&png(b"\x89PNG\r\n\x1a\n....")));
        assert!(!ValueKind::Logo.accepts(&png(b"<svg onload=alert(1)>")));
        assert!(!ValueKind::Logo.accepts("data:image/svg+xml;base64,PHN2Zz4="));
        let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
        large.resize(LOGO_BYTES_MAX, 0);
        assert!(ValueKind::Logo.accepts(&png(&large)));
        large.push(0);
        assert!(!ValueKind::Logo.accepts(&png(&large)));
    }
}
