//! Entries of erasable collections: whole, bare, erased, and what their sets are.

use std::collections::BTreeSet;

use harness::story::{Member, World, at};
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::entry::{Apart, Entry, EntryError, Verified};
use protocol::identity::line::{Retirement, RetirementReason};
use protocol::item::{Item, ItemError, from_sequence, to_sequence};
use protocol::ledger::Gap;
use protocol::tree;

#[test]
fn an_entry_has_one_id_with_and_without_its_body_and_can_be_put_together_again() {
    let told = Told::of_one_contact();
    let (whole, bare) = (told.contact.to_bytes(), told.contact.clone().without_body().to_bytes());
    assert_eq!((whole[0], bare[0]), (0x83, 0x82));
    let reread = Item::parse(&bare).unwrap();
    assert_eq!((reread.id(), reread.to_bytes()), (told.contact.id(), bare.clone()));
    let apart = Apart::of(&whole).unwrap();
    assert_eq!((apart.id, &apart.bare), (told.contact.id(), &bare));
    let body = apart.body.unwrap();
    assert_eq!(Apart::join(&bare, &body).as_ref(), Some(&whole));
    assert_eq!(Apart::join(&bare, &body[1..]), None, "another body is not put to it");
    assert!(!contains(&bare, NAME) && contains(&whole, NAME));
    let both = [whole.as_slice(), &bare];
    assert_eq!(from_sequence(&to_sequence(both.into_iter())).unwrap(), both);
}

#[test]
fn only_entries_that_can_be_erased_and_have_something_in_them_may_be_bare() {
    let told = Told::of_one_contact();
    for whole in [&told.post, &told.erase] {
        let bytes = whole.to_bytes();
        assert_eq!(Apart::of(&bytes), None);
        assert_eq!(whole.clone().without_body().to_bytes(), bytes);
        let body = 1 + 2 * usize::from(whole.body().len() > 23) + whole.body().len();
        let body = if (24..256).contains(&whole.body().len()) { body - 1 } else { body };
        let mut cut = bytes[..bytes.len() - body].to_vec();
        cut[0] = 0x82;
        assert!(matches!(Item::parse(&cut), Err(ItemError::Entry(EntryError::Bare))), "{:?}", whole.header());
    }
}

#[test]
fn two_authors_of_one_text_name_different_bodies() {
    let (one, other) = (Told::of_one_contact(), Told::of_one_contact_of("meadow"));
    assert_ne!(one.contact.body()[..16], other.contact.body()[..16]);
    assert_eq!(one.contact.change(), &one.contact.body()[16..]);
    assert_eq!(one.post.change(), one.post.body());
}

#[test]
fn a_set_with_an_erase_is_the_same_in_every_order_and_with_every_form_of_what_was_erased() {
    let told = Told::of_one_contact();
    let expected = told.world.directory.clone().digest();
    let (whole, bare) = (told.contact.clone(), told.contact.clone().without_body());
    let rest = [item(&told.post), item(&told.erase)];
    for forms in [vec![item(&whole)], vec![item(&bare)], vec![item(&whole), item(&bare)]] {
        let items = [&[Item::Line(Box::new(told.member.tip().clone()))], &forms[..], &rest].concat();
        each_order(&items, &mut |order| {
            let mut directory = offer(order.iter().copied());
            directory.take_erased();
            assert_eq!((directory.item_count(), directory.staged_count()), (4, 0));
            assert_eq!(directory.digest(), expected);
            assert_eq!(directory.verdict(&whole.id()).unwrap().to_string(), "erased");
            let ledger = directory.ledger(&told.member.id).unwrap();
            assert!(ledger.entry(&whole.id()).unwrap().0.is_bare(), "the body is let go of");
            assert_eq!(ledger.document(&whole.header().address).map(|_| ()), None);
        });
    }
}

#[test]
fn a_late_whole_form_changes_nothing_and_its_body_is_let_go_of_again() {
    let told = Told::of_one_contact();
    let mut directory = told.world.directory.clone();
    assert_eq!(directory.take_erased(), BTreeSet::from([told.contact.id()]));
    let before = directory.digest();
    assert_eq!(directory.admit(item(&told.contact)), Answer::Known);
    assert_eq!(directory.take_erased(), BTreeSet::from([told.contact.id()]));
    assert_eq!(directory.digest(), before);
    assert_eq!(directory.take_erased(), BTreeSet::new());
}

#[test]
fn a_bare_entry_waits_for_its_body_or_an_erase() {
    let told = Told::of_one_contact();
    let mut directory = Directory::default();
    directory.admit(Item::Line(Box::new(told.member.tip().clone())));
    assert_eq!(directory.admit(item(&told.contact.clone().without_body())), Answer::Staged(Gap::Body));
    assert_eq!(directory.admit(item(&told.post)), Answer::Staged(Gap::Predecessor));
    assert_eq!((directory.item_count(), directory.staged_count()), (1, 2));
    let mut with_body = directory.clone();
    assert_eq!(came_in(with_body.admit(item(&told.contact))), [told.contact.id(), told.post.id()]);
    assert_eq!(with_body.verdict(&told.contact.id()).unwrap().to_string(), "valid");
    let ids = [told.contact.id(), told.post.id(), told.erase.id()];
    assert_eq!(came_in(directory.admit(item(&told.erase))), ids);
}

#[test]
fn chains_with_many_erased_documents_come_in_once_the_last_erase_is_there() {
    let mut world = World::default();
    let member = world.found("valley", "2026-03-01");
    let addresses: Vec<String> = (0..20).map(|number| format!("person/{number}")).collect();
    for address in &addresses {
        world.edit(&member, address, &[("name", NAME)], "2026-03-02");
        world.edit(&member, "profile/self", &[("name.en", address)], "2026-03-02");
    }
    for address in &addresses {
        world.erase(&member, address, "2026-03-03");
    }
    let bare: Vec<Item> = world.items.iter().map(without_body).collect();
    let mut directory = offer(bare.iter());
    assert_eq!(directory.digest(), world.directory.clone().digest());
    directory = offer(bare.iter().rev());
    assert_eq!(directory.digest(), world.directory.clone().digest());
    let last_missing = offer(bare[..bare.len() - 1].iter());
    assert_eq!(last_missing.item_count(), 1, "behind a document that is not erased no erase stands");
}

#[test]
fn a_long_chain_behind_bare_entries_waits_and_comes_in_with_the_last_erase() {
    let mut world = World::default();
    let member = world.found("valley", "2026-03-01");
    for address in ["contact/a", "contact/b"] {
        world.edit(&member, address, &[("name", NAME)], "2026-03-02");
    }
    for number in 0..1_100 {
        if number == 700 {
            world.erase(&member, "contact/a", "2026-03-02");
        }
        world.edit(&member, &format!("post/{number}"), &[("title", "an offer")], "2026-03-02");
    }
    world.erase(&member, "contact/b", "2026-03-03");
    let bare: Vec<Item> = world.items.iter().map(without_body).collect();
    let mut directory = offer(bare[..bare.len() - 1].iter());
    assert_eq!((directory.item_count(), directory.staged_count()), (1, 1_103));
    directory.admit(bare[bare.len() - 1].clone());
    assert_eq!((directory.item_count(), directory.staged_count()), (1_105, 0));
    assert_eq!(directory.digest(), world.directory.clone().digest());
}

#[test]
fn bare_entries_whose_erase_is_cut_off_fall_out_in_every_order_and_come_back_with_the_body_or_another_erase()
{
    let mut world = World::default();
    let mut member = world.found("valley", "2026-03-01");
    let second = member.add_device(2, at("2026-03-02"));
    world.take(Item::Line(Box::new(second)));
    let [contact, post, before] =
        [(1, "contact/a"), (1, "post/a"), (2, "post/b")].map(|(device, address)| {
            let sealed = world.seal_with(&member, device, address, &[("name", NAME)], "2026-03-03").remove(0);
            world.take(item(&sealed));
            sealed
        });
    let erase = world.erase_with(&member, 2, "contact/a", "2026-03-04");
    let cut = member.succeed(at("2026-03-05"), |document| {
        let tree_head = tree::root(&[before.id()]);
        let reason = RetirementReason::Compromised;
        let retired = Retirement { sequence: 1, entry: before.id(), tree_head, reason };
        let device = before.header().device;
        document.devices.remove(&device);
        document.retired.insert(device, retired);
    });
    let lines: Vec<Item> = member.lines[..2].iter().map(|line| Item::Line(Box::new(line.clone()))).collect();
    let again = world.erase_with(&member, 1, "contact/a", "2026-03-04");
    let rest = [
        item(&contact.clone().without_body()),
        item(&post),
        item(&before),
        item(&erase),
        Item::Line(Box::new(cut)),
    ];
    let mut digests = BTreeSet::new();
    each_order(&rest, &mut |order| {
        let mut directory = offer(lines.iter().chain(order.iter().copied()));
        assert_eq!(directory.item_count(), 4, "three lines, and the entry before the cut");
        digests.insert(directory.digest());
        let mut with_body = directory.clone();
        with_body.admit(item(&contact));
        assert_eq!(with_body.item_count(), 6);
        assert_eq!(with_body.verdict(&contact.id()).unwrap().to_string(), "valid");
        directory.admit(item(&again));
        assert_eq!(directory.item_count(), 7);
        assert_eq!(directory.verdict(&contact.id()).unwrap().to_string(), "erased");
    });
    assert_eq!(digests.len(), 1);
}

/// A contact, a post, and the contact's erase, by one device.
struct Told {
    world: World,
    member: Member,
    contact: Entry<Verified>,
    post: Entry<Verified>,
    erase: Entry<Verified>,
}

impl Told {
    fn of_one_contact() -> Self {
        Self::of_one_contact_of("valley")
    }

    fn of_one_contact_of(name: &str) -> Self {
        let mut world = World::default();
        let member = world.found(name, "2026-03-01");
        let [contact, post] = ["contact/a", "post/a"].map(|address| {
            let sealed = world.seal_with(&member, 1, address, &[("name", NAME)], "2026-03-02").remove(0);
            world.take(item(&sealed));
            sealed
        });
        let erase = world.erase_with(&member, 1, "contact/a", "2026-03-03");
        world.take(item(&erase));
        Self { world, member, contact, post, erase }
    }
}

fn item(entry: &Entry<Verified>) -> Item {
    Item::Entry(Box::new(entry.clone()))
}

fn without_body(item: &Item) -> Item {
    match item {
        Item::Entry(entry) => Item::Entry(Box::new(Entry::clone(entry).without_body())),
        Item::Line(_) => item.clone(),
    }
}

fn offer<'i>(items: impl Iterator<Item = &'i Item>) -> Directory {
    let mut directory = Directory::default();
    for item in items {
        directory.admit(item.clone());
    }
    directory
}

fn came_in(answer: Answer) -> Vec<Digest> {
    match answer {
        Answer::Accepted { came_in } => came_in.into_iter().map(|item| item.id).collect(),
        other => panic!("{other:?}"),
    }
}

fn each_order(items: &[Item], look: &mut impl FnMut(&[&Item])) {
    fn go<'i>(left: &mut Vec<&'i Item>, order: &mut Vec<&'i Item>, look: &mut impl FnMut(&[&'i Item])) {
        if left.is_empty() {
            look(order);
        }
        for index in 0..left.len() {
            order.push(left.remove(index));
            go(left, order, look);
            left.extend(order.pop());
            let last = left.len() - 1;
            left[index..=last].rotate_right(1);
        }
    }
    go(&mut items.iter().collect(), &mut Vec::new(), look);
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

const NAME: &str = "Quendolin Zwetschkenröster";
