//! Who plays: three agencies, a cluster organisation, a label authority, an auditor; and the register that they list.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::AttestationId;
use protocol::digest::Digest;
use protocol::identity::line::VersionRef;
use protocol::item::from_sequence;
use protocol::link::Sort;
use protocol::listing::RegisterLine;
use protocol::scheme::{Scheme, SchemeId};
use protocol::time::Months;

use crate::clock;
use crate::demo::Talk;
use crate::demo::member::Member;
use crate::demo::wire;

/// A synthetic agency.
pub(super) struct Agency {
    /// Name of its folder.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its host.
    pub host: &'static str,
    /// Its region.
    region: &'static str,
    /// The country whose organisations it lists.
    country: &'static str,
}

pub(super) const AGENCIES: [Agency; 3] = [
    Agency {
        key: "styria",
        name: "Example Agency Styria",
        host: "styria.example",
        region: "AT22",
        country: "AT",
    },
    Agency {
        key: "saxony",
        name: "Example Agency Saxony",
        host: "saxony.example",
        region: "DED",
        country: "DE",
    },
    Agency {
        key: "gyor",
        name: "Example Agency Győr region",
        host: "gyor.example",
        region: "HU221",
        country: "HU",
    },
];

/// The organisations of the demonstration.
pub(super) struct Cast {
    pub agencies: Vec<Member>,
    pub cluster: ClusterOrganisation,
    pub authority: LabelAuthority,
}

/// The one that publishes a profile and gets a label.
pub(super) struct ClusterOrganisation(Member);

/// The one that owns a scheme and issues labels.
pub(super) struct LabelAuthority(Member);

impl Cast {
    /// Founds the organisations at their nodes, or takes up those that a kept folder already holds.
    pub(super) fn assemble(folder: &Path, urls: &[String], talk: &Talk) -> anyhow::Result<Self> {
        let step = talk.step("Three agencies, a cluster organisation and a label authority found themselves");
        let seed = seed_of(folder)?;
        let mut agencies = Vec::new();
        for (agency, url) in AGENCIES.iter().zip(urls) {
            let mut member = join(agency.name, agency.host, &seed, url)?;
            member.publish(
                &[
                    ("kind", "agency"),
                    ("name.en", agency.name),
                    ("region", agency.region),
                    ("region.list", "nuts/2024"),
                    ("country", agency.country),
                ],
                url,
            )?;
            agencies.push(member);
        }
        let secretariat = agencies.last_mut().expect("there are agencies");
        secretariat.keep_portal("danube", &DANUBE, &urls[AGENCIES.len() - 1])?;
        let cluster = ClusterOrganisation(join(CLUSTER_NAME, "green-mobility.example", &seed, &urls[0])?);
        let authority = LabelAuthority(join(AUTHORITY_NAME, "labels.example", &seed, &urls[1])?);
        step.finish();
        Ok(Self { agencies, cluster, authority })
    }

    /// The auditor trusts the label authority, as it is now, and nobody else.
    pub(super) fn auditor_anchors(&self) -> Anchors {
        let version = VersionRef::parse(self.authority.0.version_id()).expect("a line has a version");
        Anchors::new(vec![Anchor { organisation: self.authority.0.id(), version, scheme: None }])
    }
}

impl ClusterOrganisation {
    pub(super) fn publish_profile(&mut self, url: &str) -> anyhow::Result<()> {
        self.0.publish(&CLUSTER_PROFILE, url)
    }
}

impl Cast {
    /// The cluster organisation and its agency publish posts; they confirm each other's membership, and a cooperation stays
    /// one side's word.
    pub(super) fn publish_posts(&mut self, urls: &[String]) -> anyhow::Result<()> {
        let today = clock::now().day();
        let later = |months: u16| today.plus(Months(months)).map(|day| day.to_string()).unwrap_or_default();
        let (spring, summer, fair) = (later(4), later(8), later(2));
        let (styria, saxony) = (&urls[0], &urls[1]);
        let cluster = &mut self.cluster.0;
        for (name, fields) in [
            ("battery-reuse", &BATTERY_REUSE[..]),
            ("pilot-line", &PILOT_LINE[..]),
            ("light-rail-guide", &LIGHT_RAIL_GUIDE[..]),
        ] {
            cluster.post(name, fields, styria)?;
        }
        cluster.post("battery-reuse", &[("until", &spring)], styria)?;
        cluster.post("pilot-line", &[("until", &summer)], styria)?;
        let day = [&OPEN_DAY[..], &[("from", &fair), ("until", &fair)]].concat();
        cluster.post("open-day", &day, styria)?;
        self.agencies[0].post("cluster-call", &CLUSTER_CALL, styria)?;
        self.agencies[0].post("cluster-call", &[("until", &summer)], styria)?;
        let said = "A member of the regional round table of clusters.";
        let cluster = &mut self.cluster.0;
        cluster.link(&self.agencies[0], Sort::MemberOf, said, styria)?;
        self.agencies[0].link(cluster, Sort::HasMember, said, styria)?;
        let wish = "Exchange on light rail between Styria and Saxony.";
        self.agencies[1].link(cluster, Sort::Cooperation, wish, saxony)
    }
}

impl std::ops::Deref for ClusterOrganisation {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.0
    }
}

impl LabelAuthority {
    pub(super) fn publish_scheme(&mut self, url: &str) -> anyhow::Result<(SchemeId, Scheme)> {
        let profile = [
            ("kind", "label-authority"),
            ("name.en", AUTHORITY_NAME),
            ("country", "DE"),
            ("region", "DED2"),
            ("region.list", "nuts/2024"),
        ];
        self.0.publish(&profile, url)?;
        self.0.publish_scheme(url)
    }

    /// Issues a Silver label that stays, the first time, and a Gold label that does not.
    pub(super) fn issue_labels(
        &mut self,
        subject: &Member,
        scheme: &(SchemeId, Scheme),
        url: &str,
    ) -> anyhow::Result<AttestationId> {
        if !self.0.has_issued() {
            self.0.issue(subject, scheme, "silver", url)?;
        }
        self.0.issue(subject, scheme, "gold", url)
    }

    pub(super) fn withdraw(&mut self, id: &AttestationId, reason: &str, url: &str) -> anyhow::Result<()> {
        self.0.withdraw(id, reason, url)
    }
}

/// The register to import.
pub(super) struct Register {
    lines: Vec<RegisterLine>,
    file: Option<String>,
}

impl Register {
    /// Reads a register, or the one that comes with the program.
    pub(super) fn read(file: Option<&Path>) -> anyhow::Result<Self> {
        let (bytes, name) = match file {
            Some(path) => {
                let bytes = std::fs::read(path)
                    .with_context(|| format!("the register {} cannot be read", path.display()))?;
                (bytes, Some(path.display().to_string()))
            }
            None => (REGISTER.to_vec(), None),
        };
        let lines = RegisterLine::parse_all(&bytes)
            .collect::<Result<Vec<_>, _>>()
            .with_context(|| format!("the register {} is not sound", name.as_deref().unwrap_or_default()))?;
        Ok(Self { lines, file: name })
    }

    /// How many organisations it lists.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whom the lines name.
    pub(super) fn listed(&self) -> &'static str {
        match &self.file {
            Some(_) => "whomever the register names",
            None => "real organisations",
        }
    }

    /// The file that was given in place of the register that is a part of the program.
    pub(super) fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Where the lines come from.
    pub(super) fn source(&self) -> String {
        match &self.file {
            Some(file) => format!("the register {file}"),
            None => "European Cluster Collaboration Platform (ECCP) registry of 2026, with CORDIS and ROR"
                .to_owned(),
        }
    }

    /// The agencies' parts: each has its own country, and the other countries are shared out evenly.
    pub(super) fn shares(&self) -> Vec<Vec<RegisterLine>> {
        let mut by_country: BTreeMap<&str, Vec<&RegisterLine>> = BTreeMap::new();
        for line in &self.lines {
            let country =
                line.content.get("country").and_then(|country| country.as_str()).unwrap_or_default();
            by_country.entry(country).or_default().push(line);
        }
        let mut shares: Vec<Vec<RegisterLine>> = AGENCIES
            .iter()
            .map(|agency| {
                by_country.remove(agency.country).unwrap_or_default().into_iter().cloned().collect()
            })
            .collect();
        let mut others: Vec<Vec<&RegisterLine>> = by_country.into_values().collect();
        others.sort_by_key(|lines| std::cmp::Reverse(lines.len()));
        let mut shared = [0; AGENCIES.len()];
        for lines in others {
            let least = (0..shared.len()).min_by_key(|index| shared[*index]).expect("there are agencies");
            shared[least] += lines.len();
            shares[least].extend(lines.into_iter().cloned());
        }
        shares
    }
}

/// The seed of all keys of the cast: drawn once, kept with the stores.
fn seed_of(folder: &Path) -> anyhow::Result<Digest> {
    let path = folder.join("demonstration.seed");
    if let Ok(text) = std::fs::read_to_string(&path) {
        return Digest::parse_hex(text.trim())
            .with_context(|| format!("{} is damaged; give another folder with `--data`", path.display()));
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random)?;
    let seed = Digest::from_bytes(random);
    std::fs::write(&path, seed.to_string())
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(seed)
}

/// Takes up an organisation that the node holds, or founds it.
fn join(name: &str, host: &str, seed: &Digest, url: &str) -> anyhow::Result<Member> {
    let device = Member::device_of(name, seed);
    let known = wire::items_of(url, name, &device)?;
    Member::join(name, host, seed, from_sequence(&known)?, url)
}

const REGISTER: &[u8] = include_bytes!("../../data/clusters-real.jsonl");
const CLUSTER_NAME: &str = "Example Cluster Green Mobility";
const AUTHORITY_NAME: &str = "Example Label Authority";
/// The macro-region by the regions that take part in the European Union's strategy for it.
const DANUBE: [(&str, &str); 27] = [
    ("title.en", "Danube Region"),
    ("title.de", "Donauraum"),
    ("title.hu", "Duna régió"),
    ("title.cs", "Podunají"),
    ("title.fr", "Région du Danube"),
    ("title.es", "Región del Danubio"),
    ("title.it", "Regione del Danubio"),
    ("title.pl", "Region Dunaju"),
    (
        "description.en",
        "Cluster organisations of the macro-region from the Black Forest to the Black Sea: all of the countries along \
         the river, and the regions of Germany and Ukraine that take part in the strategy of the European Union for it. \
         A demonstration; nobody of the strategy keeps this portal.",
    ),
    ("rule.region.AT", "1"),
    ("rule.region.BA", "1"),
    ("rule.region.BG", "1"),
    ("rule.region.CZ", "1"),
    ("rule.region.DE1", "1"),
    ("rule.region.DE2", "1"),
    ("rule.region.HR", "1"),
    ("rule.region.HU", "1"),
    ("rule.region.MD", "1"),
    ("rule.region.ME", "1"),
    ("rule.region.RO", "1"),
    ("rule.region.RS", "1"),
    ("rule.region.SI", "1"),
    ("rule.region.SK", "1"),
    ("rule.region.UA42", "1"),
    ("rule.region.UA71", "1"),
    ("rule.region.UA72", "1"),
    ("rule.region.UA74", "1"),
];
const CLUSTER_PROFILE: [(&str, &str); 22] = [
    ("kind", "cluster"),
    ("name.en", CLUSTER_NAME),
    ("name.de", "Beispielcluster Grüne Mobilität"),
    ("country", "AT"),
    ("region", "AT221"),
    ("region.list", "nuts/2024"),
    ("place", "Graz"),
    ("founded", "2014"),
    ("website", "https://green-mobility.example/"),
    (
        "description.en",
        "A synthetic cluster organisation of the demonstration. It brings together makers of light vehicles, suppliers and \
         research in Styria, and looks for partners in battery reuse and rail.",
    ),
    ("ecosystem.mobility-transport-automotive", "1"),
    ("ecosystem.energy-renewables", "1"),
    ("members.sme", "84"),
    ("members.large", "12"),
    ("members.research", "5"),
    ("members.university", "3"),
    ("management.fte", "6.5"),
    ("service.innovation-projects", "1"),
    ("service.internationalisation", "1"),
    ("cooperation.willingness", "4"),
    ("cooperation.readiness", "3"),
    ("cooperation.objective.joint-projects", "1"),
];
const BATTERY_REUSE: [(&str, &str); 8] = [
    ("kind", "request"),
    ("title.en", "Partner for the reuse of traction batteries"),
    ("title.de", "Partner für die Weiterverwendung von Traktionsbatterien"),
    (
        "description.en",
        "Our members collect used batteries of light vehicles. We look for a cluster with makers of stationary storage who test \
         and repack them.",
    ),
    ("ecosystem.mobility-transport-automotive", "1"),
    ("ecosystem.energy-renewables", "1"),
    ("cooperation.objective.joint-projects", "1"),
    ("website", "https://green-mobility.example/battery-reuse"),
];
const PILOT_LINE: [(&str, &str); 5] = [
    ("kind", "offer"),
    ("title.en", "Pilot line for light-weight frames, open to partners"),
    ("title.de", "Pilotlinie für Leichtbaurahmen, offen für Partner"),
    ("description.en", "Ten days a month for prototypes of small firms, with staff."),
    ("place", "Graz"),
];
const LIGHT_RAIL_GUIDE: [(&str, &str); 3] = [
    ("kind", "tool"),
    ("title.en", "Checklist for a joint light rail project"),
    ("description.en", "What partners agree on before they begin: roles, data, costs, rights."),
];
const OPEN_DAY: [(&str, &str); 5] = [
    ("kind", "event"),
    ("title.en", "Open day of the test track"),
    ("title.de", "Tag der offenen Tür auf der Teststrecke"),
    ("place", "Graz"),
    ("description.en", "Members show light vehicles, and visitors drive them."),
];
const CLUSTER_CALL: [(&str, &str); 4] = [
    ("kind", "call"),
    ("title.en", "Call for cross-border cluster projects"),
    (
        "description.en",
        "Travel and preparation of projects between clusters of two countries; synthetic, like all of this agency.",
    ),
    ("ecosystem.digital", "1"),
];
