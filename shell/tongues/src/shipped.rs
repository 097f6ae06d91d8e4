//! The catalogues that travel in the binary.

use crate::Tongue;
use crate::catalogue::Catalogue;
use std::sync::LazyLock;

/// The files of a language by their names.
pub type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($code:literal: $($name:literal),+ $(,)?) => {
        &[$((
            concat!("tongues/", $code, "/", $name, ".po"),
            include_str!(concat!("../../../tongues/", $code, "/", $name, ".po")),
        )),+]
    };
}

/// Every file of a language; English has none.
pub fn files(tongue: Tongue) -> Files {
    match tongue {
        Tongue::English => &[],
        Tongue::Spanish => files!("es": "pages"),
        Tongue::Chinese => files!("zh": "pages"),
    }
}

static SPANISH: LazyLock<Catalogue> = LazyLock::new(|| shipped(Tongue::Spanish));
static CHINESE: LazyLock<Catalogue> = LazyLock::new(|| shipped(Tongue::Chinese));

/// The catalogue of a language; none for English, which the pages are written in.
pub fn catalogue(tongue: Tongue) -> Option<&'static Catalogue> {
    match tongue {
        Tongue::English => None,
        Tongue::Spanish => Some(&SPANISH),
        Tongue::Chinese => Some(&CHINESE),
    }
}

/// A file that cannot be read is found by a test; at work the texts stay English.
fn shipped(tongue: Tongue) -> Catalogue {
    Catalogue::read(files(tongue)).unwrap_or_default()
}
