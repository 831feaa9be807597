//! A bundle: items in a file, to be carried by hand.

use harness::scene::Scene;
use harness::story::content;
use protocol::bundle::{self, Bundle, BundleError};
use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::item::Item;

fn items() -> Vec<(Digest, Vec<u8>)> {
    let scene = Scene::labelled();
    scene.world.items.iter().map(|item| (item.id(), item.to_bytes())).collect()
}

#[test]
fn taking_in_a_bundle_is_a_set_union() {
    let mut scene = Scene::labelled();
    let cluster = scene.cluster;
    scene.world.edit(&cluster, "profile/self", &[("name.en", "Photonics Valley")], "2026-05-05");
    let items: Vec<_> = scene.world.items.iter().map(|item| (item.id(), item.to_bytes())).collect();
    let bundle = Bundle::parse(&bundle::write(&items)).expect("a bundle");
    let mut carried = Directory::default();
    let mut ids = Vec::new();
    for bytes in bundle.items.iter().chain(&bundle.items) {
        let item = Item::parse(bytes).expect("each item proves itself");
        ids.push(item.id());
        carried.admit(item);
    }
    assert!(bundle.is_whole(ids[..bundle.items.len()].iter()));
    assert_eq!(carried.digest(), scene.world.directory.digest());
    assert_eq!(content(&carried, &cluster, "profile/self")["name.en"], "Photonics Valley");
}

#[test]
fn of_a_bundle_cut_short_anywhere_the_whole_items_are_kept() {
    let items: Vec<_> = items().into_iter().take(4).collect();
    let whole = bundle::write(&items);
    let mut kept = 0;
    for length in 0..whole.len() {
        match Bundle::parse(&whole[..length]) {
            Ok(cut) => {
                assert!(cut.items.len() >= kept, "more bytes never give fewer items");
                kept = cut.items.len();
                let written: Vec<_> = items.iter().map(|(_, bytes)| bytes.clone()).take(kept).collect();
                assert_eq!(cut.items, written);
                assert!(!cut.is_whole(items.iter().map(|(id, _)| id)), "{length} of {} bytes", whole.len());
            }
            Err(error) => assert!(kept == 0, "{error} at {length}"),
        }
    }
    assert_eq!(kept, items.len() - 1);
}

#[test]
fn a_bundle_with_any_byte_changed_gives_no_item_that_was_not_signed() {
    let items: Vec<_> = items().into_iter().take(3).collect();
    let signed: Vec<&Vec<u8>> = items.iter().map(|(_, bytes)| bytes).collect();
    let whole = bundle::write(&items);
    for index in 0..whole.len() {
        let mut changed = whole.clone();
        changed[index] ^= 1 << (index % 8);
        let Ok(bundle) = Bundle::parse(&changed) else { continue };
        for bytes in &bundle.items {
            assert!(signed.contains(&bytes) || Item::parse(bytes).is_err(), "byte {index}");
        }
    }
}

#[test]
fn another_file_is_no_bundle() {
    assert_eq!(Bundle::parse(b"").err(), Some(BundleError::NotABundle));
    assert_eq!(Bundle::parse(b"PK\x03\x04 a spreadsheet").err(), Some(BundleError::NotABundle));
    let mut later = bundle::write(&items());
    let format = later.iter().position(|byte| *byte == 1).expect("the format stands in the head");
    later[format] = 2;
    assert_eq!(Bundle::parse(&later).err(), Some(BundleError::UnknownFormat { format: 2 }));
}
