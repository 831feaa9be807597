//! The map, the counts and the pages of regions, over the real pipeline.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_the_map_is_that_of_the_search_behind_it() {
    let stage = Stage::open().await;
    stage.import(&REGISTER);
    for page in
        ["/map", "/map?country=AT", "/map?region=AT2", "/counts", "/regions/AT22", "/ecosystems/digital"]
    {
        let shown = stage.page(page);
        let links = tags(&shown.html);
        let numbers: Vec<(u64, String)> = links
            .iter()
            .filter_map(|tag| Some((tag.value("aria-label")?, tag.value("href")?)))
            .filter(|(_, href)| href.starts_with("/?"))
            .filter_map(|(name, href)| {
                let number = name.split(": ").find_map(|part| part.split(' ').next()?.parse().ok())?;
                Some((number, href.replace("&#38;", "&").replace("&amp;", "&")))
            })
            .collect();
        assert!(!numbers.is_empty(), "{page} leads to no search");
        for (number, href) in numbers {
            let noun = if number == 1 { "result" } else { "results" };
            stage.page(&href).says(&format!("{number} {noun}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_goes_from_the_country_to_the_region() {
    let stage = Stage::open().await;
    stage.import(&REGISTER);
    let europe = stage.page("/map?q=light");
    assert!(europe.html.contains("href=\"/map?q=light&#38;country=AT\""), "Austria leads to its map");
    europe.says("implies no opinion on the status of a territory");
    let austria = stage.page("/map?country=AT");
    assert!(austria.html.contains("href=\"/map?region=AT22\""), "Styria leads to its map");
    stage.page("/map?region=AT22").says("Steiermark: where they are");
    stage.page("/map?region=EL30").says("Attiki");
    stage.page("/map?region=GR").says("Greece: where they are");
    stage.page("/map?region=CH-ZH").says("Switzerland: where they are");
    assert_eq!(stage.get("/map?region=no-such", BROWSER).status(), 400);
    stage.page("/map?view=world").says("World: where they are");
    assert_eq!(stage.get("/map?colour=mauve", BROWSER).status(), 400);
    for iso in ["RU", "FJ", "US", "FR", "PT", "MT"] {
        assert!(stage.page(&format!("/map?country={iso}")).html.len() < 120_000, "{iso}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_goes_from_the_search_to_the_map_and_back_with_the_filters_kept() {
    let stage = Stage::open().await;
    let agency = stage.import(&REGISTER);
    let leads = |page: &Shown, href: &str| {
        let href = format!("href=\"{}\"", href.replace('&', "&#38;"));
        assert!(page.html.contains(&href), "no {href} in {}", page.html);
    };
    let question = "q=light&country=AT&ecosystem=digital";
    let found = stage.page(&format!("/?{question}"));
    leads(&found, &format!("/map?{question}"));
    leads(&found, &format!("/counts?{question}"));
    leads(&found, "/regions/AT221");
    let map = stage.page(&format!("/map?{question}&colour=labels&at=100,100,900"));
    leads(&map, &format!("/?{question}"));
    leads(&map, &format!("/counts?{question}"));
    leads(&map, "/regions/AT");
    assert!(map.html.contains("data-x=\"100\" data-y=\"100\" data-width=\"900\""), "{}", map.html);
    leads(&stage.page(&format!("/counts?{question}")), &format!("/map?{question}"));
    leads(&stage.page("/regions/AT22"), "/map?region=AT22");
    leads(&stage.page(&path::listing(&agency, "graz")), "/regions/AT221");
    leads(&stage.page(&path::listing(&agency, "somewhere")), "/regions/AT");
    assert_eq!(stage.get("/map?at=1,2", BROWSER).status(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn close_to_it_a_map_shows_the_regions_of_countries() {
    let stage = Stage::open().await;
    stage.import(&REGISTER);
    let europe = stage.page("/map");
    let close = stage.page("/map?at=700,800,600");
    let styria = "href=\"/map?region=AT22\"";
    assert!(!europe.html.contains(styria) && close.html.contains(styria), "{}", close.html);
    assert!(!close.text.contains("have no mark"), "most marks lie beside the part");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_code_of_a_region_has_its_page() {
    let stage = Stage::open().await;
    stage.import(&REGISTER);
    let styria = stage.page("/regions/AT22");
    styria.says("Region, NUTS level 2");
    styria.says("0 organisations, 2 listings");
    styria.says("Light of Graz");
    stage.page("/regions/at221").says("Graz");
    stage.page("/regions/GR30").says("Attiki");
    stage.page("/regions/AT").says("without a smaller region");
    stage.page("/regions/CH-ZH").says("Switzerland");
    stage.page("/regions/UKI").says("London");
    stage.page("/regions/JP").says("Japan");
    for unknown in ["/regions/QQ", "/regions/AT999", "/regions/A", "/ecosystems/no-such"] {
        assert_eq!(stage.get(unknown, BROWSER).status(), 404, "{unknown}");
    }
    let twin = stage.get("/regions/AT22", "application/json");
    assert_eq!(
        (twin.status().as_u16(), twin.headers()["location"].to_str().unwrap()),
        (303, "/v1/counts?region=AT22")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_names_its_possible_duplicates_with_the_evidence() {
    let stage = Stage::open().await;
    let agency = stage.import(&REGISTER);
    let listing = stage.page(&path::listing(&agency, "graz"));
    listing.says("Possible duplicates");
    listing.says("The same website: https://light.example");
    listing.says("The same name, in the same region or country");
    assert!(!listing.text.contains("Light of Lyon The same"), "the same name elsewhere is no evidence");
    listing.says("Similar organisations");
    listing.says("Both in Digital");
    listing.says("One signed entry made this document.");
    assert!(!stage.page(&path::listing(&agency, "lyon")).text.contains("Possible duplicates"));
}

#[tokio::test(flavor = "multi_thread")]
async fn up_to_four_stand_side_by_side() {
    let stage = Stage::open().await;
    let agency = stage.import(&REGISTER);
    let both = stage.page(&format!("/compare?with={agency}/graz&with={agency}/lyon&with={agency}/graz"));
    both.says("Light of Graz");
    both.says("Light of Lyon");
    both.says("Lyon, Rhône, France");
    stage.page("/compare").says("up to 4 can be put side by side");
    let five: String = (0..5).map(|number| format!("&with={agency}/{number}")).collect();
    assert_eq!(stage.get(&format!("/compare?{}", &five[1..]), BROWSER).status(), 400);
    assert_eq!(stage.get(&format!("/compare?with={agency}/no-such"), BROWSER).status(), 404);
    assert_eq!(stage.get("/compare?with=%3Cscript%3E", BROWSER).status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_tells_which_parts_an_entry_changed() {
    let stage = Stage::open().await;
    let mut member = stage.found("Photonics Valley");
    tokio::task::block_in_place(|| {
        member.publish(&[("name.en", "Photonics Valley"), ("country", "AT")], &stage.url).unwrap();
        member.publish(&[("website", "https://valley.example")], &stage.url).unwrap();
    });
    let page = stage.page(&path::organisation(&member.id().to_string()));
    page.says("2 signed entries made this document.");
    page.says("Website");
    page.says("Country");
    page.says("signed with the key");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_and_an_issuer_have_pages_of_their_own() {
    let stage = Stage::open().await;
    let agency = stage.import(&REGISTER);
    let page = stage.page(&path::agency(&agency));
    page.says("5 listings, 100 % of them changed within half a year.");
    page.says("It vouches for 0 organisations");
    let issuer = stage.page(&path::issuer(&agency));
    issuer.says("No label of it in this state is held here.");
    assert_eq!(stage.get(&format!("{}?as_of=yesterday", path::issuer(&agency)), BROWSER).status(), 400);
    assert_eq!(stage.get("/agencies/QmbnQXj7DhWFrmgjDPKZCybn8fkKW7Wze57SQHpwsSQ7NZ", BROWSER).status(), 404);
}

impl Stage {
    /// Lists what a register holds, and returns the agency's SCID.
    fn import(&self, lines: &[&str]) -> String {
        let mut agency = self.found("An agency");
        let register: Vec<RegisterLine> = lines
            .iter()
            .zip(1..)
            .map(|(line, number)| RegisterLine::parse(number, line.as_bytes()).unwrap())
            .collect();
        tokio::task::block_in_place(|| {
            agency.publish(&[("name.en", "An agency"), ("kind", "agency")], &self.url).unwrap();
            agency.import(&register, &self.url, &mut |_| {}).unwrap();
        });
        agency.id().to_string()
    }
}

const REGISTER: [&str; 5] = [
    r#"{"id":"graz","name":"Light of Graz","country":"AT","nuts":"AT221","place":"Graz","lat":47.07,"lon":15.44,"ecosystems":["digital"],"website":"https://light.example/","sources":["x"]}"#,
    r#"{"id":"graz-2","name":"LIGHT, of Graz","country":"AT","nuts":"AT22","ecosystems":["digital"],"website":"https://light.example/","sources":["x"]}"#,
    r#"{"id":"lyon","name":"Light of Lyon","country":"FR","nuts":"FRK26","place":"Lyon","ecosystems":["digital","health"],"sources":["x"]}"#,
    r#"{"id":"somewhere","name":"Somewhere in Austria","country":"AT","sources":["x"]}"#,
    r#"{"id":"athens","name":"Fos","country":"GR","nuts":"EL303","ecosystems":["tourism"],"sources":["x"]}"#,
];
