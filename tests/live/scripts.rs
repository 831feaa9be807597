//! What the pages do beyond links and forms, in a real browser: suggestions, searches that it keeps, and maps that move; and
//! how pages look.

use std::path::Path;

use serde_json::{Value, json};

use crate::stage::{ask, stage, web};

#[test]
fn suggestions_are_offered_from_the_second_letter_and_a_late_answer_is_dropped() {
    let (_folder, running, _) = stage();
    let told = ask(&web("suggest.mjs"), &[running.url()]);
    assert_eq!(told["ok"], true, "{told:#}");
    let typed = &told["typed"];
    assert_eq!(typed["g"], json!({"asked": [], "offered": []}), "one letter says nothing");
    assert_eq!(typed["gr"]["asked"], json!(["gr"]));
    assert_eq!(typed["gra"]["asked"], json!(["gr", "gra"]));
    let offered = typed["gra"]["offered"].as_array().expect("a list");
    assert!(offered.iter().any(|text| text == "Graz"), "{typed:#}");
    assert_eq!(typed["quickly"]["asked"], json!(["phot"]), "nobody asks between the letters");
    assert_eq!(typed["quickly"]["offered"][0], "Photonics Valley", "{typed:#}");
    let late = &told["late"];
    assert_eq!(late["asked"], json!(["gr", "gra"]));
    assert_eq!((&late["before"], &late["after"]), (&typed["gra"]["offered"], &late["before"]));
    assert_eq!(told["refused"], json!({"offered": [], "text": "gra", "faults": []}));
}

#[test]
fn searches_are_kept_in_the_browser_by_keyboard_and_nothing_is_asked_of_a_server() {
    let (_folder, running, _) = stage();
    let told = ask(&web("saved.mjs"), &[running.url()]);
    assert_eq!(told["ok"], true, "{told:#}");
    let kept = &told["kept"];
    assert_eq!(kept["before"]["isShown"], false, "there is nothing to show");
    assert_eq!(kept["offered"], "valley, Austria");
    let question = "/?q=valley&country=AT";
    assert_eq!(kept["first"]["status"], "Kept: valley, Austria");
    assert_eq!(kept["first"]["addresses"], json!([question]));
    let payload = "<img src=x onerror=alert(1)>";
    assert_eq!(kept["second"]["names"], json!([payload, "valley, Austria"]));
    assert_eq!(kept["second"]["status"], format!("Kept: {payload}"));
    assert_eq!(
        (&kept["nameless"]["names"], &kept["nameless"]["focus"]),
        (&kept["second"]["names"], &json!("saved-name"))
    );
    assert_eq!(kept["removed"]["status"], format!("Removed: {payload}"));
    assert_eq!(kept["removed"]["names"], json!(["valley, Austria"]));
    assert_eq!(kept["removed"]["focus"], "Remove: valley, Austria", "the next one has the focus");
    assert_eq!((&kept["asked"], &kept["faults"]), (&json!([]), &json!([])));
    assert_eq!((&kept["front"]["isShown"], &kept["front"]["addresses"]), (&json!(true), &json!([question])));
    assert_eq!(kept["arrived"], "?q=valley&country=AT");
    assert_eq!(
        (&kept["last"]["status"], &kept["last"]["names"]),
        (&json!("Entfernt: valley, Austria"), &json!([]))
    );
    let full = &told["full"];
    let most = full["most"].as_u64().expect("a number");
    assert_eq!(full["before"]["count"], most, "what is beyond is not shown");
    assert_eq!(full["more"]["count"], most);
    assert_eq!(full["more"]["first"], "search 0", "nothing is pushed out");
    let says = full["more"]["status"].as_str().unwrap_or_default();
    assert!(says.contains(&most.to_string()), "it says how many are enough: {says}");
    assert_eq!(
        (&full["anew"]["first"], &full["anew"]["address"]),
        (&json!("search 7"), &json!("/?q=valley"))
    );
    assert_eq!((&full["anew"]["count"], &full["anew"]["stored"]), (&json!(most), &json!(most)));
    assert_eq!((&full["room"]["first"], &full["room"]["count"]), (&json!("one more"), &json!(most)));
    assert_eq!(told["beside"], json!({"kept": ["light"], "removed": [], "asked": []}));
    assert_eq!(told["refused"], json!({"status": "This browser keeps nothing for this site.", "names": []}));
    assert_eq!(told["withoutScript"], false);
}

#[test]
fn a_map_is_moved_by_signs_keys_mouse_and_fingers_and_its_address_follows() {
    let (_folder, running, _) = stage();
    let told = ask(&web("zoom.mjs"), &[running.url(), "/map?q=photonics"]);
    assert_eq!(told["ok"], true, "{told:#}");
    let moved = &told["moved"];
    let at = |step: &str| {
        let at = moved[step]["at"].as_array().unwrap_or_else(|| panic!("{step} of {moved:#}"));
        at.iter().map(|number| number.as_i64().expect("a whole number")).collect::<Vec<_>>()
    };
    assert_eq!(moved["whole"]["at"], Value::Null);
    assert_eq!(at("sign")[2], 1000, "twice as close");
    assert_eq!(at("key")[2], 500);
    assert!(moved["key"]["areas"].as_u64() > Some(0), "{moved:#}");
    assert!(at("arrow")[0] > at("key")[0] && at("arrow")[1] == at("key")[1], "to the east");
    assert!(at("dragged")[0] < at("arrow")[0] && at("dragged")[2] == 500, "back to the west");
    assert_eq!(
        moved["let go outside"]["box"], moved["dragged"]["box"],
        "the map does not stick to the mouse"
    );
    assert!(at("wheel with the focus")[2] > 500, "farther away");
    for member in ["at", "box", "areas"] {
        let seen = &moved["wheel with the focus"][member];
        assert_eq!(&moved["reloaded"][member], seen, "the address leads to the same part");
        assert_eq!(
            &moved["wheel in passing"][member], seen,
            "the page scrolls under a pointer that passes by"
        );
    }
    assert!(at("wheel with Ctrl")[2] < at("wheel with the focus")[2], "closer");
    let colours = moved["wheel with Ctrl"]["colours"].as_str().unwrap_or_default();
    assert!(colours.contains("at="), "the same part in other colours: {colours}");
    assert_eq!((&moved["back"]["at"], &moved["back"]["areas"]), (&Value::Null, &moved["whole"]["areas"]));
    let (gone, stays) = (&moved["gone"], &moved["stays"]);
    assert_eq!((&gone["isThere"], &gone["isMap"]), (&json!(false), &json!(true)), "the map has it: {gone}");
    assert_eq!(
        (&stays["isThere"], &stays["link"]),
        (&json!(true), &stays["had"]),
        "the same link has it: {stays}"
    );
    assert_eq!(moved["strangers"], json!([]));
    assert_eq!(moved["faults"], json!([]));
    assert_eq!(told["still"][2], 1000, "no motion: {}", told["still"]);
    let pinched = told["fingers"]["at"][2].as_i64().unwrap_or_default();
    assert!((500..1000).contains(&pinched), "three times as far apart: {}", told["fingers"]);
    assert_eq!(told["withoutScript"]["at"], moved["sign"]["at"]);
}

/// Shows that nothing on the sample pages moved, grew or took another colour; not that their letters can be read, for
/// they are drawn as blocks, alike on every machine (`tests/web/look.mjs`). `HANSE_PICTURES=write` takes new pictures.
#[test]
fn pages_look_as_the_pictures_of_them_that_are_kept() {
    let (_folder, running, scene) = stage();
    let kept = web("look");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("look");
    let mode = std::env::var("HANSE_PICTURES").unwrap_or_else(|_| "compare".to_owned());
    let pages = [
        ("search", "/?q=valley".to_owned()),
        ("organisation", format!("/organisations/{}", scene.cluster.id)),
        ("map", "/map?country=AT".to_owned()),
        ("label", format!("/attestations/{}?as_of=2026-05-20", scene.label)),
        ("scheme", format!("/schemes/{}?as_of=2026-05-20", scene.scheme.0)),
        ("posts", "/posts?state=any".to_owned()),
        ("counts", "/counts?country=AT".to_owned()),
        ("region", "/regions/AT22".to_owned()),
        ("compare", format!("/compare?with={}&with={}/at-one", scene.cluster.id, scene.authority.id)),
        ("portal", format!("/portals/{}/alps", scene.authority.id)),
    ];
    let [kept, out] = [&kept, &out].map(|path| path.to_str().expect("paths here are text"));
    let mut differing = Vec::new();
    for (name, path) in pages {
        let page = format!("{name}={path}");
        let told = ask(&web("look.mjs"), &[running.url(), kept, out, &mode, &page]);
        assert_eq!(told["looks"].as_array().map(Vec::len), Some(4), "{told:#}");
        if told["ok"] != true {
            differing.push(told["why"].as_str().unwrap_or_default().replace("; ", "\n"));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
