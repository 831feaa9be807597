//! From the globe to paper: Lambert's azimuthal projection, which keeps areas, around any centre.
//!
//! With its centre at 52° N 10° E it is the projection of ETRS89-LAEA (EPSG:3035), on a sphere: for a picture of a
//! thousand dots the flattening of the Earth is too small to be seen. Whole worlds are drawn by Equal Earth.

/// How degrees become kilometres on paper, east and south.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Projection {
    /// Lambert's azimuthal equal-area projection.
    Azimuthal {
        /// Longitude of the centre, radians.
        lon: f64,
        /// Sine of its latitude.
        sin: f64,
        /// Cosine of its latitude.
        cos: f64,
    },
    /// Equal Earth, by Šavrič, Patterson and Jenny (2018).
    EqualEarth,
}

impl Projection {
    /// Around a centre, in degrees.
    pub(super) fn around(lon: f64, lat: f64) -> Self {
        let (sin, cos) = lat.to_radians().sin_cos();
        Self::Azimuthal { lon: lon.to_radians(), sin, cos }
    }

    /// Kilometres east and south of the centre.
    pub(super) fn project(self, lon: f64, lat: f64) -> (f64, f64) {
        match self {
            Self::Azimuthal { lon: centre, sin, cos } => {
                let (sin_lat, cos_lat) = lat.to_radians().sin_cos();
                let (sin_lon, cos_lon) = (lon.to_radians() - centre).sin_cos();
                // The antipode of the centre is everywhere at once; nothing near it is ever in a frame.
                let denominator = (1.0 + sin * sin_lat + cos * cos_lat * cos_lon).max(1e-9);
                let k = EARTH_KM * (2.0 / denominator).sqrt();
                (k * cos_lat * sin_lon, -k * (cos * sin_lat - sin * cos_lat * cos_lon))
            }
            Self::EqualEarth => {
                let half_root = 3.0_f64.sqrt() / 2.0;
                let theta = (half_root * lat.to_radians().sin()).asin();
                let square = theta * theta;
                let sixth = square * square * square;
                let x = lon.to_radians() * theta.cos()
                    / (half_root * (A1 + 3.0 * A2 * square + sixth * (7.0 * A3 + 9.0 * A4 * square)));
                let y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square));
                (EARTH_KM * x, -EARTH_KM * y)
            }
        }
    }
}

const EARTH_KM: f64 = 6371.0;
const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_where_the_reference_system_puts_them() {
        // The example of EPSG's guidance note 7-2: 50° N 5° E lies at 3,962,799 m east and 2,999,719 m north, counted from a
        // false origin at 4,321 km and 3,210 km. The sphere is a kilometre or two off.
        let (east, south) = Projection::around(10.0, 52.0).project(5.0, 50.0);
        assert!((east + 358.2).abs() < 2.0 && (south - 210.3).abs() < 2.0, "{east} {south}");
    }

    #[test]
    fn a_world_map_is_symmetric_and_twice_as_wide_as_high() {
        let (east, _) = Projection::EqualEarth.project(180.0, 0.0);
        let (_, south) = Projection::EqualEarth.project(0.0, -90.0);
        let (west, north) =
            (Projection::EqualEarth.project(-180.0, 0.0).0, Projection::EqualEarth.project(0.0, 90.0).1);
        assert!((east + west).abs() < 1e-6 && (north + south).abs() < 1e-6);
        assert!((east / south - 2.05).abs() < 0.02, "{}", east / south);
    }
}
