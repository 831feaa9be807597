//! Links: who says what of whom, and that nobody's word alone confirms anything, in whatever order it comes.

use proptest::prelude::*;
use protocol::digest::Digest;
use protocol::link::{Link, Sort, Standing, added, ties};
use protocol::organisation::OrganisationId;
use protocol::profile::Content;
use protocol::profile::edit::edited;
use protocol::time::Day;

fn organisation(n: u8) -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[&[n]]))
}

fn day(n: u8) -> Day {
    Day::parse(&format!("2026-11-{n:02}")).expect("a day of November")
}

/// One organisation's word: by, with, the sort, its first and its last day.
type Word = (u8, u8, Sort, Option<u8>, Option<u8>);

fn link((by, with, sort, since, until): Word) -> Link {
    let mut content = edited(&Content::new(), &added(&Content::new(), sort, &[]).expect("no fields"));
    for (part, on) in [("since", since), ("until", until)] {
        if let Some(on) = on {
            content.insert(format!("{}.{part}", sort.code()), day(on).to_string().into());
        }
    }
    Link::read_all(organisation(by), organisation(with), &content).remove(0)
}

/// By the words of the specification: both say it, in their roles, and for both the day lies in it.
fn is_confirmed(words: &[Word], a: u8, b: u8, sort: Sort, on: u8) -> bool {
    let says = |by: u8, with: u8, sort: Sort| {
        words.iter().any(|word| {
            (word.0, word.1, word.2) == (by, with, sort)
                && word.3.is_none_or(|since| since <= on)
                && word.4.is_none_or(|until| on <= until)
        })
    };
    let answer = match sort {
        Sort::Cooperation => Sort::Cooperation,
        Sort::MemberOf => Sort::HasMember,
        Sort::HasMember => Sort::MemberOf,
    };
    a != b && says(a, b, sort) && says(b, a, answer)
}

fn any_words() -> impl Strategy<Value = Vec<Word>> {
    let sort = prop::sample::select(Sort::ALL.to_vec());
    let on = || prop::option::of(1..6_u8);
    let word = (0..4_u8, 0..4_u8, sort, on(), on());
    // In a document a sort stands at most once.
    prop::collection::vec(word, 0..20).prop_map(|words| {
        let mut said = std::collections::BTreeMap::new();
        for word in words {
            said.insert((word.0, word.1, word.2), word);
        }
        said.into_values().collect()
    })
}

proptest! {
    #[test]
    fn a_tie_is_confirmed_exactly_when_both_say_it_whatever_came_first(
        words in any_words(),
        order in any::<prop::sample::Index>(),
    ) {
        let links: Vec<Link> = words.iter().copied().map(link).collect();
        let mut turned = links.clone();
        if !turned.is_empty() {
            turned.rotate_left(order.index(links.len()));
            turned.reverse();
        }
        for a in 0..4 {
            let found = ties(organisation(a), links.clone());
            prop_assert_eq!(&found, &ties(organisation(a), turned.clone()));
            for on in 0..7 {
                for b in 0..4 {
                    for sort in Sort::ALL {
                        let tie = found.iter().find(|tie| tie.with == organisation(b) && tie.sort == sort);
                        let standing = tie.map(|tie| tie.standing(day(on.max(1))));
                        let expected = is_confirmed(&words, a, b, sort, on.max(1));
                        prop_assert_eq!(standing == Some(Standing::Confirmed), expected);
                    }
                }
            }
        }
    }

    #[test]
    fn what_one_side_sees_the_other_sees_from_there(words in any_words(), on in 1..7_u8) {
        let links: Vec<Link> = words.into_iter().map(link).collect();
        let mirrored = |standing| match standing {
            Standing::Ours => Standing::Theirs,
            Standing::Theirs => Standing::Ours,
            same => same,
        };
        for a in 0..4 {
            for tie in ties(organisation(a), links.clone()) {
                let there = ties(tie.with, links.clone());
                let same = there
                    .iter()
                    .find(|other| other.with == organisation(a) && other.sort == tie.sort.from_there())
                    .expect("the other side has the tie too");
                prop_assert_eq!(same.standing(day(on)), mirrored(tie.standing(day(on))));
            }
        }
    }
}
