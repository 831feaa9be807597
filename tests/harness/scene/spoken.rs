//! The scene in which everybody has said something: a bit of everything that a node can show.

use super::Scene;

impl Scene {
    /// The scene with profiles, of which one is changed two days later, listings, a vouch, a portal, posts and links; the
    /// label is withdrawn on 2026-06-01.
    #[must_use]
    pub fn spoken() -> Self {
        let mut scene = Self::labelled();
        scene.describe();
        scene.gather();
        scene.post();
        scene.link();
        let Self { world, cluster, issuer, label, .. } = &mut scene;
        world.edit(cluster, "profile/self", &[("members.sme", "84")], "2026-05-12");
        world.withdraw(issuer, label, "merged with another cluster", "2026-06-01");
        scene
    }

    /// Two profiles, two listings, one of them of the cluster organisation, and a vouch.
    fn describe(&mut self) {
        let own = [
            ("kind", "cluster"),
            ("name.en", "Photonics Valley"),
            ("name.el", "Κοιλάδα Φωτονικής"),
            ("name.bg", "Фотонна долина"),
            ("website", "https://valley.example/"),
            ("description.en", "Light, and what can be made of it: lasers, sensors, medical technology."),
            ("country", "AT"),
            ("region", "AT221"),
            ("region.list", "nuts/2024"),
            ("ecosystem.electronics", "1"),
            ("code.of.tomorrow", "a field that nobody knows yet"),
        ];
        let listed = [
            ("name", "Photonics Valley"),
            ("country", "AT"),
            ("website", "https://valley.example/"),
            ("source.eccp", "1"),
        ];
        let another = [("name", "Cluster Two"), ("country", "AT"), ("source.eccp", "2")];
        let board = [("name.en", "Example Label Board"), ("kind", "label-authority")];
        let Self { world, cluster, authority, .. } = self;
        world.edit(cluster, "profile/self", &own, "2026-05-10");
        world.edit(authority, "profile/self", &board, "2026-05-10");
        world.edit(authority, "listing/at-one", &listed, "2026-05-10");
        world.edit(authority, "listing/at-two", &another, "2026-05-10");
        let version = cluster.tip().version_id().to_owned();
        world.edit(authority, &format!("vouch/{}", cluster.id), &[("version", &version)], "2026-05-10");
    }

    /// A request that is open for long, and an event that is over.
    fn post(&mut self) {
        let request = [
            ("kind", "request"),
            ("title.en", "Partner for laser welding"),
            ("title.el", "Συνεργάτης"),
            ("description.en", "A partner with a pilot line, for two years."),
            ("until", "2087-03-31"),
            ("technology.photonics", "1"),
            ("website", "https://valley.example/welding"),
        ];
        let fair = [("kind", "event"), ("title.en", "Fair"), ("from", "2019-05-06"), ("until", "2019-05-08")];
        let Self { world, cluster, .. } = self;
        world.edit(cluster, "post/laser-welding", &request, "2026-05-11");
        world.edit(cluster, "post/fair", &fair, "2026-05-11");
    }

    /// A membership that both sides say, and a cooperation that one side says.
    fn link(&mut self) {
        let Self { world, cluster, authority, issuer, .. } = self;
        let member = [("member-of", "1"), ("member-of.text.en", "Since the founding")];
        world.edit(cluster, &format!("link/{}", authority.id), &member, "2026-05-11");
        world.edit(authority, &format!("link/{}", cluster.id), &[("has-member", "1")], "2026-05-11");
        world.edit(issuer, &format!("link/{}", cluster.id), &[("cooperation", "1")], "2026-05-11");
    }

    /// A portal by a rule and a list.
    fn gather(&mut self) {
        let Self { world, authority, .. } = self;
        let member = format!("member.{}/at-one", authority.id);
        let portal = [
            ("title.en", "Light in the Alps"),
            ("title.de", "Licht in den Alpen"),
            ("description.en", "Whoever works with light between Nice and Maribor."),
            ("website", "https://alps.example/"),
            ("rule.country.AT", "1"),
            ("rule.ecosystem.electronics", "1"),
            (&member, "1"),
            ("colour.of.tomorrow", "a field that nobody knows yet"),
        ];
        world.edit(authority, "portal/alps", &portal, "2026-05-10");
    }
}
