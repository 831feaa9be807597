//! `hanse post` and `hanse link`: what is signed gets out, and the own word needs no node.

use cli::output::Exit;
use serde_json::{Value, json};

use super::node::FakeNode;
use super::{Person, text};

#[test]
fn a_post_has_one_id_everywhere_and_the_own_one_is_shown_without_a_node() {
    let valley = Person::founded("Photonics Valley", "cluster", &[]);
    let scid = text(&valley.says(&["organisation", "show"]).json, "scid");
    let id = format!("{scid}/reuse");
    let said = valley.says(&["post", "publish", "reuse", "kind=tool", "title.en=Reuse"]);
    assert_eq!((said.exit, &said.json["post"]), (Exit::Done, &json!(id)), "{said:?}");
    let said = valley.says(&["post", "list"]);
    assert_eq!(
        (&said.json["posts"][0]["post"], &said.json["posts"][0]["name"]),
        (&json!(id), &json!("reuse"))
    );
    let by_name = valley.says(&["post", "show", "reuse"]);
    let by_id = valley.says(&["post", "show", &id]);
    assert_eq!((by_id.exit, &by_id.json), (Exit::Done, &by_name.json), "{by_id:?}");
    assert_eq!(by_id.json["post"], json!(id));
    for _ in 0..2 {
        assert_eq!(valley.says(&["post", "withdraw", "reuse"]).json["post"], json!(id));
    }
    let said = valley.says(&["post", "show", &format!("{scid}/other")]);
    assert_eq!(said.exit, Exit::Usage, "{said:?}");
}

#[test]
fn a_link_is_sent_whatever_can_be_found_out_about_the_other() {
    let node = FakeNode::start();
    let valley = Person::founded("Photonics Valley", "cluster", &[&node]);
    let union = Person::founded("Union of Clusters", "cluster", &[&node]);
    assert_eq!(union.says(&["link", "add", &valley.did(), "has-member"]).exit, Exit::Done);
    let (mine, theirs) = (valley.did(), union.did());
    node.tamper(|asked, mut body| {
        if asked.contains("/documents/link/") {
            body[0] ^= 1;
        }
        body
    });
    let said = valley.says(&["link", "add", &theirs, "member-of"]);
    assert_eq!((said.exit, &said.json["sent"]), (Exit::Done, &json!(true)), "{said:?}");
    assert_eq!((&said.json["changed"], &said.json["standing"]), (&json!(true), &Value::Null));
    assert!(said.talk.contains("could not be found out"), "{}", said.talk);
    node.be_honest();
    let said = union.says(&["link", "list"]);
    assert_eq!(said.json["links"][0]["standing"], "confirmed", "{said:?}");

    // Nobody in reach is no failure, and what is said already needs no keys.
    let offline = Person { nodes: Vec::new(), ..valley };
    let add = ["link", "add", &theirs, "cooperation"];
    let said = offline.says(&add);
    assert_eq!(
        (said.exit, &said.json["changed"], &said.json["waiting"]),
        (Exit::Done, &json!(true), &json!(1))
    );
    std::fs::remove_file(offline.home().join("keys.json")).expect("the home has keys");
    let said = offline.says(&add);
    assert_eq!((said.exit, &said.json["changed"]), (Exit::Done, &json!(false)), "{said:?}");
    assert_eq!(offline.says(&["link", "add", &mine, "cooperation"]).exit, Exit::No);
}

#[test]
fn what_is_no_assignment_is_told_with_one_of_its_noun() {
    let valley = Person::founded("Photonics Valley", "cluster", &[]);
    for (words, example) in [
        (["post", "publish", "open-day", "Open day"], "title.en=\"Open day\""),
        (["portal", "set", "danube", "Danube"], "title.en=\"Danube Region\""),
    ] {
        let said = valley.says(&words);
        assert_eq!((said.exit, text(&said.json, "hint").ends_with(example)), (Exit::Usage, true), "{said:?}");
    }
}
