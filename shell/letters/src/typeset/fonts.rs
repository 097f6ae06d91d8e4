//! The four faces that travel with the program, so that a letter has the same bytes on
//! every machine. Where they come from: `fonts/README.md`.

use crate::{Language, LetterRefusal};
use krilla::text::Font;

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Which of the two families a character is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Chinese,
}

/// One face: for shaping and for the file.
pub(crate) struct Face {
    pub(crate) pdf: Font,
    pub(crate) shaper: rustybuzz::Face<'static>,
}

/// All faces.
pub(crate) struct Fonts {
    latin: [Face; 2],
    chinese: [Face; 2],
}

impl Fonts {
    /// Reads the shipped faces.
    ///
    /// # Errors
    /// [`LetterRefusal::Pdf`] when a shipped file is not a font.
    pub(crate) fn shipped() -> Result<Self, LetterRefusal> {
        Ok(Self {
            latin: [
                face(include_bytes!("../../fonts/latin-regular.ttf"))?,
                face(include_bytes!("../../fonts/latin-bold.ttf"))?,
            ],
            chinese: [
                face(include_bytes!("../../fonts/chinese-regular.otf"))?,
                face(include_bytes!("../../fonts/chinese-bold.otf"))?,
            ],
        })
    }

    pub(crate) fn face(&self, script: Script, weight: Weight) -> &Face {
        let [regular, bold] = match script {
            Script::Latin => &self.latin,
            Script::Chinese => &self.chinese,
        };
        match weight {
            Weight::Regular => regular,
            Weight::Bold => bold,
        }
    }

    /// The family that sets a character; `None` when neither has it. Marks that both
    /// have are Chinese in a Chinese letter, where they take a whole square.
    pub(crate) fn script_of(&self, character: char, language: Language) -> Option<Script> {
        let has = |script| self.face(script, Weight::Regular).shaper.glyph_index(character).is_some();
        let shared = matches!(character, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
        let chinese_first = language == Language::Chinese && shared;
        let order = if chinese_first { [Script::Chinese, Script::Latin] } else { [Script::Latin, Script::Chinese] };
        order.into_iter().find(|script| has(*script))
    }
}

fn face(data: &'static [u8]) -> Result<Face, LetterRefusal> {
    let pdf = Font::new(data.into(), 0);
    let shaper = rustybuzz::Face::from_slice(data, 0);
    match (pdf, shaper) {
        (Some(pdf), Some(shaper)) => Ok(Face { pdf, shaper }),
        _ => Err(LetterRefusal::Pdf("a shipped font cannot be read".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fonts, Script};
    use crate::Language;

    #[test]
    fn the_common_characters_and_rare_ones_of_names_are_there() {
        let fonts = Fonts::shipped().expect("the shipped fonts");
        for character in "王小明淼堃喆镕祎昇玥璟，。《》〔〕￥％".chars() {
            assert_eq!(fonts.script_of(character, Language::Chinese), Some(Script::Chinese), "{character}");
        }
        for character in "aZ0ñÑáéíóúü¿¡ßęğơữ€₹₦₱£₫".chars() {
            assert_eq!(fonts.script_of(character, Language::Spanish), Some(Script::Latin), "{character}");
        }
        for character in "עשक😀".chars() {
            assert_eq!(fonts.script_of(character, Language::English), None, "{character}");
        }
    }

    #[test]
    fn quotation_marks_follow_the_language() {
        let fonts = Fonts::shipped().expect("the shipped fonts");
        assert_eq!(fonts.script_of('“', Language::Chinese), Some(Script::Chinese));
        assert_eq!(fonts.script_of('“', Language::English), Some(Script::Latin));
    }
}
