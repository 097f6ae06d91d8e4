//! `makegood packs test`

use super::{Page, installed, is_pack, lines, pages, together};
use crate::End;
use anyhow::Result;
use makegood_compliance::{ExampleResult, Pack, Packs, run_examples, run_page};
use std::path::PathBuf;

pub fn run(texts: &[Page], files: &[PathBuf], verbose: bool) -> Result<End> {
    let pages = pages(texts, files)?;
    let mut packs = installed(texts)?;
    let (mut passed, mut failed) = (0, 0);
    // A pack that is named stands in for the installed one of its id.
    let mut own = Vec::new();
    for (file, text) in pages.iter().filter(|(_, text)| is_pack(text)) {
        match Pack::parse(file, text) {
            Ok(pack) => {
                packs.retain(|known| known.id != pack.id);
                packs.push(pack.clone());
                own.push(pack);
            }
            Err(errors) => {
                println!("{}", lines(&errors));
                failed += blocks(text).max(1);
            }
        }
    }
    let packs: Packs = together(packs)?;
    let examples = pages.iter().filter(|(_, text)| !is_pack(text));
    let results: Vec<ExampleResult> = own
        .iter()
        .flat_map(|pack| run_examples(pack, &packs))
        .chain(examples.flat_map(|(file, text)| run_page(file, text, &packs)))
        .collect();
    for result in &results {
        let good = result.surprises.is_empty();
        if good {
            passed += 1
        } else {
            failed += 1
        }
        if verbose || !good {
            let word = if good { "passed" } else { "FAILED" };
            println!("{word}  {}:{}  {} [{}]", result.file, result.line, result.title, result.packs);
        }
        result.surprises.iter().for_each(|surprise| println!("        {surprise}"));
    }
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 { End::Done } else { End::DoesNotHold })
}

/// How many examples a page holds, read or not.
fn blocks(text: &str) -> usize {
    text.lines().filter(|line| line.trim().starts_with("```example")).count()
}
