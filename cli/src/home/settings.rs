//! The settings of a home, `settings.toml`: which nodes it asks, and whose home it is.
//!
//! ```toml
//! node = ["http://127.0.0.1:8420"]             # asked in this order
//! organisation = "did:webvh:Qm…:node.example.org:v1:organisations:Qm…"
//! device = { z6Mk… = "Anna's laptop" }         # names of devices, for you alone
//! ```

use std::collections::BTreeMap;

use protocol::key::PublicKey;
use protocol::organisation::OrganisationId;
use thiserror::Error;
use toml_edit::{Array, Item, Value};

use super::durable::{self, FileError};
use super::toml_file::{TomlError, TomlFile, set};
use super::{Home, HomeLock};

/// The settings; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The nodes to ask, `http://…` or `https://…` without a slash at the end.
    pub nodes: Vec<String>,
    /// The organisation that this home speaks for.
    pub organisation: Option<Own>,
    /// What the person calls devices, by key.
    pub devices: BTreeMap<String, String>,
}

/// The organisation of a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    did: String,
    id: OrganisationId,
}

impl Own {
    /// Parses a whole DID; a SCID alone does not say where the log is found.
    #[must_use]
    pub fn parse(did: &str) -> Option<Self> {
        let id =
            OrganisationId::parse(did).ok().filter(|_| did.starts_with("did:webvh:") && did.len() <= 500)?;
        Some(Self { did: did.to_owned(), id })
    }

    /// The DID, with the host.
    #[must_use]
    pub fn did(&self) -> &str {
        &self.did
    }

    /// The SCID.
    #[must_use]
    pub fn id(&self) -> OrganisationId {
        self.id
    }
}

/// Reads the settings of a home; a home without the file has none.
///
/// # Errors
///
/// [`SettingsError`] with the line of what is wrong.
pub fn read(home: &Home) -> Result<Settings, SettingsError> {
    parse(&TomlFile::read(&home.settings_path(), FILE_BYTES_MAX)?)
}

/// Writes the settings into the file; what a person wrote around them stays.
///
/// # Errors
///
/// [`SettingsError`] when the file is broken or cannot be written, or a setting would not read back.
pub fn write(lock: &HomeLock, settings: &Settings) -> Result<(), SettingsError> {
    if settings.nodes.len() > NODES_MAX || !settings.nodes.iter().all(|node| is_node(node)) {
        return Err(SettingsError::Nodes);
    }
    let file = TomlFile::read(&lock.home().settings_path(), FILE_BYTES_MAX)?;
    let old = parse(&file)?;
    let path = file.path().to_owned();
    let mut document = file.into_document();
    if settings.nodes != old.nodes {
        set(
            &mut document,
            "node",
            Value::Array(settings.nodes.iter().map(String::as_str).collect::<Array>()),
        );
    }
    match &settings.organisation {
        Some(own) if settings.organisation != old.organisation => {
            set(&mut document, "organisation", Value::from(own.did.as_str()));
        }
        Some(_) => {}
        None => drop(document.remove("organisation")),
    }
    if settings.devices != old.devices {
        if settings.devices.len() > DEVICES_MAX || !settings.devices.iter().all(is_device) {
            return Err(SettingsError::Devices);
        }
        let names = settings.devices.iter().map(|(key, name)| (key, name.as_str()));
        set(&mut document, "device", Value::InlineTable(names.collect()));
    }
    Ok(durable::replace(&path, document.to_string().as_bytes())?)
}

/// Why the settings could not be read or written.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// Nodes that would not read back.
    #[error("nodes must be {NODES}")]
    Nodes,
    /// Names of devices that would not read back.
    #[error("names of devices must be {DEVICES}")]
    Devices,
    /// The file is broken.
    #[error(transparent)]
    Toml(#[from] TomlError),
    /// The file cannot be written.
    #[error(transparent)]
    File(#[from] FileError),
}

fn parse(file: &TomlFile) -> Result<Settings, SettingsError> {
    let table = file.table();
    file.refuse_other_fields(table, &["node", "organisation", "device"])?;
    let nodes = match table.get("node") {
        None => Vec::new(),
        Some(item) => parse_nodes(item).ok_or_else(|| file.wrong(item, "node", NODES))?,
    };
    let organisation = file.optional(table, "organisation", "a did:webvh:…", Own::parse)?;
    let devices = match table.get("device") {
        None => BTreeMap::new(),
        Some(item) => parse_devices(item).ok_or_else(|| file.wrong(item, "device", DEVICES))?,
    };
    Ok(Settings { nodes, organisation, devices })
}

fn parse_devices(item: &Item) -> Option<BTreeMap<String, String>> {
    let table = item.as_table_like().filter(|table| table.len() <= DEVICES_MAX)?;
    let names = table.iter().map(|(key, name)| Some((key.to_owned(), name.as_str()?.to_owned())));
    names.collect::<Option<BTreeMap<_, _>>>().filter(|names| names.iter().all(is_device))
}

fn is_device((key, name): (&String, &String)) -> bool {
    PublicKey::parse(key).is_ok() && name.len() <= NAME_BYTES_MAX
}

fn parse_nodes(item: &Item) -> Option<Vec<String>> {
    let array = item.as_array().filter(|array| array.len() <= NODES_MAX)?;
    array.iter().map(|node| node.as_str().filter(|url| is_node(url)).map(str::to_owned)).collect()
}

/// Whether the text begins like the URL of a node; the client parses the rest when it asks.
fn is_node(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', ':', '?', '#']))
        && text.len() <= 500
        && !text.ends_with('/')
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

const FILE_BYTES_MAX: u64 = 64 << 10;
const NODES_MAX: usize = 16;
const DEVICES_MAX: usize = 256;
/// The name of a device has at most this many bytes.
pub const NAME_BYTES_MAX: usize = 100;
const DEVICES: &str = "a table of at most 256 keys, z6Mk…, each with a name of at most 100 bytes";
const NODES: &str = "a list of at most 16 URLs such as \"http://127.0.0.1:8420\", without a slash at the end";

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use protocol::digest::Digest;
    use protocol::organisation::Host;

    use super::*;

    fn locked_home() -> (tempfile::TempDir, HomeLock) {
        let folder = tempfile::tempdir().unwrap();
        let lock = Home::at(folder.path()).lock(Duration::ZERO).unwrap();
        (folder, lock)
    }

    fn own() -> Own {
        let id = OrganisationId::from_digest(Digest::of(&[b"own"]));
        Own::parse(&id.did(&Host::parse("node.example.org").unwrap())).unwrap()
    }

    fn settings() -> Settings {
        Settings {
            nodes: vec!["http://127.0.0.1:8420".into(), "https://node.example.org".into()],
            organisation: Some(own()),
            devices: [(PublicKey::from_bytes([7; 32]).to_string(), "Anna's \"laptop\"".to_owned())].into(),
        }
    }

    #[test]
    fn settings_read_back_and_comments_stay() {
        let (_folder, lock) = locked_home();
        assert_eq!(read(lock.home()).unwrap(), Settings::default());
        let path = lock.home().settings_path();
        fs::write(&path, "# mine\nnode = [\"https://old.example\"] # the agency's\n").unwrap();
        write(&lock, &settings()).unwrap();
        assert_eq!(read(lock.home()).unwrap(), settings());
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# mine\n") && text.contains("# the agency's\n"), "{text}");
        write(&lock, &Settings { organisation: None, ..settings() }).unwrap();
        assert_eq!(read(lock.home()).unwrap(), Settings { organisation: None, ..settings() });
    }

    #[test]
    fn a_wrong_setting_is_blamed_by_line() {
        let (_folder, lock) = locked_home();
        for (text, line) in [
            ("\nnode = \"http://127.0.0.1\"", "line 2"),
            ("node = [\"127.0.0.1:8420\"]", "line 1"),
            ("node = [\"http://127.0.0.1:8420/\"]", "line 1"),
            ("# x\n\norganisation = \"Qm\"", "line 3"),
            ("nodes = []", "line 1"),
            ("\ndevice = { z6Mk = \"Anna\" }", "line 2"),
            ("\n\n[device]\nAnna = 3", "line 3"),
        ] {
            fs::write(lock.home().settings_path(), text).unwrap();
            let error = read(lock.home()).unwrap_err().to_string();
            assert!(error.contains(line) && error.contains("settings.toml"), "{error}");
        }
    }

    #[test]
    fn settings_that_would_not_read_back_are_not_written() {
        let (_folder, lock) = locked_home();
        for nodes in [vec!["ftp://x".to_owned()], vec!["http://".to_owned()], vec!["http://a".to_owned(); 17]]
        {
            assert!(matches!(write(&lock, &Settings { nodes, ..settings() }), Err(SettingsError::Nodes)));
        }
        assert!(!lock.home().settings_path().exists());
    }
}
