//! A part of a map, as its address names it: `at=x,y,width` in units of the whole picture.

use super::WIDTH;
use crate::atlas::{Frame, Size};
use crate::http::problem::Problem;
use crate::pages::drawing::{Step, Zoom};
use crate::pages::path;
use crate::pages::question::Question;

/// A part of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http::page) struct Window {
    x: i32,
    y: i32,
    width: i32,
}

impl Window {
    /// Reads what an address asks for; nothing for the whole map.
    ///
    /// # Errors
    ///
    /// A problem when it is not three whole numbers.
    pub(in crate::http::page) fn parse(text: &str) -> Result<Option<Self>, Problem> {
        if text.is_empty() {
            return Ok(None);
        }
        let numbers: Result<Vec<i32>, _> = text.split(',').map(str::parse).collect();
        match numbers.as_deref() {
            Ok([x, y, width]) => Ok(Some(Self { x: *x, y: *y, width: *width })),
            _ => Err(Problem::bad_request(format!(
                "at is x,y,width in units of the whole map, which is {WIDTH} wide"
            ))),
        }
    }

    /// The nearest part that lies within the map.
    pub(super) fn within(self, whole: &Frame) -> Self {
        let size = whole.size;
        let width = self.width.clamp(least(whole), size.width);
        let most = |side: i32, part: i32| (side - part).max(0);
        Self {
            x: self.x.clamp(0, most(size.width, width)),
            y: self.y.clamp(0, most(size.height, height(width, size))),
            width,
        }
    }

    /// The whole map.
    pub(super) fn whole(frame: &Frame) -> Self {
        Self { x: 0, y: 0, width: frame.size.width }
    }

    /// The frame of the part.
    pub(super) fn frame(self, whole: &Frame) -> Frame {
        whole.part(self.x, self.y, self.width)
    }

    /// Whether so little is seen that countries are drawn region by region.
    pub(super) fn is_close(self, whole: &Frame) -> bool {
        self.width.saturating_mul(CLOSE) <= whole.size.width
    }

    /// The parts beside, around and within this one.
    pub(super) fn zoom(self, whole: &Frame, question: &Question) -> Zoom {
        let size = whole.size;
        let scaled = |width: i32| Self {
            x: self.x + (self.width - width) / 2,
            y: self.y + (height(self.width, size) - height(width, size)) / 2,
            width,
        };
        let moved = |east: i32, south: i32| Self {
            x: self.x + east * self.width / 3,
            y: self.y + south * height(self.width, size) / 3,
            ..self
        };
        let step = |name: &'static str, sign: &'static str, to: Self| {
            let to = to.within(whole);
            let at = if to.width < size.width { to.to_string() } else { String::new() };
            Step { name, sign, href: question.with("at", &at).href(path::MAP), leads_on: to != self }
        };
        Zoom {
            x: self.x,
            y: self.y,
            width: self.width,
            least: least(whole),
            steps: vec![
                step("closer", "+", scaled(self.width / 2)),
                step("farther", "−", scaled(self.width.saturating_mul(2))),
                step("west", "←", moved(-1, 0)),
                step("north", "↑", moved(0, -1)),
                step("south", "↓", moved(0, 1)),
                step("east", "→", moved(1, 0)),
            ],
            whole: step("whole", "", Self::whole(whole)),
        }
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{},{},{}", self.x, self.y, self.width)
    }
}

fn height(width: i32, whole: Size) -> i32 {
    // Both stay far below 2^15.
    width * whole.height / whole.width
}

/// The outlines know no more than this.
fn least(whole: &Frame) -> i32 {
    whole.units(CLOSEST_KM).clamp(1, whole.size.width)
}

const CLOSEST_KM: f64 = 40.0;
const CLOSE: i32 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stays_within_the_map_and_is_no_closer_than_the_outlines_know() {
        let whole = Frame::europe(2000);
        let within = |text: &str| Window::parse(text).unwrap().unwrap().within(&whole).to_string();
        assert_eq!(within("100,200,500"), "100,200,500");
        assert_eq!(within("-5,999999,500"), format!("0,{},500", whole.size.height - 439));
        assert_eq!(within("0,0,2147483647"), "0,0,2000");
        assert_eq!(within("10,10,-1"), format!("10,10,{}", least(&whole)));
        assert_eq!(Window::parse("").unwrap(), None);
        for text in ["1,2", "1,2,3,4", "a,b,c", "1,2,99999999999"] {
            assert_eq!(Window::parse(text).unwrap_err().status, 400, "{text}");
        }
    }

    #[test]
    fn steps_lead_closer_farther_and_beside() {
        let whole = Frame::europe(2000);
        let window = Window { x: 600, y: 300, width: 600 };
        let zoom = window.zoom(&whole, &Question::default().with("q", "light"));
        let href = |name: &str| {
            let step = zoom.steps.iter().find(|step| step.name == name).unwrap();
            (step.href.as_str(), step.leads_on)
        };
        assert_eq!(href("closer"), ("/map?q=light&at=750%2C432%2C300", true));
        assert_eq!(href("east"), ("/map?q=light&at=800%2C300%2C600", true));
        assert_eq!((&*zoom.whole.href, zoom.whole.leads_on), ("/map?q=light", true));
        let all = Window::whole(&whole).zoom(&whole, &Question::default());
        let leading: Vec<&str> =
            all.steps.iter().filter(|step| step.leads_on).map(|step| step.name).collect();
        assert_eq!((leading, all.whole.leads_on), (vec!["closer"], false));
    }
}
