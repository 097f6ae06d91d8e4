//! The style sheet, the script and the icon, inside the binary.
//!
//! Their addresses carry a hash of their bytes, so a browser may keep them for
//! ever and a new build is seen at once.

use std::sync::LazyLock;

/// Nothing is loaded from elsewhere, nothing runs inline, nobody frames a page.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// How long an asset may be kept: its address changes with its content.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// One file served from the binary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its address, such as `/assets/makegood-0f3a….css`.
    pub path: String,
    /// The value of the content-type header.
    pub content_type: &'static str,
    /// The file.
    pub text: &'static str,
}

static ALL: LazyLock<[Asset; 5]> = LazyLock::new(|| {
    [
        asset(
            "css",
            "text/css; charset=utf-8",
            concat!(
                include_str!("../assets/makegood.css"),
                include_str!("../assets/pages.css"),
                include_str!("../assets/work.css"),
                include_str!("../assets/attention.css"),
                include_str!("../assets/live.css"),
                include_str!("../assets/tongues.css"),
                include_str!("../assets/words.css"),
                include_str!("../assets/numbers.css"),
                include_str!("../assets/programs.css")
            ),
        ),
        asset(
            "js",
            "text/javascript; charset=utf-8",
            concat!(
                include_str!("../assets/makegood.js"),
                include_str!("../assets/work.js"),
                include_str!("../assets/words.js"),
                include_str!("../assets/passkey.js")
            ),
        ),
        asset("svg", "image/svg+xml", include_str!("../assets/makegood.svg")),
        asset("live.js", "text/javascript; charset=utf-8", include_str!("../assets/live.js")),
        asset("watch.js", "text/javascript; charset=utf-8", include_str!("../assets/watch.js")),
    ]
});

/// Every asset.
pub fn all() -> &'static [Asset] {
    ALL.as_slice()
}

/// The asset at this address, if there is one.
pub fn find(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}

/// The style sheet.
pub fn style() -> &'static Asset {
    &ALL[0]
}

/// The script.
pub fn script() -> &'static Asset {
    &ALL[1]
}

/// The script that keeps open pages fresh.
pub fn live() -> &'static Asset {
    &ALL[3]
}

/// What listens for an open page.
pub fn watch() -> &'static Asset {
    &ALL[4]
}

/// The icon of the site.
pub fn icon() -> &'static Asset {
    &ALL[2]
}

fn asset(extension: &str, content_type: &'static str, text: &'static str) -> Asset {
    Asset { path: format!("/assets/makegood-{:016x}.{extension}", fnv1a(text)), content_type, text }
}

/// The FNV-1a hash (Fowler, Noll, Vo), enough to tell two builds apart.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{all, find, fnv1a};

    #[test]
    fn an_address_names_one_content() {
        assert_eq!(fnv1a("foobar"), 0x8594_4171_f739_67e8, "the published test value");
        for asset in all() {
            assert_eq!(find(&asset.path), Some(asset));
        }
        assert_eq!(find("/assets/makegood.css"), None);
    }
}
