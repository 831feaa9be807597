//! `GET /posts` and `GET /posts/{scid}/{name}`: what organisations offer, look for and announce; and what an
//! organisation's page shows of its posts and of its ties to others.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::head::Head;
use super::history::History;
use super::linked::{Linked, list};
use super::message::Message;
use super::profile::Group;
use super::question::Question;
use super::search::{Choice, Paging};
use super::words::{Count, Link, Party, Phrase, Tone};

/// The list of posts.
#[derive(Clone, Debug, Template)]
#[template(path = "posts.html")]
pub struct PostsPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The form.
    pub form: PostForm,
    /// Whose posts are asked for, if those of one organisation are.
    pub by: Option<Party>,
    /// The posts of this page.
    pub posts: Vec<PostLine>,
    /// Where they lie in all that were found.
    pub paging: Paging,
}

impl Head for PostsPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.t("post-title").to_text()
    }

    fn about(&self) -> String {
        self.frame.t("post-lead").to_text()
    }
}

impl Linked for PostsPage {
    fn thing(&self) -> Value {
        let posts = self.posts.iter().map(|post| (&post.title, post.href.clone()));
        json!({
            "@type": "CollectionPage",
            "mainEntity": list(&self.frame, self.paging.total.0, self.paging.first.0, posts),
        })
    }
}

/// The form over the list of posts.
#[derive(Clone, Debug, Default)]
pub struct PostForm {
    /// What was asked, as it came.
    pub asked: Question,
    /// Kinds of posts.
    pub kinds: Vec<Choice>,
    /// Countries in which there are posts.
    pub countries: Vec<Choice>,
    /// Industrial ecosystems.
    pub ecosystems: Vec<Choice>,
    /// What a post can be on a day.
    pub states: Vec<Choice>,
    /// Which of these is shown.
    pub state: String,
}

impl PostForm {
    /// What was asked beyond the fields of the form, to be asked again with them.
    #[must_use]
    pub fn hidden(&self) -> Vec<(&str, &str)> {
        let fields = ["q", "kind", "country", "region", "ecosystem", "state", "on"];
        self.asked.pairs().filter(|(key, _)| !fields.contains(key)).collect()
    }
}

/// A post in a list.
#[derive(Clone, Debug)]
pub struct PostLine {
    /// Its title; may be empty.
    pub title: Phrase,
    /// The path of its page.
    pub href: String,
    /// What sort of post it is, in words.
    pub kind: String,
    /// What it is on the day that the list is about; on a page of its own, today.
    pub state: Mark,
    /// When it holds, in words.
    pub when: Option<Message>,
    /// Whose word it is; left out on a page that is about the organisation.
    pub by: Option<Party>,
    /// Town, region and country in words; may be empty.
    pub place: String,
    /// Titles of its industrial ecosystems.
    pub ecosystems: Vec<String>,
}

/// A state in a word or two, with the tone that goes with it.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Chooses icon and colour; what is neither good nor bad has none.
    pub tone: Option<Tone>,
    /// The words.
    pub words: String,
}

/// The page of a post.
#[derive(Clone, Debug, Template)]
#[template(path = "post.html")]
pub struct PostPage {
    /// What stands around the page.
    pub frame: Frame,
    /// What a list says of it.
    pub line: PostLine,
    /// Its title in other languages.
    pub other_titles: Vec<Phrase>,
    /// Whose word it is.
    pub by: Party,
    /// Its page elsewhere.
    pub website: Option<Link>,
    /// The fields.
    pub groups: Vec<Group>,
    /// What the node has to say about it, in whole sentences.
    pub remarks: Vec<Phrase>,
    /// The day on which it was first said, by the author's clock, `YYYY-MM-DD`.
    pub published: String,
    /// The day of the newest change.
    pub changed: String,
    /// All posts of the organisation.
    pub others: String,
    /// What was changed when.
    pub history: History,
    /// The post and its proof, to take away.
    pub downloads: Vec<Link>,
}

impl Head for PostPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        match self.frame.marked(&self.line.title).trim() {
            "" => self.frame.t("post-nameless").to_text(),
            title => title.to_owned(),
        }
    }

    fn about(&self) -> String {
        self.frame.t("post-signed").party("organisation", &self.by).to_text()
    }
}

/// What a page shows of the posts of an organisation, or of those in a part of the landscape.
#[derive(Clone, Debug, Default)]
pub struct PostsOf {
    /// Posts that are open or upcoming; at most as many as fit on a page.
    pub shown: Vec<PostLine>,
    /// How many posts there are in all: of an organisation, over ones too.
    pub in_all: Count,
    /// The list of all of these.
    pub all: String,
}

/// What an organisation's page shows of its ties to others.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// The ties, confirmed ones first; at most as many as fit on a page.
    pub shown: Vec<TieLine>,
    /// How many there are in all.
    pub in_all: Count,
}

/// A tie of an organisation to another.
#[derive(Clone, Debug)]
pub struct TieLine {
    /// Which tie, with the other organisation.
    pub tie: Message,
    /// Who says so.
    pub standing: Mark,
    /// From when to when, in words, by each side that says it.
    pub when: Vec<Message>,
    /// What it is about, in the words of who says it.
    pub texts: Vec<Phrase>,
}
