//! Labels from the command line: what an audit would find is not signed, and a bundle tells as much as a node.

use cli::output::Exit;
use serde_json::{Value, json};

use super::{Labelled, Person, labelled, text};

#[test]
fn a_label_beside_another_is_not_signed_unless_it_takes_its_place() {
    let Labelled { node, authority, auditor, label } = labelled();
    let holder = text(&auditor.done(&["attestation", "verify", &label])["subject"], "did");
    let other = Person::founded("Materials Valley", "cluster", &[&node]).did();
    let issue = |subject: &str, more: &[&str]| {
        let words = ["attestation", "issue", "--scheme", "cluster-ex", "--level", "gold"];
        authority.says(&[&words[..], &["--valid-from", "2026-05", "--subject", subject], more].concat())
    };
    let refused = |subject: &str, more: &[&str], why: &str| {
        let said = issue(subject, more);
        assert!(said.exit == Exit::No && text(&said.json, "error").contains(why), "{said:?}");
    };
    refused(&holder, &[], "of the same holder and level holds at that time");
    let said = issue(&other, &["--number", "G-7"]);
    assert_eq!((said.exit, &said.json["replaces"]), (Exit::Done, &Value::Null), "{said:?}");
    refused(&holder, &["--number", "G-7", "--supersedes", &label, "--reason", "x"], "has the number G-7");
    // Who takes another's place says why, and takes that of one label.
    let both = ["--corrects", &label, "--supersedes", &label, "--reason", "x"];
    for more in [&["--corrects", label.as_str()][..], &["--reason", "x"], &both] {
        assert_eq!(issue(&holder, more).exit, Exit::Usage);
    }
    let said = issue(&holder, &["--corrects", &label, "--reason", "the region was wrong"]);
    assert_eq!((said.exit, &said.json["replaces"]), (Exit::Done, &json!(label)), "{said:?}");
    assert_eq!(auditor.done(&["audit", "issuer", &authority.did()])["outcome"], "clean");
    let said = auditor.says(&["attestation", "verify", &label]);
    assert_eq!((said.exit, &said.json["verdict"]), (Exit::No, &json!("withdrawn")), "{said:?}");
}

#[test]
fn a_label_is_verified_from_a_bundle_as_from_a_node() {
    let Labelled { node, authority, auditor, label } = labelled();
    let (record, cut) = (auditor.file("record.bundle"), auditor.file("cut.bundle"));
    auditor.done(&["bundle", "export", &record, "--organisation", &authority.did()]);
    let far = Person { nodes: Vec::new(), ..auditor };
    let told = |words: &[&str]| far.says(&[&["attestation", "verify"], words].concat());
    for words in [&[record.as_str()][..], &[&label, "--bundle", &record]] {
        let said = told(words);
        assert_eq!((said.exit, &said.json["id"]), (Exit::Done, &json!(label)), "{said:?}");
    }
    let bytes = std::fs::read(&record).expect("it was written");
    std::fs::write(&cut, &bytes[..bytes.len() - 9]).expect("the folder is writable");
    let said = told(&[&label, "--bundle", &cut]);
    assert!(
        said.exit == Exit::Unknown && said.json.to_string().contains("the file is not whole"),
        "{said:?}"
    );
    // Of a bundle with several labels one is named.
    let subject = Person::founded("Materials Valley", "cluster", &[&node]).did();
    let issue =
        ["attestation", "issue", "--scheme", "cluster-ex", "--level", "silver", "--subject", &subject];
    let second = text(&authority.done(&[&issue[..], &["--valid-from", "2026-05"]].concat()), "id");
    authority.done(&["bundle", "export", &record]);
    let said = told(&[&record]);
    let error = text(&said.json, "error");
    assert!(said.exit == Exit::Usage && error.contains("holds 2 labels"), "{said:?}");
    assert!(error.contains(&label) && error.contains(&second), "{said:?}");
    assert_eq!(told(&[&second, "--bundle", &record]).exit, Exit::Done);
    let nothing = format!("{}/nothing", label.split_once('/').expect("an id").0);
    let said = told(&[&nothing, "--bundle", &record]);
    let error = text(&said.json, "error");
    assert!(said.exit == Exit::Unknown && error.contains("record.bundle does not hold it"), "{said:?}");
}
