//! Who asks, and how much each may ask for: a bucket of requests for every address.
//!
//! ```text
//! 2001:db8:1:2::7 ──► 2001:db8:1:2::/64 ──► bucket: holds `burst`, refilled by `per_second`
//! ```
//! An IPv6 network counts as one address, since whoever has one has all of it. This machine itself has no limit. Behind a
//! proxy that was named, the address is the one that the proxy tells; nobody else is believed.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::serve::IncomingStream;
use tokio::time::Instant;

use crate::config::Requests;
use crate::http::App;
use crate::http::door::Door;
use crate::http::problem::Problem;
use crate::net::Bucket;

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller(SocketAddr);

impl Connected<IncomingStream<'_, Door>> for Caller {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// How much each address may still ask for, bounded.
pub struct Callers {
    requests: Requests,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

impl Callers {
    /// Nobody has asked yet.
    #[must_use]
    pub fn new(requests: Requests) -> Self {
        Self { requests, buckets: Mutex::default() }
    }

    /// Takes the price of a request from the bucket of who asks.
    ///
    /// # Errors
    ///
    /// The number of seconds after which it holds enough again.
    fn take(&self, from: IpAddr, price: u32, now: Instant) -> Result<(), u32> {
        let Some(address) = counted(from) else { return Ok(()) };
        let Requests { per_second, burst, .. } = self.requests;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= ADDRESSES_MAX && !buckets.contains_key(&address) {
            buckets.retain(|_, bucket| bucket.used(now).0 > 0);
            if buckets.len() >= ADDRESSES_MAX {
                buckets.clear();
            }
        }
        let full = || Bucket::full(burst.get().into(), per_second.get().into(), now);
        let bucket = buckets.entry(address).or_insert_with(full);
        // What costs more than a bucket holds is had for a full one.
        let price = price.min(burst.get());
        if bucket.take(price as usize, now) {
            return Ok(());
        }
        let (used, size) = bucket.used(now);
        let missing = u64::from(price).saturating_sub(size.saturating_sub(used));
        Err(u32::try_from(missing.div_ceil(per_second.get().into())).unwrap_or(u32::MAX).max(1))
    }

    /// Who asks: the other end, or whom a proxy names that was named itself.
    fn address(&self, other_end: IpAddr, headers: &HeaderMap) -> IpAddr {
        let is_proxy = |address: &IpAddr| self.requests.proxies.contains(&plain(*address));
        let Some(name) = &self.requests.address_header else { return other_end };
        if !is_proxy(&other_end) {
            return other_end;
        }
        // Each proxy adds at the end whom it saw; what stands before the first that was not named, anybody may have written.
        let told = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let told: Vec<&str> = told.flat_map(|value| value.split(',')).map(str::trim).collect();
        let mut seen = told.iter().rev().map_while(|text| text.parse::<IpAddr>().ok()).map(plain);
        seen.find(|address| !is_proxy(address)).unwrap_or(other_end)
    }
}

/// Answers who asks within measure, and tells others when to come again.
pub(super) async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(ConnectInfo(Caller(other_end))) = request.extensions().get::<ConnectInfo<Caller>>() else {
        return next.run(request).await;
    };
    let address = app.callers.address(plain(other_end.ip()), request.headers());
    match app.callers.take(address, price(request.uri().path()), Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(seconds) => too_many(seconds),
    }
}

fn too_many(seconds: u32) -> Response {
    let problem = Problem {
        status: StatusCode::TOO_MANY_REQUESTS,
        title: "Too many requests",
        detail: format!("this address asked for too much in a short time; ask again in {seconds} s"),
    };
    let mut response = problem.into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// A file with everything costs as much as a visitor who reads on for a while.
fn price(path: &str) -> u32 {
    if path.starts_with("/v1/export/") { EXPORT_PRICE } else { 1 }
}

/// What counts as one address; none on this machine.
fn counted(address: IpAddr) -> Option<IpAddr> {
    match address {
        address if address.is_loopback() => None,
        IpAddr::V4(_) => Some(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Some(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into())
        }
    }
}

/// An IPv4 address that is written as IPv6, as IPv4.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// Some 10 MB.
const ADDRESSES_MAX: usize = 65_536;
const EXPORT_PRICE: u32 = 25;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn callers(extra: &str) -> Callers {
        let requests = toml::from_str(&format!("per_second = 2\nburst = 4\n{extra}")).expect("requests");
        Callers::new(requests)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn an_address_that_asks_too_much_is_told_when_to_come_again() {
        let (callers, now) = (callers(""), Instant::now());
        assert!((0..4).all(|_| callers.take(ip("192.0.2.1"), 1, now) == Ok(())));
        assert_eq!(callers.take(ip("192.0.2.1"), 1, now), Err(1));
        assert_eq!(callers.take(ip("192.0.2.1"), 4, now), Err(2));
        assert_eq!(callers.take(ip("192.0.2.2"), 1, now), Ok(()), "another address has a bucket of its own");
        assert_eq!(callers.take(ip("192.0.2.1"), 1, now + Duration::from_secs(1)), Ok(()));
        assert_eq!(callers.take(ip("192.0.2.3"), 1000, now), Ok(()), "a full bucket is enough for anything");
    }

    #[test]
    fn a_network_counts_as_one_and_this_machine_not_at_all() {
        let (callers, now) = (callers(""), Instant::now());
        for host in 1..=4 {
            assert_eq!(callers.take(ip(&format!("2001:db8:1:2::{host}")), 1, now), Ok(()));
        }
        assert_eq!(callers.take(ip("2001:db8:1:2:ffff::9"), 1, now), Err(1));
        assert_eq!(callers.take(ip("2001:db8:1:3::9"), 1, now), Ok(()));
        assert!((0..100).all(|_| callers.take(ip("127.0.0.1"), 1, now) == Ok(())));
    }

    #[test]
    fn only_a_proxy_that_was_named_says_who_asks() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_static("198.51.100.9, 192.0.2.1"));
        headers.append("x-forwarded-for", HeaderValue::from_static("10.0.0.7"));
        let (proxy, stranger) = (ip("127.0.0.1"), ip("203.0.113.5"));
        assert_eq!(callers("").address(proxy, &headers), proxy);
        let told = callers("address_header = \"x-forwarded-for\"\nproxies = [\"127.0.0.1\", \"10.0.0.7\"]");
        assert_eq!(
            told.address(proxy, &headers),
            ip("192.0.2.1"),
            "and what it was told before is not believed"
        );
        assert_eq!(told.address(stranger, &headers), stranger);
        headers.append("x-forwarded-for", HeaderValue::from_static("unknown"));
        assert_eq!(told.address(proxy, &headers), proxy);
    }

    #[test]
    fn addresses_without_number_take_bounded_memory() {
        let (callers, now) = (callers(""), Instant::now());
        for number in 0..ADDRESSES_MAX as u32 + 10 {
            let address = IpAddr::from((0x0a00_0000 + number).to_be_bytes());
            assert_eq!(callers.take(address, 1, now), Ok(()));
        }
        assert!(callers.buckets.lock().expect("no test panicked").len() <= ADDRESSES_MAX);
    }
}
