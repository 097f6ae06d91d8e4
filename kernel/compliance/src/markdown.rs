//! Cuts a pack into its headings, its plain words and its fenced blocks.

use crate::pack::PackError;

/// A fenced block with what stands above it.
pub(crate) struct Fence<'a> {
    /// The first word after the backticks.
    pub word: &'a str,
    /// The rest of that line.
    pub title: &'a str,
    /// The line that opens the block, from 1.
    pub line: usize,
    /// What stands inside.
    pub body: &'a str,
    /// The nearest heading above.
    pub heading: &'a str,
    /// The plain words since the last heading or block.
    pub words: String,
}

/// The first heading and the blocks of a pack.
pub(crate) struct Pieces<'a> {
    pub title: Option<&'a str>,
    pub fences: Vec<Fence<'a>>,
    pub errors: Vec<PackError>,
}

const FENCE: &str = "```";

/// Cuts the text. Blocks that do not end are errors.
pub(crate) fn cut<'a>(file: &str, text: &'a str) -> Pieces<'a> {
    let mut pieces = Pieces { title: None, fences: Vec::new(), errors: Vec::new() };
    let (mut heading, mut words) = ("", String::new());
    let mut open: Option<(Fence<'a>, usize)> = None;
    let mut offset = 0;
    for (place, raw) in text.split_inclusive('\n').enumerate() {
        let start = offset;
        offset += raw.len();
        let line = raw.trim();
        if let Some((fence, body_start)) = open.as_mut() {
            if line == FENCE {
                fence.body = text.get(*body_start..start).unwrap_or_default();
                pieces.fences.extend(open.take().map(|(fence, _)| fence));
            }
        } else if let Some(info) = line.strip_prefix(FENCE) {
            let (word, title) = info.trim().split_once(' ').unwrap_or((info.trim(), ""));
            let words = std::mem::take(&mut words).trim().to_owned();
            open = Some((Fence { word, title: title.trim(), line: place + 1, body: "", heading, words }, offset));
        } else if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim();
            pieces.title = pieces.title.or(Some(heading));
            words.clear();
        } else {
            words.push_str(line);
            words.push(if line.is_empty() { '\n' } else { ' ' });
        }
    }
    if let Some((fence, _)) = open {
        let found = format!("a {} block without an end", fence.word);
        let expected = format!("a line of {FENCE} that closes it");
        pieces.errors.push(PackError { file: file.to_owned(), line: fence.line, found, expected });
    }
    pieces
}
