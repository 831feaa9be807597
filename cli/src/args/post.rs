//! The words for posts and links.

use clap::Subcommand;

/// `hanse post …`
#[derive(Debug, Subcommand)]
pub enum Post {
    /// Publish a post, or change one
    #[command(after_help = POST_EXAMPLES)]
    Publish {
        /// A short name for it, such as battery-reuse; its address ends in it
        name: String,
        /// Such as kind=request, title.en="Partner for battery reuse", until=2027-03-31; an empty value removes a field
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// List your posts that are open or to come
    List {
        /// Also those that ended or were withdrawn
        #[arg(long)]
        all: bool,
    },
    /// Show one of your posts, or another organisation's as it signed it
    Show {
        /// Its name; of another organisation SCID/NAME
        post: String,
    },
    /// Take a post back, from today on
    Withdraw {
        /// Its name
        name: String,
    },
}

/// `hanse link …`
#[derive(Debug, Subcommand)]
pub enum Link {
    /// Say that your organisation cooperates with another, is a member of it or has it as a member
    #[command(after_help = LINK_EXAMPLES)]
    Add {
        /// DID or SCID of the other
        organisation: String,
        /// cooperation, member-of (yours is a member of the other) or has-member (the other is a member of yours)
        sort: String,
        /// Such as since=2026-01-01, until=2027-12-31 or text.en="Joint work on battery reuse"
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// List your links, and whether the other side says the same
    List,
    /// Say so no more
    Remove {
        /// DID or SCID of the other
        organisation: String,
        /// cooperation, member-of or has-member
        sort: String,
    },
}

const POST_EXAMPLES: &str = "\
Examples:
  hanse post publish battery-reuse kind=request title.en=\"Partner for battery reuse\" until=2027-03-31
  hanse post publish open-day kind=event title.en=\"Open day\" from=2027-05-06 region=AT221 place=Graz
  hanse post publish battery-reuse ecosystem=energy-renewables,mobility-transport-automotive

Kinds: offer, request, event, call, project, practice, case, course, facility, mobility, mentoring, talent, tool, policy.
Fields: kind, title.<language>, description.<language>, from, until, country, region, place, website, ecosystem, nace, emerging,
s3, technology, cooperation.objective, cooperation.country.";

const LINK_EXAMPLES: &str = "\
Examples:
  hanse link add QmP… cooperation since=2026-01-01 text.en=\"Joint work on battery reuse\"
  hanse link add QmA… member-of

A link is confirmed when the other side says the same: cooperation by both, member-of by the member and has-member by the other.";
