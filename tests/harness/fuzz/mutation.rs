//! Breaking an input: its bytes, its text, its numbers, its JSON.

use serde_json::Value;

use crate::hostile::Rng;

/// Breaks an input in one to four places.
pub(super) fn mutate(rng: &mut Rng, mut input: Vec<u8>, other: &[u8]) -> Vec<u8> {
    if matches!(input.first(), Some(b'{')) && rng.one_in(2) {
        input = mutate_json(rng, &input).unwrap_or(input);
        if rng.one_in(2) {
            return input;
        }
    }
    for _ in 0..=rng.below(4) {
        break_once(rng, &mut input, other);
    }
    input.truncate(INPUT_BYTES_MAX);
    input
}

fn break_once(rng: &mut Rng, input: &mut Vec<u8>, other: &[u8]) {
    let place = rng.below(input.len() + 1);
    let longest = if rng.one_in(4) { 64 } else { 4 };
    let length = 1 + rng.below(longest);
    let end = input.len().min(place + length);
    match rng.below(11) {
        0 | 1 if place < input.len() => input[place] ^= 1 << rng.below(8),
        2 if place < input.len() => input[place] = BYTES[rng.below(BYTES.len())],
        3 if place < input.len() => input[place] = input[place].wrapping_add(1),
        4 => drop(input.drain(place..end)),
        5 => {
            let copy = input[place..end].to_vec();
            let times = if rng.one_in(20) { 300 } else { 1 };
            input.splice(place..place, copy.repeat(times));
        }
        6 => {
            let noise: Vec<u8> = (0..length).map(|_| rng.next().to_be_bytes()[0]).collect();
            input.splice(place..end, noise);
        }
        7 => input.truncate(place),
        8 => {
            let from = rng.below(other.len() + 1);
            let to = other.len().min(from + 1 + rng.below(200));
            input.splice(place..end, other[from..to].iter().copied());
        }
        9 => {
            let token = TOKENS[rng.below(TOKENS.len())];
            input.splice(place..if rng.one_in(2) { place } else { end }, token.iter().copied());
        }
        _ => change_number(rng, input, place),
    }
}

/// Writes another number where digits stand, at the place or after it.
fn change_number(rng: &mut Rng, input: &mut Vec<u8>, place: usize) {
    let Some(from) = input[place..].iter().position(u8::is_ascii_digit).map(|from| from + place) else {
        return;
    };
    let digits = input[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = NUMBERS[rng.below(NUMBERS.len())];
    input.splice(from..from + digits, number.bytes());
}

/// Changes one value somewhere within JSON.
fn mutate_json(rng: &mut Rng, input: &[u8]) -> Option<Vec<u8>> {
    let mut value: Value = serde_json::from_slice(input).ok()?;
    let mut node = &mut value;
    loop {
        let is_leaf = match node {
            Value::Object(members) => members.is_empty(),
            Value::Array(elements) => elements.is_empty(),
            _ => true,
        };
        if is_leaf || rng.one_in(6) {
            break;
        }
        node = match node {
            Value::Object(members) => {
                let place = rng.below(members.len());
                members.iter_mut().nth(place).map(|(_, member)| member)?
            }
            Value::Array(elements) => {
                let place = rng.below(elements.len());
                elements.get_mut(place)?
            }
            _ => return None,
        };
    }
    match (rng.below(6), &mut *node) {
        (0, Value::Object(members)) if !members.is_empty() => {
            let name = members.keys().nth(rng.below(members.len()))?.clone();
            members.remove(&name);
        }
        (1, Value::Object(members)) => {
            members.insert(WORDS[rng.below(WORDS.len())].to_owned(), Value::Null);
        }
        (0 | 1, Value::Array(elements)) if !elements.is_empty() => {
            let copy = elements[rng.below(elements.len())].clone();
            elements.push(copy);
        }
        (2, node) => {
            for _ in 0..=rng.below(100) {
                *node = Value::Array(vec![node.take()]);
            }
        }
        (3, node) => *node = Value::from(rng.next()),
        (4, node) => *node = Value::from(WORDS[rng.below(WORDS.len())]),
        (_, Value::String(text)) => text.push_str(WORDS[rng.below(WORDS.len())]),
        (_, node) => *node = Value::Null,
    }
    serde_json::to_vec(&value).ok()
}

/// Bytes on which formats turn: heads of CBOR, ends of numbers, quotes, line breaks.
const BYTES: [u8; 20] = [
    0, 1, 0x17, 0x18, 0x1b, 0x20, 0x22, 0x40, 0x58, 0x5b, 0x5f, 0x7f, 0x80, 0x81, 0x83, 0x9b, 0x9f, 0xf6,
    0xfe, 0xff,
];

const TOKENS: [&[u8]; 22] = [
    b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x5b\x00\x00\x00\xff\xff\xff\xff\xff",
    b"\x7b\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x9f\xff",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00",
    b"\xc0\x84\x3d",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":",
    b"\"\"\"",
    b"'''",
    b"\\ud800",
    b"\\u0000",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x9a\xa2",
    b"\r\n",
    b"\n\n",
    b"=",
    b"[[",
    b"#",
    b"%00",
];

const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "-1",
    "007",
    "65536",
    "4294967295",
    "9007199254740992",
    "18446744073709551616",
    "1e999",
    "0.1",
    "9999-12-31",
    "99999999999999999999999999999999999999",
];

const WORDS: [&str; 12] = [
    "",
    "content",
    "__proto__",
    "2026-02-30",
    "9999-12-31T23:59:60Z",
    "javascript:alert(1)",
    "did:webvh:Qm:example",
    "\u{202e}\u{0}",
    "Qm",
    "z6Mk",
    "1-Qm",
    "deactivated",
];

/// No format takes longer inputs; what is longer is refused for its length alone.
const INPUT_BYTES_MAX: usize = 1 << 18;
