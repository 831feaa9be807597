//! Answers that stay private, and are shown one by one.

use std::collections::BTreeSet;

use harness::dossier::Way;
use proptest::prelude::*;
use protocol::attestation::Label;
use protocol::canonical::to_jcs;
use protocol::digest::Digest;
use protocol::scheme::ratio::Ratio;
use protocol::scheme::scorecard::{Answer, Scorecard};
use protocol::scorecard::{DiscloseError, Disclosure, DisclosureFault, SealError, SealedScorecard};
use serde_json::{Value, json};

#[test]
fn a_disclosure_proves_its_answers_and_tells_nothing_of_the_others() {
    let way = Way::begin();
    let (sealed, label) = (way.sealed(), way.label());
    let disclosure = sealed.disclose(&label, &["4.3", "1.1.0"]).expect("both were answered");
    let disclosed = disclosure.verify(&label, &way.scheme.1).expect("it holds");
    let said: Vec<(&str, String, Option<&str>)> = disclosed
        .iter()
        .map(|one| (one.criterion.as_str(), one.answer.to_string(), one.points.as_deref()))
        .collect();
    assert_eq!(said, [("1.1.0", "yes".to_owned(), None), ("4.3", "5".to_owned(), Some("5 of 5"))]);

    let bytes = disclosure.to_text();
    let whole: Value = serde_json::from_str(&sealed.to_text()).expect("JSON");
    for code in sealed.codes() {
        let salt = whole["answers"][code]["salt"].as_str().expect("each answer has a salt");
        let is_shown = ["4.3", "1.1.0"].contains(&code);
        assert_eq!(bytes.contains(salt), is_shown, "the salt of {code}");
        assert_eq!(bytes.contains(&format!("\"{code}\"")), is_shown, "the code {code}");
    }
    assert_eq!((disclosure.size(), disclosure.scorecard()), (32, None), "how many there are is told");
}

#[test]
fn no_byte_of_a_disclosure_can_be_changed() {
    let way = Way::begin();
    let label = way.label();
    let text = way.sealed().disclose(&label, &["2.4", "3.1"]).expect("both were answered").to_text();
    let holds =
        |bytes: &[u8]| Disclosure::parse(bytes).is_ok_and(|read| read.verify(&label, &way.scheme.1).is_ok());
    assert!(holds(text.as_bytes()));
    for place in 0..text.len() {
        for other in [b'0', b'1', b'a', b' '] {
            let mut bytes = text.clone().into_bytes();
            if bytes[place] == other {
                continue;
            }
            bytes[place] = other;
            assert!(!holds(&bytes), "byte {place} became {}", char::from(other));
        }
    }
}

/// The leaf as `docs/spec/scorecard.md` defines it, word by word, as it stands in a path.
fn leaf(way: &Way, code: &str, answer: &Value, points: &str, salt: &str) -> Digest {
    let committed = json!({
        "scheme": way.scheme.0.to_string(), "criterion": code, "answer": answer, "points": points, "salt": salt,
    });
    let leaf = Digest::of(&[b"hanse scorecard leaf 1\n", &to_jcs(&committed)]);
    Digest::of(&[&[0], leaf.as_bytes()])
}

#[test]
fn an_answer_cannot_be_guessed_without_its_salt() {
    let way = Way::begin();
    let sealed: Value = serde_json::from_str(&way.sealed().to_text()).expect("JSON");
    let disclosure = way.sealed().disclose(&way.label(), &["1.1.2"]).expect("it was answered");
    let disclosure: Value = serde_json::from_str(&disclosure.to_text()).expect("JSON");
    // The nearest hash of the path is the leaf beside it, in the order of the codes.
    let codes: Vec<&str> = way.card.answers.keys().map(String::as_str).collect();
    assert_eq!(codes[2..4], ["1.1.2", "1.2"]);
    let sibling = disclosure["answers"][0]["path"][0].as_str().expect("a path");
    let hidden = &sealed["answers"]["1.2"];
    let [salt, points] = ["salt", "points"].map(|member| hidden[member].as_str().expect("a text"));
    let true_leaf = leaf(&way, "1.2", &hidden["answer"], points, salt);
    assert_eq!(true_leaf.to_string(), sibling, "with its salt it would be found");
    let shown_salt = disclosure["answers"][0]["salt"].as_str().expect("a salt");
    for grade in 0..=5 {
        for salt in ["", "00000000000000000000000000000000", shown_salt] {
            let guess = leaf(&way, "1.2", &json!(grade), &format!("{grade} of 5"), salt);
            assert_ne!(guess.to_string(), sibling);
        }
    }
}

#[test]
fn a_commitment_is_bound_to_scheme_level_and_subject() {
    let way = Way::begin();
    let (id, scheme) = &way.scheme;
    let seal = |level: &str, subject, secret: u8| {
        SealedScorecard::seal(id, scheme, level, subject, &way.card, &[secret; 32]).expect("it is sound")
    };
    let commitments = [
        seal("gold", way.applicant.id, 7).commitment(),
        seal("silver", way.applicant.id, 7).commitment(),
        seal("gold", way.body.id, 7).commitment(),
        seal("gold", way.applicant.id, 8).commitment(),
    ];
    assert_eq!(commitments.iter().collect::<BTreeSet<_>>().len(), commitments.len());
    assert_eq!(commitments[0], way.sealed().commitment(), "the same words and salts give the same hash");

    let other = seal("gold", way.body.id, 7).disclose(&way.label(), &["4.3"]);
    assert!(matches!(other, Err(DiscloseError::OtherLabel { .. })), "{other:?}");
}

#[test]
fn a_disclosure_says_why_it_proves_nothing() {
    let way = Way::begin();
    let (label, scheme) = (way.label(), &way.scheme.1);
    let disclosure = way.sealed().disclose(&label, &["4.3"]).expect("it was answered");
    let refused =
        |label: &Label, scheme: &_| disclosure.verify(label, scheme).expect_err("it proves nothing");

    let mut other = label.clone();
    other.id.name = "another".to_owned();
    assert!(matches!(refused(&other, scheme), DisclosureFault::OtherLabel { .. }));
    let silver = Label { level: "silver".to_owned(), ..label.clone() };
    assert_eq!(refused(&silver, scheme), DisclosureFault::Contradiction);
    let swapped = Label { subject: way.body.party(), ..label.clone() };
    assert_eq!(refused(&swapped, scheme), DisclosureFault::Contradiction);
    let mut bare = label.clone();
    bare.award.scorecard = None;
    assert_eq!(refused(&bare, scheme), DisclosureFault::NoCommitment);
    bare.award.scorecard = Some(Digest::of(&[b"another"]));
    assert_eq!(refused(&bare, scheme), DisclosureFault::OtherCommitment);

    let mut generous = scheme.clone();
    for criterion in generous.criteria.iter_mut().filter(|criterion| criterion.code == "4.3") {
        criterion.weight = Some(Ratio::from(2));
    }
    let fault = refused(&label, &generous).to_string();
    assert_eq!(fault, "the scheme gives 10 of 10 to the answer to \"4.3\", and 5 of 5 were counted");
}

#[test]
fn whoever_gets_every_answer_can_ask_the_scheme_again() {
    let way = Way::begin();
    let (sealed, label) = (way.sealed(), way.label());
    let all: Vec<&str> = sealed.codes().collect();
    let whole = sealed.disclose(&label, &all).expect("all were answered");
    whole.verify(&label, &way.scheme.1).expect("it holds");
    let card = whole.scorecard().expect("none was left out");
    let gold = way.scheme.1.assess(&card).highest().map(|outcome| outcome.total.points);
    assert_eq!(gold, Some(Ratio::from(128)));
}

#[test]
fn what_the_scheme_does_not_take_is_not_sealed() {
    let way = Way::begin();
    let (id, scheme) = &way.scheme;
    let seal = |level: &str, code: &str, answer: Answer| {
        let card = Scorecard { answers: [(code.to_owned(), answer)].into(), ..Scorecard::default() };
        SealedScorecard::seal(id, scheme, level, way.applicant.id, &card, &[7; 32]).map(|_| ())
    };
    assert_eq!(seal("gold", "4.3", Answer::Number(Ratio::from(5))), Ok(()));
    assert!(matches!(seal("platinum", "4.3", Answer::YesNo(true)), Err(SealError::NoLevel { .. })));
    assert!(matches!(seal("gold", "4.3", Answer::Number(Ratio::from(6))), Err(SealError::Answer { .. })));
    assert!(matches!(seal("gold", "9.9", Answer::YesNo(true)), Err(SealError::Answer { .. })));
    let empty = SealedScorecard::seal(id, scheme, "gold", way.applicant.id, &Scorecard::default(), &[7; 32]);
    assert_eq!(empty, Err(SealError::Empty));
    let unanswered = way.sealed().disclose(&way.label(), &["benchmarked"]);
    assert!(matches!(unanswered, Err(DiscloseError::NoAnswer { .. })), "{unanswered:?}");
    assert_eq!(way.sealed().disclose::<&str>(&way.label(), &[]), Err(DiscloseError::Nothing));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever was answered and whatever is shown of it: it holds, reads back, and holds for nobody else.
    #[test]
    fn any_choice_of_any_answers_is_proven(
        answered in proptest::collection::btree_map(0_usize..32, 1_u32..=5, 1..32),
        chosen in proptest::collection::vec(any::<proptest::sample::Index>(), 1..8),
        secret in any::<[u8; 32]>(),
    ) {
        let way = Way::begin();
        let (id, scheme) = &way.scheme;
        let codes: Vec<&String> = way.card.answers.keys().collect();
        let answers = answered.iter().map(|(place, grade)| {
            let code = codes[*place];
            let answer = match way.card.answers[code] {
                Answer::YesNo(_) => Answer::YesNo(grade % 2 == 0),
                _ => Answer::Number(Ratio::from(*grade)),
            };
            (code.clone(), answer)
        });
        let card = Scorecard { answers: answers.collect(), ..Scorecard::default() };
        let sealed = SealedScorecard::seal(id, scheme, "gold", way.applicant.id, &card, &secret).expect("sound answers");
        prop_assert_eq!(SealedScorecard::parse(sealed.to_text().as_bytes()).expect("it reads back"), sealed.clone());
        let mut label = way.label();
        label.award.scorecard = Some(sealed.commitment());
        let answered: Vec<&String> = card.answers.keys().collect();
        let chosen: BTreeSet<&str> = chosen.iter().map(|index| index.get(&answered).as_str()).collect();
        let chosen: Vec<&str> = chosen.into_iter().collect();
        let disclosure = sealed.disclose(&label, &chosen).expect("all were answered");
        let read = Disclosure::parse(disclosure.to_text().as_bytes()).expect("it reads back");
        prop_assert_eq!(&read, &disclosure);
        let proven = read.verify(&label, scheme).expect("it holds");
        let proven: Vec<(&str, Answer)> = proven.iter().map(|one| (one.criterion.as_str(), one.answer)).collect();
        let expected: Vec<(&str, Answer)> = chosen.iter().map(|code| (*code, card.answers[*code])).collect();
        prop_assert_eq!(proven, expected);
        label.award.scorecard = Some(way.sealed().commitment());
        prop_assert!(read.verify(&label, scheme).is_err());
    }
}
