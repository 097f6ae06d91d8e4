//! Files into a book, and the shipped ladder with the packs of the United States.

use makegood_desk::{BoardOptions, Desk, PolicyTexts, Source, board};
use std::path::Path;

/// Writes the files into the folder and boards them.
pub fn import(desk: &mut Desk, folder: &Path, files: &[(&str, &str)]) {
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(files) {
        std::fs::write(path, text).unwrap();
    }
    let options = BoardOptions { actor: "tests".into(), ..BoardOptions::default() };
    board(desk, &Source::behind(&paths).unwrap(), &options, |_| {}).unwrap();
}

/// The microfinance ladder as it is shipped.
#[allow(dead_code, reason = "a test with a ladder of its own does not adopt this one")]
pub fn ladder() -> PolicyTexts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let packs = ["house", "us-fdcpa", "us-regf"].map(|id| (id.to_owned(), read(&format!("packs/{id}.md"))));
    PolicyTexts { strategy: ("microfinance.toml".into(), read("strategies/microfinance.toml")), packs: packs.into() }
}
