//! What must be in a text on its occasion (category L20).
//!
//! Only asked when the occasion is declared: nobody can tell from a text alone whether
//! it is the first one.

use crate::error::LexiconError;
use crate::files::{self, BothLanguages, File, PresenceFile, Severity};
use crate::language::Language;
use crate::lexicon::{Building, PatternId};
use std::collections::BTreeMap;

/// Occasions and what they ask for.
#[derive(Clone, Debug)]
pub(crate) struct Presence {
    pub id: String,
    pub title: String,
    pub severity: Severity,
    pub elements: Vec<Element>,
    /// The elements of each occasion, by their place in `elements`.
    pub occasions: BTreeMap<String, Vec<usize>>,
}

/// Something that must be there.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub name: String,
    pub says: String,
    pub citation: String,
    pub rewrite: BothLanguages,
    pub patterns: Vec<PatternId>,
}

impl Presence {
    pub fn read(file: File<'_>, building: &mut Building) -> Result<Self, LexiconError> {
        let read: PresenceFile = files::parse(file)?;
        let mut elements = Vec::with_capacity(read.element.len());
        for (name, entry) in read.element {
            let mut patterns = building.patterns(file, Language::English, &entry.en)?;
            patterns.extend(building.patterns(file, Language::Chinese, &entry.zh)?);
            let (says, citation, rewrite) = (entry.says, entry.citation, entry.rewrite);
            elements.push(Element { name, says, citation, rewrite, patterns });
        }
        let mut occasions = BTreeMap::new();
        for (name, entry) in read.occasion {
            let mut needs = Vec::with_capacity(entry.needs.len());
            for need in &entry.needs {
                let at = elements.iter().position(|element| element.name == *need.get_ref());
                needs.push(at.ok_or_else(|| {
                    let says = format!("the occasion {name} needs {}, which is no element", need.get_ref());
                    LexiconError::at(file.name, file.text, need.span().start, says)
                })?);
            }
            occasions.insert(name, needs);
        }
        Ok(Self { id: read.id, title: read.title, severity: read.severity, elements, occasions })
    }
}
