//! The templates that travel with the program; a lender's own folder goes before them.

use crate::{Kind, Language, LetterRefusal, Template, Words};
use std::path::Path;

macro_rules! shipped {
    ($language:literal, $file:literal) => {
        ($language, $file, include_str!(concat!("../../../letters/", $language, "/", $file, ".toml")))
    };
}

macro_rules! of_language {
    ($language:literal) => {
        [
            shipped!($language, "words"),
            shipped!($language, "payment"),
            shipped!($language, "lawyer"),
            shipped!($language, "guarantor"),
            shipped!($language, "group"),
            shipped!($language, "acceleration"),
            shipped!($language, "limitation"),
            shipped!($language, "education"),
            shipped!($language, "penalty"),
        ]
    };
}

const SHIPPED: [[(&str, &str, &str); 9]; 3] = [of_language!("en"), of_language!("zh"), of_language!("es")];

/// The words of a language and the template of a kind: from `folder` where it has them,
/// laid out as `letters/` is, and the shipped ones otherwise.
///
/// # Errors
/// A file that cannot be read, with its line.
pub fn template_of(kind: Kind, language: Language, folder: Option<&Path>) -> Result<(Template, Words), LetterRefusal> {
    let (file, text) = text_of(language, kind.word(), folder)?;
    let template = Template::parse(&file, &text)?;
    let (file, text) = text_of(language, "words", folder)?;
    Ok((template, Words::parse(&file, &text)?))
}

fn text_of(language: Language, name: &str, folder: Option<&Path>) -> Result<(String, String), LetterRefusal> {
    let relative = format!("{}/{name}.toml", language.word());
    let own = folder.map(|folder| folder.join(&relative)).filter(|path| path.exists());
    if let Some(path) = own {
        let file = path.display().to_string();
        let unreadable =
            |error: std::io::Error| LetterRefusal::Template { file: file.clone(), line: 1, says: error.to_string() };
        let text = std::fs::read_to_string(&path).map_err(unreadable)?;
        return Ok((file, text));
    }
    let mut all = SHIPPED.iter().flatten();
    let found = all.find(|(of, file, _)| *of == language.word() && *file == name);
    let (_, _, text) = found.ok_or_else(|| LetterRefusal::NoTemplate(relative.clone()))?;
    Ok((format!("letters/{relative}"), (*text).to_owned()))
}
