//! Just enough reading of our own markup for the tests.

/// An opening tag.
pub struct Tag<'a> {
    pub name: &'a str,
    pub whole: &'a str,
    pub start: usize,
    /// What stands between a script tag and its end.
    pub inside: &'a str,
}

/// Every opening tag of the page.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    html.match_indices('<')
        .filter(|(start, _)| html[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(|(start, _)| {
            let whole = &html[start..=start + html[start..].find('>').unwrap()];
            let name = whole[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            let after = &html[start + whole.len()..];
            let inside = if name == "script" { after.split("</script>").next().unwrap() } else { "" };
            Tag { name, whole, start, inside }
        })
        .collect()
}

impl<'a> Tag<'a> {
    /// The attributes with a value.
    pub fn attributes(&self) -> Vec<(&'a str, &'a str)> {
        self.whole
            .match_indices("=\"")
            .map(|(at, _)| {
                let name = self.whole[..at].rsplit(|c: char| c.is_whitespace() || c == '"').next().unwrap();
                (name, self.whole[at + 2..].split('"').next().unwrap())
            })
            .collect()
    }

    pub fn attribute(&self, wanted: &str) -> Option<&'a str> {
        self.attributes().into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }

    /// The text up to the closing tag, without the tags inside.
    pub fn text(&self, html: &str) -> String {
        let inside = html[self.start + self.whole.len()..].split(&format!("</{}>", self.name)).next().unwrap();
        inside
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
            .collect::<String>()
            .trim()
            .to_owned()
    }

    /// Whether it stands inside an element of this name.
    pub fn is_within(&self, html: &str, name: &str) -> bool {
        let before = &html[..self.start];
        before.rfind(&format!("<{name}")) > before.rfind(&format!("</{name}>"))
    }
}
