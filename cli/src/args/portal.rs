//! `hanse portal …`

use clap::Subcommand;

/// `hanse portal …`
#[derive(Debug, Subcommand)]
pub enum Portal {
    /// Keep a portal: set fields; an empty value removes one
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
