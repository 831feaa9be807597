//! `hanse portal …`

use clap::Subcommand;

/// `hanse portal …`
#[derive(Debug, Subcommand)]
pub enum Portal {
    /// Keep a portal: set fields; an empty value removes one
    #[command(after_help = EXAMPLES)]
    Set {
        /// Its name in addresses, such as danube
        name: String,
        /// Such as title.en="Danube Region", rule.country=AT,HU or member=DID
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Show what a portal says, as its keeper signed it
    Show {
        /// The name of one of your own, or SCID/NAME
        portal: String,
    },
    /// List your portals
    List,
    /// Take a portal back; what it was stays in the record
    Withdraw {
        /// Its name
        name: String,
    },
}

const EXAMPLES: &str = "\
Examples:
  hanse portal set danube title.en=\"Danube Region\" rule.country=AT,HU,SK
  hanse portal set danube rule.country.SI=yes rule.country.SK=no member=QmP…,QmA…/register-7
  hanse portal set danube rule.text=

A list replaces what was there; yes and no change one of it; an empty value removes the field or the whole list.
Fields: title.<language>, description.<language>, website, rule.text, rule.<facet>, member, except.
Facets: country, region, ecosystem, kind, vouched_by, nace, emerging, s3, technology, members, composition, cooperation, type.
A card has all the words of the rule and, in each facet, one of the values. Members belong to the portal whatever the rule says,
exceptions do not; both are SCIDs or DIDs of organisations, or SCID/NAME of listings.";

#[cfg(test)]
mod tests {
    use protocol::portal::RULE_FACETS;

    use super::*;

    #[test]
    fn the_help_names_the_facets_of_a_rule() {
        let named =
            EXAMPLES.lines().find_map(|line| line.strip_prefix("Facets: ")).expect("a line of facets");
        let all = RULE_FACETS.map(protocol::landscape::facet::Facet::name).join(", ");
        assert_eq!(named, format!("{all}."));
    }
}
