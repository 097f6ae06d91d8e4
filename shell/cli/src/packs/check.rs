//! `makegood packs check`

use super::{Page, installed, is_pack, pages, together};
use crate::End;
use anyhow::Result;
use makegood_compliance::{Pack, PackError, Packs, read_examples};
use std::path::PathBuf;

pub fn run(texts: &[Page], files: &[PathBuf]) -> Result<End> {
    let mut complaints: Vec<PackError> = Vec::new();
    let (mut packs, mut examples) = (Vec::new(), 0);
    for (file, text) in pages(texts, files)? {
        if is_pack(&text) {
            match Pack::parse(&file, &text) {
                Ok(pack) => packs.push(pack),
                Err(errors) => complaints.extend(errors),
            }
        } else {
            match read_examples(&file, &text) {
                Ok(found) => examples += found.len(),
                Err(errors) => complaints.extend(errors),
            }
        }
    }
    if complaints.is_empty() {
        complaints.extend(beside(texts, &packs)?);
    }
    complaints.iter().for_each(|complaint| println!("{complaint}"));
    packs.iter().for_each(unexampled);
    let rules: usize = packs.iter().map(|pack| pack.rules.len()).sum();
    examples += packs.iter().map(|pack| pack.examples.len()).sum::<usize>();
    println!("{} packs, {rules} rules, {examples} examples, {} complaints", packs.len(), complaints.len());
    Ok(if complaints.is_empty() { End::Done } else { End::Partly })
}

/// Whether the packs stand beside the installed ones they do not replace.
fn beside(texts: &[Page], packs: &[Pack]) -> Result<Vec<PackError>> {
    let mut all = installed(texts)?;
    all.retain(|pack| !packs.iter().any(|other| other.id == pack.id));
    all.extend(packs.iter().cloned());
    Ok(Packs::try_new(all).err().unwrap_or_default())
}

/// Says which rules no example of their page names: nobody has seen them decide.
fn unexampled(pack: &Pack) {
    let Ok(own) = together(vec![pack.clone()]) else { return };
    for rule in own.iter().flat_map(|pack| &pack.rules) {
        let named = |name: &str| pack.examples.iter().any(|example| example.names(name));
        if !rule.deeds().is_empty() && !named(&rule.id) && !rule.also.iter().any(|also| named(also)) {
            println!("{}:{}: note: no example of this page names {}", pack.file, rule.line, rule.id);
        }
    }
}
