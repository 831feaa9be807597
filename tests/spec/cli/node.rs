//! A node for tests: the HTTP answers of `docs/spec/http.md` over a directory in memory, and a hand that changes them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;

use protocol::attestation::{AttestationId, Credential};
use protocol::automerge_guard::SCHEMA_KEY;
use protocol::directory::{Answer, Directory};
use protocol::entry::Address;
use protocol::evidence::{Evidence, content_of};
use protocol::item::{Item, from_sequence, to_sequence};
use protocol::landscape::{CardKind, Findable, Query, QueryText, search};
use protocol::ledger::Ledger;
use protocol::listing::Listing;
use protocol::organisation::OrganisationId;
use protocol::profile::{Content, Profile};
use protocol::status::heirs;
use serde_json::{Value, json};

type Tamper = Box<dyn Fn(&str, Vec<u8>) -> Vec<u8> + Send>;

#[derive(Default)]
struct Held {
    directory: Directory,
    tamper: Option<Tamper>,
    date: Option<String>,
}

/// A node that listens on loopback until it is dropped.
pub(super) struct FakeNode {
    address: String,
    held: Arc<Mutex<Held>>,
    is_ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl FakeNode {
    /// Begins to listen.
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound").to_string();
        let (held, is_ended) = (Arc::new(Mutex::new(Held::default())), Arc::new(AtomicBool::new(false)));
        let (theirs, ended) = (Arc::clone(&held), Arc::clone(&is_ended));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                // A client that breaks off is its own affair.
                let _ended = stream.and_then(|stream| serve(&theirs, stream));
            }
        });
        Self { address, held, is_ended, thread: Some(thread) }
    }

    /// Its address on the web.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes every answer by path and body from now on.
    pub(super) fn tamper(&self, change: impl Fn(&str, Vec<u8>) -> Vec<u8> + Send + 'static) {
        self.held().tamper = Some(Box::new(change));
    }

    /// Answers honestly again.
    pub(super) fn be_honest(&self) {
        self.held().tamper = None;
    }

    /// Answers with this date.
    pub(super) fn set_date(&self, date: &str) {
        self.held().date = Some(date.to_owned());
    }

    /// A copy of what it holds.
    pub(super) fn directory(&self) -> Directory {
        self.held().directory.clone()
    }

    /// Holds this from now on.
    pub(super) fn hold(&self, directory: Directory) {
        self.held().directory = directory;
    }

    /// The honest body of an answer.
    pub(super) fn body(&self, path: &str) -> Vec<u8> {
        answer(&mut self.held().directory, "GET", path, &[]).expect("the node has it")
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().expect("no test panics while it holds the node")
    }
}

impl Drop for FakeNode {
    fn drop(&mut self) {
        self.is_ended.store(true, Ordering::SeqCst);
        // The listener wakes up by being called.
        drop(TcpStream::connect(&self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn serve(held: &Mutex<Held>, stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split(' ');
    let (method, target) =
        (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut held = held.lock().expect("no test panics while it holds the node");
    let (status, body) = match answer(&mut held.directory, &method, &target, &body) {
        Some(body) => (200, held.tamper.as_ref().map_or(body.clone(), |tamper| tamper(&target, body))),
        None => (404, b"{\"title\":\"Not Found\"}".to_vec()),
    };
    let date = held.date.as_ref().map(|date| format!("date: {date}\r\n")).unwrap_or_default();
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} x\r\n{date}content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

fn answer(directory: &mut Directory, method: &str, target: &str, body: &[u8]) -> Option<Vec<u8>> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let parts: Vec<&str> = path.trim_start_matches("/v1/").split('/').collect();
    let json = |value: Value| Some(value.to_string().into_bytes());
    if method == "POST" {
        return json(take_in(directory, body));
    }
    match parts.as_slice() {
        ["node"] => json(json!({"name": "Test", "host": "node.example"})),
        ["landscape"] => json(landscape(directory, query)),
        ["organisations", scid] => {
            let id = OrganisationId::parse(scid).ok()?;
            directory.ledger(&id)?;
            let vouch = Address::new("vouch", scid).ok()?;
            let vouchers = directory.ledgers().filter(|(_, ledger)| ledger.document(&vouch).is_some());
            let vouchers = vouchers.map(|(id, _)| json!({"scid": id.to_string()})).collect::<Vec<_>>();
            json(json!({"scid": scid, "vouched_by": vouchers, "labels": labels_of(directory, id)}))
        }
        ["organisations", scid, "did.jsonl"] => {
            let ledger = directory.ledger(&OrganisationId::parse(scid).ok()?)?;
            let lines: Vec<Vec<u8>> = items(ledger).into_iter().filter(|item| item[0] == b'{').collect();
            Some(lines.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect())
        }
        ["organisations", scid, "items"] => {
            let ledger = directory.ledger(&OrganisationId::parse(scid).ok()?)?;
            Some(to_sequence(items(ledger).iter().map(Vec::as_slice)))
        }
        ["organisations", scid, "documents", collection, name, "entries"] => {
            let ledger = directory.ledger(&OrganisationId::parse(scid).ok()?)?;
            let address = Address::new(collection, name).ok()?;
            ledger.document(&address)?;
            let entries: Vec<Vec<u8>> =
                ledger.entries_at(&address).iter().map(|(entry, _)| entry.to_bytes()).collect();
            Some(to_sequence(entries.iter().map(Vec::as_slice)))
        }
        // It lists none, so that whoever looks has to look further.
        ["attestations"] => json(json!({"total": 0, "items": []})),
        ["attestations", scid, name, "evidence"] => {
            let id = AttestationId::parse(&format!("{scid}/{name}"))?;
            Some(Evidence::gather(directory, &id)?.to_bytes())
        }
        _ => None,
    }
}

/// The ids of the labels that an organisation holds or held.
fn labels_of(directory: &Directory, holder: OrganisationId) -> Vec<String> {
    let mut held = Vec::new();
    for (issuer, ledger) in directory.ledgers() {
        for (address, document) in ledger.documents().filter(|(at, _)| at.collection() == "attestation") {
            let credential = content_of(document).and_then(|text| Credential::parse(text.as_bytes()).ok());
            let subject = credential.and_then(|credential| credential.label().subject.organisation().ok());
            if heirs(document.content()).chain(subject).any(|one| one == holder) {
                held.push(format!("{issuer}/{}", address.name()));
            }
        }
    }
    held
}

/// Lines by number, then entries by sequence.
fn items(ledger: &Ledger) -> Vec<Vec<u8>> {
    let mut lines: Vec<_> = ledger.identity().lines().collect();
    lines.sort_by_key(|line| line.version().number);
    let mut entries: Vec<_> = ledger.entries().map(|(entry, _)| entry).collect();
    entries.sort_by_key(|entry| entry.header().sequence);
    lines.iter().map(|line| line.to_bytes()).chain(entries.iter().map(|entry| entry.to_bytes())).collect()
}

fn take_in(directory: &mut Directory, body: &[u8]) -> Value {
    let take = |bytes: &Vec<u8>| {
        let Ok(item) = Item::parse(bytes) else {
            return json!({"id": null, "answer": "refused", "why": "no item"});
        };
        let id = item.id().to_string();
        let answer = match directory.admit(item) {
            Answer::Accepted { .. } => "accepted",
            Answer::Known => "known",
            Answer::Staged(_) => "staged",
            Answer::Declined(_) => "declined",
            Answer::Refused(_) => "refused",
        };
        json!({"id": id, "answer": answer, "why": null})
    };
    json!({"answers": from_sequence(body).expect("the client sends a sequence").iter().map(take).collect::<Vec<_>>()})
}

fn landscape(directory: &Directory, query: &str) -> Value {
    let words = query.split('&').find_map(|part| part.strip_prefix("q=")).unwrap_or_default();
    let mut cards = Vec::new();
    for (id, ledger) in directory.ledgers() {
        for (address, document) in ledger.documents() {
            let mut content: Content = document.content().clone();
            content.remove(SCHEMA_KEY);
            match address.collection() {
                "profile" => cards.push(Findable::of_profile(id, &Profile::read(&content), None)),
                "listing" => {
                    cards.push(Findable::of_listing(address.as_str(), *id, &Listing::read(&content), None))
                }
                _ => {}
            }
        }
    }
    let name = |id: &OrganisationId| {
        let card = cards.iter().map(|findable| &findable.card).find(|card| *card.id == id.to_string());
        card.map(|card| card.name.to_string())
    };
    let page =
        search(&cards, &Query { text: QueryText::parse(words).expect("a short query"), ..Query::default() });
    let hits = page.hits.iter().map(|hit| {
        let card = hit.card;
        let (kind, organisation, address, listed_by) = match &card.kind {
            CardKind::Profile => ("profile", card.id.to_string(), "profile/self".to_owned(), None),
            CardKind::Listing { listed_by } => ("listing", listed_by.to_string(), card.id.to_string(), name(listed_by)),
        };
        json!({
            "kind": kind, "organisation": organisation, "address": address, "title": card.name,
            "region": card.region.as_ref().map(|term| &term.code), "country": card.country_code(),
            "place": card.place, "ecosystems": card.ecosystems.iter().map(|term| &term.code).collect::<Vec<_>>(),
            "listed_by": listed_by,
        })
    });
    json!({"total": page.total, "offset": 0, "limit": 20, "items": hits.collect::<Vec<_>>()})
}
