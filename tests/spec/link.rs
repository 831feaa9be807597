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

/// By the words of the specification, what a tie is on a day: a table of who says it in its role, and whose days hold.
fn standing(words: &[Word], a: u8, b: u8, sort: Sort, on: u8) -> Option<Standing> {
    let word =
        |by: u8, with: u8, sort: Sort| words.iter().find(|word| (word.0, word.1, word.2) == (by, with, sort));
    let answer = match sort {
        Sort::Cooperation => Sort::Cooperation,
        Sort::MemberOf => Sort::HasMember,
        Sort::HasMember => Sort::MemberOf,
    };
    let said: Vec<(bool, &Word)> = [(true, word(a, b, sort)), (false, word(b, a, answer))]
        .into_iter()
        .filter_map(|(is_ours, word)| Some((is_ours, word?)))
        .collect();
    if a == b || said.is_empty() {
        return None;
    }
    let holding: Vec<bool> = said
        .iter()
        .filter(|(_, word)| (word.3.unwrap_or(0)..=word.4.unwrap_or(u8::MAX)).contains(&on))
        .map(|(is_ours, _)| *is_ours)
        .collect();
    // A link that would end before it begins never comes.
    let is_to_come = said
        .iter()
        .any(|(_, word)| word.3.is_some_and(|since| since > on && word.4.is_none_or(|until| until >= since)));
    Some(match holding[..] {
        [true, false] => Standing::Confirmed,
        [true] => Standing::Ours,
        [false] => Standing::Theirs,
        _ if is_to_come => Standing::ToCome,
        _ => Standing::Over,
    })
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
    fn a_tie_is_what_the_table_says_whatever_came_first(
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
            let found = ties(organisation(a), &links);
            prop_assert_eq!(&found, &ties(organisation(a), &turned));
            for on in 1..7 {
                for b in 0..4 {
                    for sort in Sort::ALL {
                        let tie = found.iter().find(|tie| tie.with == organisation(b) && tie.sort == sort);
                        let found = tie.map(|tie| tie.standing(day(on)));
                        prop_assert_eq!(found, standing(&words, a, b, sort, on), "{} {} {:?} {}", a, b, sort, on);
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
            for tie in ties(organisation(a), &links) {
                let there = ties(tie.with, &links);
                let same = there
                    .iter()
                    .find(|other| other.with == organisation(a) && other.sort == tie.sort.from_there())
                    .expect("the other side has the tie too");
                prop_assert_eq!(same.standing(day(on)), mirrored(tie.standing(day(on))));
            }
        }
    }
}
