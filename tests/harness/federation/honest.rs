//! What honest members do: they edit with several devices at several places, rotate their keys, label and withdraw.

use std::collections::BTreeMap;

use protocol::attestation::AttestationId;
use protocol::author::Author;
use protocol::entry::Address;
use protocol::item::Item;
use protocol::scheme::{Scheme, SchemeId};
use protocol::time::Timestamp;
use serde_json::json;

use super::place::Place;
use crate::chance::Chance;
use crate::story::Member;

/// An honest member: its keys, and where its devices stand.
pub(super) struct Honest {
    pub(super) member: Member,
    /// By place: the number of the device that stands there. The first one stands at home.
    pub(super) devices: BTreeMap<usize, u32>,
    scheme: Option<(SchemeId, Scheme)>,
    labels: Vec<AttestationId>,
}

impl Honest {
    /// Founds an organisation at a place.
    pub(super) fn found(number: usize, home: usize, place: &mut Place) -> Self {
        let member = place.world.found(&format!("honest-{number}"), "2026-01-15");
        place.world.edit(&member, "profile/self", &[("name.en", &member.name)], "2026-01-16");
        Self { member, devices: BTreeMap::from([(home, 1)]), scheme: None, labels: Vec::new() }
    }

    /// Does one thing at a place where it has a device.
    pub(super) fn act(&mut self, at: usize, place: &mut Place, places: usize, chance: &mut Chance) {
        let device = self.devices[&at];
        if device != 1 {
            self.edit(device, place, chance);
            return;
        }
        match chance.below(8) {
            0 if self.devices.len() < DEVICES_MAX => self.add_device(place, places, chance),
            1 => {
                let line = self.member.succeed(place.now, |_| {});
                place.world.take(Item::Line(Box::new(line)));
            }
            2 => self.label(place),
            3 => {
                if let Some(label) = self.labels.pop() {
                    place.world.withdraw(&self.member, &label, "it lapsed", &yesterday(place.now));
                }
            }
            _ => self.edit(device, place, chance),
        }
    }

    fn edit(&self, device: u32, place: &mut Place, chance: &mut Chance) {
        let Some(ledger) = place.world.directory.ledger(&self.member.id) else { return };
        let key = self.member.device(device);
        // At another place than home, word of the device may not have come yet.
        let Ok(author) = Author::new(ledger, &key) else { return };
        let address = *chance.pick(&["profile/self", "profile/self", "listing/one", "node/one"]);
        let field = *chance.pick(&["place", "description.en", "website"]);
        let value = json!(format!("{} {}", chance.below(1_000), "words ".repeat(20)));
        let edits = BTreeMap::from([(field.to_owned(), Some(value))]);
        let address = Address::parse(address).expect("an address");
        let entries = author.edit(&address, &edits, place.now).expect("an honest edit can be made");
        for entry in entries {
            place.world.take(Item::Entry(Box::new(entry)));
        }
    }

    fn add_device(&mut self, place: &mut Place, places: usize, chance: &mut Chance) {
        let elsewhere = usize::try_from(chance.below(places as u64)).expect("it is below a length");
        let number = u32::try_from(self.devices.len()).expect("few devices") + 1;
        let line = self.member.add_device(number, place.now);
        place.world.take(Item::Line(Box::new(line)));
        self.devices.entry(elsewhere).or_insert(number);
    }

    fn label(&mut self, place: &mut Place) {
        let day = yesterday(place.now);
        match &self.scheme {
            None => self.scheme = Some(place.world.publish_scheme(&self.member, &day)),
            Some(scheme) => {
                let (member, world) = (&self.member, &mut place.world);
                self.labels.push(world.issue(member, member, member, scheme, "gold", &day));
            }
        }
    }
}

/// The day before, all of which is over by every honest clock.
fn yesterday(now: Timestamp) -> String {
    let before = Timestamp::from_millis(now.as_millis() - 86_400_000).expect("after 1970");
    before.day().to_string()
}

const DEVICES_MAX: usize = 4;
