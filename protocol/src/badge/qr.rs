//! A QR code as an SVG path: what a telephone reads off a printed label.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};
use thiserror::Error;

use super::escaped;

/// Draws the QR code of an address: dark modules as one path, with the quiet zone of four modules around it.
///
/// # Errors
///
/// [`QrError`] when the address is longer than a code can hold legibly.
pub fn qr_svg(url: &str) -> Result<String, QrError> {
    if url.len() > URL_BYTES_MAX {
        return Err(QrError);
    }
    let code = QrCode::encode_text(url, QrCodeEcc::Medium).map_err(|_| QrError)?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            // A code has at most 177 modules a side.
            let run = run as i32;
            if run > 0 {
                // Writing into a string cannot fail.
                let _always_fits = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    let label = escaped(url);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" \
         role=\"img\" aria-label=\"QR code: {label}\" shape-rendering=\"crispEdges\">\n\
         <title>{label}</title>\n<path d=\"M0 0h{side}v{side}H0z\" fill=\"#fff\"/>\n<path d=\"{path}\" fill=\"#1c232d\"/>\n</svg>\n",
        side * 5
    ))
}

/// An address is too long for a QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the address is longer than {URL_BYTES_MAX} bytes, more than a QR code should hold")]
pub struct QrError;

/// Modules that stay white around a code.
const QUIET: i32 = 4;
const URL_BYTES_MAX: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_module_by_module() {
        let url = "https://node.example/attestations/Qm/8R";
        let svg = qr_svg(url).unwrap();
        let code = QrCode::encode_text(url, QrCodeEcc::Medium).unwrap();
        let mut drawn = vec![vec![false; code.size() as usize]; code.size() as usize];
        let path = svg.rsplit_once("d=\"").unwrap().1.split_once('"').unwrap().0;
        for run in path.split('M').skip(1) {
            let (place, rest) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let [x, y, length] = [x, y, length].map(|text| text.parse::<i32>().unwrap());
            (x..x + length).for_each(|x| drawn[(y - QUIET) as usize][(x - QUIET) as usize] = true);
        }
        for (y, row) in (0..).zip(&drawn) {
            for (x, is_dark) in (0..).zip(row) {
                assert_eq!(*is_dark, code.get_module(x, y), "{x} {y}");
            }
        }
        assert_eq!(qr_svg(&"x".repeat(513)), Err(QrError));
        assert!(!qr_svg("https://a.example/<script>").unwrap().contains("<script"));
    }
}
