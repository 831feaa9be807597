//! One line of descent through an organisation's log, and whom it lets speak.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::identity::Capability;
use crate::identity::line::{Line, Retirement, VersionRef};
use crate::key::PublicKey;

/// The lines from the first to one that nothing follows. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Branch(Arc<Path>);

/// The lines, and what is asked of them for every entry.
#[derive(Clone, Debug)]
struct Path {
    lines: Vec<Arc<Line>>,
    /// Every device that some line lists, ascending.
    listed: Vec<PublicKey>,
    /// The first retirement of each device.
    retired: BTreeMap<PublicKey, Retirement>,
}

impl Branch {
    /// Makes the branch of these lines, first to last.
    pub(super) fn of(lines: Vec<Arc<Line>>) -> Self {
        let mut path = Path { lines: Vec::new(), listed: Vec::new(), retired: BTreeMap::new() };
        for line in lines {
            path.push(line);
        }
        Self(Arc::new(path))
    }

    /// Adds a line at the end.
    pub(super) fn push(&mut self, line: Arc<Line>) {
        Arc::make_mut(&mut self.0).push(line);
    }

    /// The lines, first to last.
    #[must_use]
    pub fn lines(&self) -> &[Arc<Line>] {
        &self.0.lines
    }

    /// The last line.
    #[must_use]
    pub fn tip(&self) -> &Line {
        &self.0.lines[self.0.lines.len() - 1]
    }

    /// Whether the branch leads through a version.
    #[must_use]
    pub fn holds(&self, version: &VersionRef) -> bool {
        self.line(version).is_some()
    }

    /// The first retirement of a device on this branch, the one that counts.
    #[must_use]
    pub fn retirement(&self, device: &PublicKey) -> Option<&Retirement> {
        self.0.retired.get(device)
    }

    /// Whether a device, speaking under a version, may do this at this place of its chain.
    ///
    /// The version must lie on this branch and list the device with the capability, must not be the one that deactivates
    /// the organisation, and a retirement must not have cut the place off. Whether the device had spoken under a later
    /// version before is its chain's to say.
    #[must_use]
    pub fn authorises(
        &self,
        device: &PublicKey,
        version: &VersionRef,
        sequence: u64,
        capability: Capability,
    ) -> bool {
        let listed = self
            .line(version)
            .filter(|line| !line.is_deactivated())
            .and_then(|line| line.document().devices.get(device))
            .is_some_and(|listed| listed.may(capability));
        listed && self.retirement(device).is_none_or(|retirement| sequence <= retirement.sequence)
    }

    /// Whether a version of the branch lists the device as one that asserts.
    #[must_use]
    pub fn may_assert(&self, device: &PublicKey) -> bool {
        let listed = self.0.lines.iter().filter_map(|line| line.document().devices.get(device));
        listed.into_iter().any(|listed| listed.may(Capability::Assert))
    }

    /// Whether any line of the branch lists the device.
    #[must_use]
    pub fn lists(&self, device: &PublicKey) -> bool {
        self.0.listed.binary_search(device).is_ok()
    }

    /// Whether any line of the branch lists the device, and its retirement leaves that place of the chain.
    #[must_use]
    pub fn reaches(&self, device: &PublicKey, sequence: u64) -> bool {
        self.lists(device) && self.retirement(device).is_none_or(|retirement| sequence <= retirement.sequence)
    }

    fn line(&self, version: &VersionRef) -> Option<&Line> {
        let index = usize::try_from(version.number).ok()?.checked_sub(1)?;
        self.0.lines.get(index).map(AsRef::as_ref).filter(|line| line.version() == version)
    }
}

impl Path {
    fn push(&mut self, line: Arc<Line>) {
        for device in line.document().devices.keys() {
            if let Err(place) = self.listed.binary_search(device) {
                self.listed.insert(place, *device);
            }
        }
        for (device, retirement) in &line.document().retired {
            self.retired.entry(*device).or_insert_with(|| retirement.clone());
        }
        self.lines.push(line);
    }
}
