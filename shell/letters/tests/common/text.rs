//! The text of a file as a reader program takes it out: from the glyphs it shows, through
//! the table of each font that says which characters they are.

use flate2::read::ZlibDecoder;
use std::collections::BTreeMap;
use std::io::Read;

type Table = BTreeMap<u16, String>;

/// The text of each page, spaces left out: they are places as often as characters.
pub fn pages(file: &[u8]) -> Vec<String> {
    let objects = objects(file);
    let pages = objects.values().filter(|object| object.head.contains("/Type /Page\n"));
    let mut found: Vec<(u32, String)> = Vec::new();
    for page in pages {
        let fonts: BTreeMap<String, Table> = fonts(&page.head, &objects);
        let number = reference(&page.head, "/Contents ").expect("contents");
        let content = &objects[&number].stream;
        found.push((page.number, shown(content, &fonts)));
    }
    // The pages are written one after the other and numbered alike.
    found.sort();
    found.into_iter().map(|(_, text)| text).collect()
}

struct Object {
    number: u32,
    head: String,
    stream: Vec<u8>,
}

fn objects(file: &[u8]) -> BTreeMap<u32, Object> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    while let Some(place) = find(file, b" 0 obj\n", at) {
        let digits = file[..place].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number: u32 = std::str::from_utf8(&file[place - digits..place]).expect("digits").parse().expect("a number");
        let body = place + b" 0 obj\n".len();
        let end = find(file, b"endobj", body).expect("an end");
        let opens = find(file, b"stream\n", body).filter(|opens| *opens < end);
        let head = String::from_utf8_lossy(&file[body..opens.unwrap_or(end)]).into_owned();
        let mut stream = Vec::new();
        if let Some(opens) = opens {
            let raw = &file[opens + b"stream\n".len()..find(file, b"endstream", opens).expect("an end")];
            if head.contains("/FlateDecode") {
                ZlibDecoder::new(raw).read_to_end(&mut stream).expect("a compressed stream");
            } else {
                stream.extend_from_slice(raw);
            }
        }
        found.insert(number, Object { number, head, stream });
        at = opens.map_or(end, |opens| find(file, b"endstream", opens).expect("an end"));
    }
    found
}

fn find(file: &[u8], what: &[u8], from: usize) -> Option<usize> {
    file[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
}

fn reference(head: &str, key: &str) -> Option<u32> {
    let (_, rest) = head.split_once(key)?;
    rest.split(' ').next()?.parse().ok()
}

fn fonts(head: &str, objects: &BTreeMap<u32, Object>) -> BTreeMap<String, Table> {
    let resources = reference(head, "/Resources ").map_or(head, |number| objects[&number].head.as_str());
    let listed = resources.split("/Font <<").nth(1).and_then(|rest| rest.split(">>").next()).expect("fonts");
    let words: Vec<&str> = listed.split_whitespace().collect();
    words
        .chunks(4)
        .map(|font| {
            let object = &objects[&font[1].parse::<u32>().expect("a number")];
            let table = reference(&object.head, "/ToUnicode ").expect("a table");
            (font[0].trim_start_matches('/').to_owned(), table_of(&objects[&table].stream))
        })
        .collect()
}

fn table_of(stream: &[u8]) -> Table {
    let text = String::from_utf8_lossy(stream);
    let mut table = Table::new();
    for line in text.lines() {
        let Some((code, characters)) = line.strip_prefix('<').and_then(|rest| rest.split_once("> <")) else { continue };
        let Some(characters) = characters.strip_suffix('>').filter(|rest| !rest.contains('<')) else { continue };
        let units = |hex: &str| -> Vec<u16> {
            hex.as_bytes()
                .chunks(4)
                .map(|unit| u16::from_str_radix(&String::from_utf8_lossy(unit), 16).expect("hex"))
                .collect()
        };
        table.insert(units(code)[0], String::from_utf16_lossy(&units(characters)));
    }
    table
}

fn shown(content: &[u8], fonts: &BTreeMap<String, Table>) -> String {
    let mut text = String::new();
    let mut font = "";
    let mut at = 0;
    let mut named = String::new();
    while at < content.len() {
        match content[at] {
            b'/' => {
                let end = content[at..]
                    .iter()
                    .position(|byte| byte.is_ascii_whitespace())
                    .map_or(content.len(), |end| at + end);
                named = String::from_utf8_lossy(&content[at + 1..end]).into_owned();
                at = end;
            }
            b'<' if content.get(at + 1) == Some(&b'<') => at += 2,
            opens @ (b'(' | b'<') => {
                font = fonts.keys().find(|name| **name == named).map_or(font, String::as_str);
                let (codes, end) = if opens == b'(' { string(content, at + 1) } else { hexadecimal(content, at + 1) };
                for code in codes.chunks(2) {
                    let code = u16::from_be_bytes([code[0], code[1]]);
                    text.push_str(fonts[font].get(&code).expect("a glyph without a character"));
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    text.replace(' ', "")
}

/// The bytes of a string written in digits and the place behind it.
fn hexadecimal(content: &[u8], at: usize) -> (Vec<u8>, usize) {
    let end = find(content, b">", at).expect("an end");
    let digits = String::from_utf8_lossy(&content[at..end]).into_owned();
    let pairs = (0..digits.len() / 2).map(|no| u8::from_str_radix(&digits[2 * no..2 * no + 2], 16).expect("hex"));
    (pairs.collect(), end + 1)
}

/// The bytes of a string and the place behind it.
fn string(content: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut bytes = Vec::new();
    let mut depth = 0;
    loop {
        match content[at] {
            b')' if depth == 0 => return (bytes, at + 1),
            b'\\' => {
                let next = content[at + 1];
                let octal = content[at + 1..].iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
                if octal > 0 {
                    let digits = String::from_utf8_lossy(&content[at + 1..at + 1 + octal]).into_owned();
                    bytes.push(u8::try_from(u32::from_str_radix(&digits, 8).expect("octal")).expect("a byte"));
                    at += 1 + octal;
                    continue;
                }
                bytes.push(match next {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                });
                at += 2;
                continue;
            }
            byte => {
                depth += i32::from(byte == b'(') - i32::from(byte == b')');
                bytes.push(byte);
            }
        }
        at += 1;
    }
}
