//! Where messages may go: to others over TLS, to this machine in the clear, and to no
//! address inside the lender's own network unless whoever runs the server allowed it.

use axum::http::Uri;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address that may not be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It does not read.
    #[error("{0:?} is no address of the web")]
    Unreadable(String),
    /// In the clear to another machine.
    #[error("a message goes over https, or over http to this machine; {0:?} is neither")]
    InTheClear(String),
    /// A password in the address would stand in every log.
    #[error("an address carries no user and no password")]
    WithPassword,
}

/// Whether messages may be sent to an address, as far as its text tells.
///
/// # Errors
/// Why not.
pub fn allowed(url: &str) -> Result<Uri, AddressError> {
    let uri: Uri = url.parse().map_err(|_| AddressError::Unreadable(url.to_owned()))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(AddressError::Unreadable(url.to_owned()));
    };
    if authority.as_str().contains('@') {
        return Err(AddressError::WithPassword);
    }
    match scheme {
        "https" => Ok(uri),
        "http" if is_this_machine(authority.host()) => Ok(uri),
        _ => Err(AddressError::InTheClear(url.to_owned())),
    }
}

/// Whether a host is this machine by its own name.
pub fn is_this_machine(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Whether an address can be reached from outside: none of the ranges that IANA's registries
/// of special-purpose addresses (RFC 6890) keep for other ends.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_public_v4(ip),
            None => is_public_v6(ip),
        },
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmarks = a == 198 && (18..20).contains(&b);
    let protocols = a == 192 && b == 0 && ip.octets()[2] == 0;
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || shared
        || benchmarks
        || protocols
        || a == 0
        || a >= 240)
}

/// Global unicast is 2000::/3; of it the documentation range, 6to4 and Teredo, which wrap
/// another address, are left out.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    let wrapped = first == 0x2002 || (first == 0x2001 && second == 0);
    let documentation = first == 0x2001 && second == 0x0db8;
    (first & 0xe000) == 0x2000 && !wrapped && !documentation
}

#[cfg(test)]
mod tests {
    use super::{allowed, is_public};

    #[test]
    fn in_the_clear_only_to_this_machine() {
        for good in
            ["https://hooks.example.org/a?b=c", "http://127.0.0.1:9000/in", "http://localhost/", "http://[::1]:81/"]
        {
            assert!(allowed(good).is_ok(), "{good}");
        }
        for bad in
            ["http://hooks.example.org/", "ftp://127.0.0.1/", "https://u:p@hooks.example.org/", "/in", "", "https://"]
        {
            assert!(allowed(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn inner_addresses_are_told_from_public_ones() {
        for inner in [
            "10.1.2.3",
            "127.0.0.1",
            "169.254.169.254",
            "192.168.1.1",
            "172.16.0.1",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fe80::1",
            "fc00::1",
            "::ffff:10.0.0.1",
            "2002:0a00:0001::",
            "255.255.255.255",
            "198.18.0.1",
        ] {
            assert!(!is_public(inner.parse().expect("an address")), "{inner}");
        }
        for public in ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"] {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
    }
}
