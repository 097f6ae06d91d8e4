//! Reads the gallery of refusals into a table, so that the type of every problem the
//! interface answers with is an address with a page behind it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../refusals");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
        .unwrap_or_default();
    pages.retain(|page| page.extension().is_some_and(|end| end == "md") && !page.ends_with("README.md"));
    pages.sort();
    let mut table = String::from("&[\n");
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap_or_default();
        let head =
            |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim().to_owned();
        let (name, cause, way_out) = (head("name:"), head("cause:"), head("way out:"));
        // Writing to a String cannot fail.
        let _ = writeln!(table, "    ({name:?}, {cause:?}, {way_out:?}),");
    }
    table.push_str("]\n");
    let out = std::env::var("OUT_DIR").map(PathBuf::from).unwrap_or_default().join("gallery.rs");
    if let Err(error) = std::fs::write(&out, table) {
        println!("cargo:warning={}: {error}", out.display());
    }
}
