//! The languages, and which one a reader gets.

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    /// What the pages are written in; days as `15 Mar 2007`.
    English,
    /// Spanish; `15 mar 2007`, `1.134,72 USD`.
    Spanish,
    /// Simplified Chinese; `2007年3月15日`, `USD 1,134.72`.
    Chinese,
}

impl Tongue {
    /// Every language, as the switch shows them.
    pub const ALL: [Self; 3] = [Self::English, Self::Spanish, Self::Chinese];

    /// The tag of BCP 47, as `<html lang>` and `Content-Language` carry it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Chinese => "zh",
        }
    }

    /// The language of a tag such as `es-419` or `zh-Hans-CN`, if there are pages in it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|tongue| primary.eq_ignore_ascii_case(tongue.code()))
    }

    /// The language a reader gets: the one they chose, else the first the browser
    /// prefers (RFC 9110 section 12.5.4: the weight of each range), else English.
    pub fn chosen(choice: Option<&str>, accepts: Option<&str>) -> Self {
        if let Some(chosen) = choice.and_then(Self::from_tag) {
            return chosen;
        }
        let mut best: Option<(u16, Self)> = None;
        for range in accepts.unwrap_or_default().split(',') {
            let mut parts = range.split(';');
            let Some(tongue) = parts.next().and_then(Self::from_tag) else { continue };
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=").map(thousandths)).unwrap_or(1_000);
            if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, tongue));
            }
        }
        best.map_or(Self::English, |(_, tongue)| tongue)
    }
}

/// A weight such as `0.85` in thousandths; what cannot be read weighs nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, rest) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let digits: String = rest.chars().chain("000".chars()).take(3).collect();
    match (whole, digits.parse::<u16>()) {
        ("0", Ok(part)) => part,
        ("1", Ok(0)) => 1_000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Tongue::{self, Chinese, English, Spanish};

    #[test]
    fn row_of_choices() {
        let table = [
            (Some("es"), Some("zh"), Spanish),
            (Some("xx"), Some("zh-CN,zh;q=0.9,en;q=0.8"), Chinese),
            (None, Some("fr, es-419;q=0.7, en;q=0.3"), Spanish),
            (None, Some("en;q=0.3, zh-Hant;q=0.31"), Chinese),
            (None, Some("es;q=0, de"), English),
            (None, Some("es;q=hello"), English),
            (None, None, English),
        ];
        for (choice, accepts, expected) in table {
            assert_eq!(Tongue::chosen(choice, accepts), expected, "{choice:?} {accepts:?}");
        }
    }
}
