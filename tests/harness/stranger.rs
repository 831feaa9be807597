//! Issuers that know nothing of Hanse, and the credentials they make: sound, or wrong in one thing.

use protocol::canonical::object_to_jcs;
use protocol::digest::Digest;
use protocol::foreign::Material;
use protocol::key::SigningKey;
use protocol::status_list::{Purpose, StatusList, StatusListCredential, StatusListEntry};
use protocol::time::Timestamp;
use serde_json::{Map, Value, json};

use crate::story::key;

/// Somebody with a DID and a key.
#[derive(Debug)]
pub struct Stranger {
    /// The DID.
    pub did: String,
    /// The DID URL of the key.
    pub method: String,
    key: SigningKey,
}

impl Stranger {
    /// One whose DID is the key itself.
    #[must_use]
    pub fn of_key(name: &str) -> Self {
        let key = key(name, "stranger");
        let did = key.public().to_did_key();
        Self { method: format!("{did}#{}", key.public()), did, key }
    }

    /// One with a web site.
    #[must_use]
    pub fn of_web(name: &str) -> Self {
        let did = format!("did:web:{name}.example");
        Self { method: format!("{did}#key-1"), did, key: key(name, "stranger") }
    }

    /// One that signs with a key that is listed elsewhere.
    #[must_use]
    pub fn with(did: &str, method: &str, key: SigningKey) -> Self {
        Self { did: did.to_owned(), method: method.to_owned(), key }
    }

    /// The DID document.
    #[must_use]
    pub fn document(&self) -> Value {
        json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": self.did,
            "verificationMethod": [{
                "id": self.method,
                "type": "Multikey",
                "controller": self.did,
                "publicKeyMultibase": self.key.public().to_string(),
            }],
            "assertionMethod": [self.method],
        })
    }

    /// A credential that this issuer might give, not yet signed.
    #[must_use]
    pub fn credential(&self) -> Value {
        json!({
            "@context": [V2],
            "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "type": ["VerifiableCredential"],
            "name": "Membership",
            "issuer": self.did,
            "validFrom": "2026-01-01T00:00:00Z",
            "validUntil": "2027-12-31T23:59:59Z",
            "credentialSubject": {"id": "did:example:photonics", "name": "Photonics Valley"},
        })
    }

    /// Signs a document as the recommendation says.
    #[must_use]
    pub fn seal(&self, document: Value) -> Value {
        self.seal_with(document, &json!({}))
    }

    /// Signs with other members of the proof than usual; null takes one away.
    #[must_use]
    pub fn seal_with(&self, mut document: Value, members: &Value) -> Value {
        let proof = self.proof(&document, members);
        document["proof"] = proof;
        document
    }

    /// The proof alone.
    ///
    /// # Panics
    ///
    /// When the document is no object.
    #[must_use]
    pub fn proof(&self, document: &Value, members: &Value) -> Value {
        let mut document = document.as_object().expect("a document is an object").clone();
        let mut config = json!({
            "@context": document.get("@context").cloned().unwrap_or_default(),
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2026-02-01T00:00:00Z",
            "verificationMethod": self.method,
            "proofPurpose": "assertionMethod",
        });
        for (name, value) in members.as_object().expect("members are an object") {
            config[name] = value.clone();
        }
        let mut config: Map<String, Value> = config.as_object().expect("it is written as one").clone();
        config.retain(|_, value| !value.is_null());
        if let Some(context) = config.get("@context") {
            document.insert("@context".into(), context.clone());
        }
        let hashes = [&config, &document].map(|object| Digest::of(&[&object_to_jcs(object)]));
        let signature = self.key.sign(&[hashes[0].as_bytes(), hashes[1].as_bytes()]);
        let base58 = bs58_of(signature.as_bytes());
        config.insert("proofValue".into(), json!(format!("z{base58}")));
        Value::Object(config)
    }

    /// A list of this issuer with these bits set, not yet signed.
    ///
    /// # Panics
    ///
    /// When an index lies behind the list.
    #[must_use]
    pub fn status_list(&self, purpose: Purpose, set: &[usize]) -> Value {
        let mut list = StatusList::new(0);
        set.iter().for_each(|index| list.set(*index).expect("the list is long enough"));
        let instant = |text| Some(Timestamp::parse(text).expect("an instant"));
        StatusListCredential {
            id: LIST.into(),
            issuer: self.did.clone(),
            purposes: vec![purpose],
            list,
            valid_from: instant("2026-05-01T00:00:00Z"),
            valid_until: instant("2026-08-01T00:00:00Z"),
            ttl_ms: None,
        }
        .to_value()
    }
}

/// The entry of a list of strangers.
#[must_use]
pub fn entry(purpose: Purpose, index: usize) -> Value {
    StatusListEntry { purpose, index, list: LIST.into() }.to_value()
}

/// Material of documents and lists.
#[must_use]
pub fn material(documents: &[Value], lists: &[Value]) -> Material {
    let mut material = Material::default();
    documents.iter().for_each(|document| material.add_controller(document.to_string().as_bytes()));
    lists.iter().for_each(|list| material.add_status_list(list.to_string().as_bytes()));
    material
}

fn bs58_of(bytes: &[u8]) -> String {
    // 256-based digits to 58-based ones, most significant first.
    let mut digits: Vec<u32> = Vec::new();
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += *digit << 8;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = digits.iter().rev().map(|digit| char::from(ALPHABET[*digit as usize]));
    std::iter::repeat_n('1', zeros).chain(digits).collect()
}

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// The first context of every credential.
pub const V2: &str = "https://www.w3.org/ns/credentials/v2";
/// Where the lists of strangers are said to lie.
pub const LIST: &str = "https://stranger.example/status/1";
