//! Sample pages of posts, and what an organisation's page shows of posts and ties.

use crate::pages::history::History;
use crate::pages::path;
use crate::pages::post::{Mark, PostForm, PostLine, PostPage, PostsOf, PostsPage, TieLine, Ties};
use crate::pages::question::Question;
use crate::pages::search::{Choice, Paging};
use crate::pages::words::{Count, Tone};

use super::Voice;

pub(super) fn list_page(voice: &Voice) -> PostsPage {
    let choice = |value: &str, title: &str| Choice { value: value.into(), title: title.into() };
    let asked = [("q", voice.text(0)), ("kind", "offer".to_owned()), ("by", voice.text(1))];
    let paging = Paging {
        first: Count(26),
        last: Count(50),
        total: Count(61),
        previous: Some(path::POSTS.into()),
        next: Some(format!("{}?page=3", path::POSTS)),
    };
    PostsPage {
        frame: voice.frame(),
        form: PostForm {
            asked: Question::of(asked.map(|(key, value)| (key.to_owned(), value)).into()),
            kinds: vec![choice("offer", "Offer"), choice("event", "Event")],
            countries: voice.each(|number| choice(&voice.text(number), &voice.text(number))),
            ecosystems: vec![choice("digital", "Digital")],
            states: vec![choice("open,upcoming", "Open or to come"), choice("any", "All")],
            state: "open,upcoming".to_owned(),
        },
        by: voice.optional(0).map(|_| voice.party(1)),
        posts: voice.each(|number| PostLine { by: Some(voice.party(number)), ..line(voice, number) }),
        paging: if voice.many > 0 { paging } else { Paging::default() },
    }
}

pub(super) fn page(voice: &Voice) -> PostPage {
    PostPage {
        frame: voice.frame(),
        line: line(voice, 0),
        other_titles: voice.each(|number| voice.phrase(number + 1)).into_iter().take(2).collect(),
        by: voice.party(1),
        website: voice.website(),
        groups: voice.groups(),
        remarks: voice.each(|number| voice.phrase(number)).into_iter().take(1).collect(),
        published: "2026-10-01".into(),
        changed: "2026-11-20".into(),
        others: format!("{}?by=Qm1&state=any", path::POSTS),
        history: History::default(),
        downloads: voice.downloads(),
    }
}

pub(super) fn of_organisation(voice: &Voice) -> PostsOf {
    PostsOf {
        shown: voice.each(|number| line(voice, number)),
        in_all: Count(voice.many as u64),
        all: format!("{}?by=Qm1&state=any", path::POSTS),
    }
}

pub(super) fn ties(voice: &Voice) -> Ties {
    let tie = |number: usize| {
        let key = ["post-link-cooperation", "post-link-member-of", "post-link-has-member"][number % 3];
        let standings = [(Some(Tone::Holds), "Confirmed: both say so"), (None, "No longer")];
        let (tone, words) = standings[number % 2];
        TieLine {
            tie: voice.locale.t(key).party("organisation", voice.party(number)),
            standing: Mark { tone, words: words.into() },
            when: vec![voice.locale.t("post-from").day("day", "2026-01-31")],
            texts: voice.optional(number).into_iter().collect(),
        }
    };
    Ties { shown: voice.each(tie), in_all: Count(voice.many as u64 * 2) }
}

fn line(voice: &Voice, number: usize) -> PostLine {
    let states =
        [(Some(Tone::Holds), "Open"), (None, "To come"), (None, "Ended"), (Some(Tone::Fails), "Withdrawn")];
    let (tone, words) = states[number % states.len()];
    let days = voice.locale.t("post-from-until").day("from", "2026-12-01").day("until", "2027-03-31");
    PostLine {
        title: voice.phrase(number + 3),
        href: path::post("Qm1", &voice.text(0)),
        kind: ["Offer", "Request", "Event"][number % 3].into(),
        state: Mark { tone, words: words.into() },
        when: (voice.many > 0).then_some(days),
        by: None,
        place: if voice.many > 0 { "Jena, Thüringen, Germany".into() } else { String::new() },
        ecosystems: voice.each(|number| voice.text(number)).into_iter().take(2).collect(),
    }
}
