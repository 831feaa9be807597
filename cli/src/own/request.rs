//! A new device's request to be added: one line of text, small enough for a mail or a chat.
//!
//! ```text
//! hanse-device-1.<base64url of canonical JSON>.<base64url of the device's signature over it>
//! {"agreement":"z6LS…","device":"z6Mk…","label":"Anna's laptop","may":["write"]}
//! ```
//! The signature shows that who asks has the key. It does not show who that is: whoever adds the device compares the key
//! with the one on the other screen. The label goes no further than the two homes.

use data_encoding::BASE64URL_NOPAD;
use protocol::canonical::{parse_json, to_jcs};
use protocol::key::{AgreementKey, PublicKey, Signature, SigningKey};
use serde_json::{Value, json};
use thiserror::Error;

use crate::args::Right;
use crate::home::settings::NAME_BYTES_MAX;

/// A request whose signature was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRequest {
    /// The device's key.
    pub device: PublicKey,
    /// Its key for being sent something secret.
    pub agreement: AgreementKey,
    /// What it asks to be allowed.
    pub may: Vec<Right>,
    /// Whose it is, for the person who adds it.
    pub label: String,
}

impl DeviceRequest {
    /// Writes the request, signed by the device.
    ///
    /// # Errors
    ///
    /// [`RequestError::Label`] when the label is too long.
    pub fn seal(&self, key: &SigningKey) -> Result<String, RequestError> {
        if self.label.len() > NAME_BYTES_MAX {
            return Err(RequestError::Label);
        }
        let body = to_jcs(&json!({
            "device": self.device.to_string(),
            "agreement": self.agreement.to_string(),
            "may": self.may.iter().map(|right| right.word()).collect::<Vec<_>>(),
            "label": self.label,
        }));
        let signature = key.sign(&[DOMAIN, &body]);
        let [body, signature] = [&body[..], signature.as_bytes()].map(|part| BASE64URL_NOPAD.encode(part));
        Ok(format!("{PREFIX}{body}.{signature}"))
    }

    /// Parses a request, white space around it aside, and checks its signature.
    ///
    /// # Errors
    ///
    /// [`RequestError`].
    pub fn parse(text: &str) -> Result<Self, RequestError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(RequestError::Shape);
        }
        // A mail may have broken the line.
        let text: String = text.split_whitespace().collect();
        let parts = text.strip_prefix(PREFIX).and_then(|rest| rest.split_once('.'));
        let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).ok();
        let (body, signature) = parts
            .and_then(|(body, signature)| Some((decode(body)?, decode(signature)?.try_into().ok()?)))
            .ok_or(RequestError::Shape)?;
        let value = parse_json(&body, TEXT_BYTES_MAX).map_err(|_| RequestError::Shape)?;
        let request = Self::read(&value).ok_or(RequestError::Shape)?;
        request
            .device
            .verify(&[DOMAIN, &body], &Signature::from_bytes(signature))
            .map_err(|_| RequestError::Signature)?;
        Ok(request)
    }

    fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name)?.as_str();
        let right = |word: &Value| {
            [Right::Write, Right::Assert, Right::Node].into_iter().find(|right| *word == right.word())
        };
        let may = value.get("may")?.as_array().filter(|may| may.len() <= RIGHTS)?;
        Some(Self {
            device: PublicKey::parse(text("device")?).ok()?,
            agreement: AgreementKey::parse(text("agreement")?).ok()?,
            may: may.iter().map(right).collect::<Option<_>>()?,
            label: text("label").filter(|label| label.len() <= NAME_BYTES_MAX)?.to_owned(),
        })
    }
}

/// Why a text is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RequestError {
    /// Another text, or not all of it.
    #[error("this is no request of a device, or not all of it; one begins with {PREFIX}")]
    Shape,
    /// Somebody changed it, or it is not by this key.
    #[error("the request was changed on its way: its signature does not fit")]
    Signature,
    /// A label longer than a line.
    #[error("the label is longer than {NAME_BYTES_MAX} bytes")]
    Label,
}

const PREFIX: &str = "hanse-device-1.";
const DOMAIN: &[u8] = b"hanse device request 1";
/// A request has at most this many bytes.
pub const TEXT_BYTES_MAX: usize = 4096;
const RIGHTS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> (SigningKey, DeviceRequest) {
        let key = SigningKey::from_seed(&[1; 32]);
        let request = DeviceRequest {
            device: key.public(),
            agreement: AgreementKey::from_secret(&[2; 32]),
            may: vec![Right::Write, Right::Assert],
            label: "Änne's laptop".into(),
        };
        (key, request)
    }

    #[test]
    fn a_request_reads_back_even_when_a_mail_broke_its_line() {
        let (key, request) = request();
        let text = request.seal(&key).unwrap();
        assert_eq!(DeviceRequest::parse(&text), Ok(request.clone()));
        let (begin, end) = text.split_at(100);
        assert_eq!(DeviceRequest::parse(&format!(" {begin}\r\n{end}\n")), Ok(request));
    }

    #[test]
    fn a_request_that_was_changed_anywhere_is_none() {
        let (key, request) = request();
        let text = request.seal(&key).unwrap();
        for place in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(DeviceRequest::parse(&changed).is_err(), "{place}");
            assert!(DeviceRequest::parse(&text[..place]).is_err(), "{place}");
        }
        let other = request.seal(&SigningKey::from_seed(&[3; 32])).unwrap();
        assert_eq!(DeviceRequest::parse(&other), Err(RequestError::Signature));
        assert_eq!(DeviceRequest::parse(&"A".repeat(5000)), Err(RequestError::Shape));
        let long = DeviceRequest { label: "x".repeat(101), ..request };
        assert_eq!(long.seal(&key), Err(RequestError::Label));
    }
}
