use super::*;

fn numbers(path: &str) -> usize {
    path.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count()
}

#[test]
fn every_country_with_regions_is_covered_by_its_mosaic() {
    let mosaic: Vec<&str> = atlas().mosaic().map(|area| area.code).collect();
    assert_eq!(mosaic.len(), 300);
    for country in atlas().regions.layer("nuts0") {
        assert!(mosaic.iter().any(|code| code.starts_with(&*country.code)), "{}", country.code);
    }
    assert!(atlas().has_regions("GR") && !atlas().has_regions("GB"));
    assert_eq!(atlas().country("GR").map(|area| area.code), Some("EL"));
    assert!(atlas().country("GB").is_some() && atlas().country("QQ").is_none());
    assert_eq!(atlas().region("AT221").map(|area| area.code), None, "Graz is drawn with its region");
    assert_eq!(atlas().region("AT22").map(|area| area.code), Some("AT22"));
}

#[test]
fn a_map_of_europe_is_small() {
    let frame = Frame::europe(2000);
    let paths: Vec<String> = atlas().mosaic().filter_map(|area| frame.outline(area)).collect();
    let bytes: usize = paths.iter().map(String::len).sum();
    assert!((280..=300).contains(&paths.len()) && bytes < 120_000, "{} paths, {bytes} bytes", paths.len());
}

#[test]
fn neighbours_share_their_border_at_every_scale() {
    for width in [400, 2000] {
        let frame = Frame::europe(width);
        let corners = |code: &str| {
            let area = atlas().region(code).expect("it is drawn");
            let rings =
                area.topology.rings(area.shape, TRIANGLE_KM2 * 4_000_000.0 / f64::from(width * width));
            rings
                .flatten()
                .map(|(lon, lat)| ((lon * 1e6) as i64, (lat * 1e6) as i64))
                .collect::<std::collections::BTreeSet<_>>()
        };
        let shared = corners("AT22").intersection(&corners("AT21")).count();
        assert!(shared >= 2, "Styria and Carinthia share {shared} corners at {width}");
        assert!(frame.outline(atlas().region("AT22").expect("it is drawn")).is_some());
    }
}

#[test]
fn a_larger_picture_shows_more_corners() {
    let greece = atlas().country("GR").expect("it is drawn");
    let [coarse, fine] =
        [300, 3000].map(|width| numbers(&Frame::europe(width).outline(greece).expect("it is on the map")));
    assert!(fine > coarse * 4, "{coarse} {fine}");
}

#[test]
fn a_place_lies_inside_the_frame_around_its_region() {
    let styria = atlas().region("AT22").expect("it is drawn");
    let frame = Frame::around([styria], Size { width: 1000, height: 1000 }).expect("it has corners");
    let region = protocol::vocabulary::region::region("AT221").expect("it is in the list");
    let (x, y) = frame.place(region.point).expect("Graz is in Styria");
    assert!((200..800).contains(&x) && (200..frame.size.height).contains(&y), "{x} {y}");
    let paris = protocol::vocabulary::region::region("FR101").expect("it is in the list");
    assert_eq!(frame.place(paris.point), None);
    assert!(Frame::around([], Size { width: 10, height: 10 }).is_none());
}

#[test]
fn what_lies_beyond_the_picture_is_not_drawn() {
    let frame = Frame::europe(1000);
    let brazil = atlas().country("BR").expect("it is in the world");
    assert_eq!(frame.outline(brazil), None);
    let russia =
        frame.outline(atlas().country("RU").expect("it is in the world")).expect("a part is in Europe");
    assert!(russia.len() < 6_000, "{} bytes", russia.len());
}

const TRIANGLE_KM2: f64 = 50.0;
