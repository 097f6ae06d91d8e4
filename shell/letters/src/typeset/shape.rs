//! From characters to glyphs: which face, which glyph, how wide.

use super::Pt;
use super::fonts::{Fonts, Script, Weight};
use crate::{Language, LetterRefusal};
use rustybuzz::UnicodeBuffer;

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    /// The size of an em.
    pub(crate) size: Pt,
    /// From baseline to baseline.
    pub(crate) leading: Pt,
}

/// One glyph of a cluster.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    pub(crate) id: u32,
    pub(crate) advance: Pt,
    pub(crate) x_offset: Pt,
    pub(crate) y_offset: Pt,
}

/// Characters that are set as one.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    /// Where they stand in the text, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The first of them.
    pub(crate) character: char,
    pub(crate) script: Script,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) width: Pt,
}

/// A text with its glyphs, before it is broken into lines.
#[derive(Clone, Debug)]
pub(crate) struct Shaped {
    pub(crate) text: String,
    pub(crate) style: Style,
    pub(crate) language: Language,
    pub(crate) clusters: Vec<Cluster>,
}

/// Shapes a text.
///
/// # Errors
/// [`LetterRefusal::NoGlyph`] for a character that no shipped face has.
pub(crate) fn shape(fonts: &Fonts, language: Language, text: &str, style: Style) -> Result<Shaped, LetterRefusal> {
    let mut clusters = Vec::new();
    for (start, end, script) in runs(fonts, language, text)? {
        clusters.extend(shape_run(fonts, text, (start, end), script, style)?);
    }
    Ok(Shaped { text: text.to_owned(), style, language, clusters })
}

/// Stretches of one family. A combining mark stays with its letter.
fn runs(fonts: &Fonts, language: Language, text: &str) -> Result<Vec<(usize, usize, Script)>, LetterRefusal> {
    let mut runs: Vec<(usize, usize, Script)> = Vec::new();
    for (at, character) in text.char_indices() {
        let no_glyph = || LetterRefusal::NoGlyph { character, text: text.to_owned() };
        let script = fonts.script_of(character, language).ok_or_else(no_glyph)?;
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(last) if last.2 == script => last.1 = end,
            _ => runs.push((at, end, script)),
        }
    }
    Ok(runs)
}

fn shape_run(
    fonts: &Fonts,
    text: &str,
    (start, end): (usize, usize),
    script: Script,
    style: Style,
) -> Result<Vec<Cluster>, LetterRefusal> {
    let face = &fonts.face(script, style.weight).shaper;
    let run = text.get(start..end).unwrap_or_default();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(run);
    buffer.guess_segment_properties();
    buffer.set_direction(rustybuzz::Direction::LeftToRight);
    let shaped = rustybuzz::shape(face, &[], buffer);
    let scale = |units: i32| Pt::from(units) * style.size / Pt::from(face.units_per_em());
    let mut clusters: Vec<Cluster> = Vec::new();
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let at = start + usize::try_from(info.cluster).unwrap_or_default();
        let character = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        if info.glyph_id == 0 {
            return Err(LetterRefusal::NoGlyph { character, text: text.to_owned() });
        }
        let glyph = Glyph {
            id: info.glyph_id,
            advance: scale(position.x_advance),
            x_offset: scale(position.x_offset),
            y_offset: scale(position.y_offset),
        };
        match clusters.last_mut() {
            Some(last) if last.start == at => {
                last.width += glyph.advance;
                last.glyphs.push(glyph);
            }
            previous => {
                if let Some(last) = previous {
                    last.end = at;
                }
                let width = glyph.advance;
                clusters.push(Cluster { start: at, end, character, script, glyphs: vec![glyph], width });
            }
        }
    }
    Ok(clusters)
}
