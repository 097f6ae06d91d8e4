//! The answer expected of a convention, the answer found, and how they differ.

use super::Figure;
use super::words::{component, figure};
use makegood_units::BusinessDate;

/// Whether there is an answer at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stands {
    /// There is one.
    #[default]
    Answered,
    /// The rule is not in force that day.
    NotInForce,
    /// Its conditions do not hold.
    DoesNotApply,
    /// A fact or a published figure is missing.
    Unknown,
}

/// The answer a line expects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    stands: Stands,
    number: Option<Figure>,
    pairs: Vec<(String, Figure)>,
    since: Option<BusinessDate>,
    words: Vec<String>,
}

/// The answer found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// The sum.
    pub number: Option<Figure>,
    /// Figures by name; those of a list that is whole must all be expected.
    pub pairs: Vec<(String, Figure)>,
    /// Whether what is not expected must be nothing.
    pub is_whole: bool,
    /// The class, and since when.
    pub class: Option<(String, BusinessDate)>,
    /// Every sentence behind it.
    pub says: Vec<String>,
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(crate) enum NoAnswer {
    NotInForce(BusinessDate),
    DoesNotApply,
    Unknown(String),
    /// The line asks what the rule cannot say.
    Misasked(String),
}

impl Expected {
    /// Reads the columns of an answer; none when there is none, or a day is no day.
    pub fn read(text: &str) -> Option<Self> {
        let mut expected = Self::default();
        let mut columns = text.split("  ").map(str::trim).filter(|column| !column.is_empty()).peekable();
        columns.peek()?;
        for column in columns {
            expected.take(column)?;
        }
        Some(expected)
    }

    fn take(&mut self, column: &str) -> Option<()> {
        let stands = match column {
            "not in force" => Some(Stands::NotInForce),
            "does not apply" => Some(Stands::DoesNotApply),
            "unknown" => Some(Stands::Unknown),
            _ => None,
        };
        if let Some(stands) = stands {
            self.stands = stands;
            return Some(());
        }
        let words: Vec<&str> = column.split_whitespace().collect();
        if let ["since", day] = words.as_slice() {
            self.since = Some(day.parse().ok()?);
            return Some(());
        }
        let number = words.first().and_then(|first| figure(first));
        let rest = words.get(usize::from(number.is_some())..)?;
        let pairs: Option<Vec<(String, Figure)>> = rest.chunks(2).map(pair).collect();
        match pairs {
            Some(pairs) if self.number.is_none() || number.is_none() => {
                self.number = self.number.or(number);
                self.pairs.extend(pairs);
            }
            _ => self.words.push(column.to_owned()),
        }
        Some(())
    }

    /// Everything in which what was found is not as expected.
    pub fn surprises(&self, found: &Result<Found, NoAnswer>) -> Vec<String> {
        match found {
            Err(none) => self.unanswered(none),
            Ok(found) if self.stands == Stands::Answered => self.unlike(found),
            Ok(found) => vec![format!("it is answered: {}", found.told())],
        }
    }

    fn unanswered(&self, none: &NoAnswer) -> Vec<String> {
        let (stands, says) = match none {
            NoAnswer::NotInForce(day) => (Stands::NotInForce, format!("not in force on {day}")),
            NoAnswer::DoesNotApply => (Stands::DoesNotApply, "it does not apply".to_owned()),
            NoAnswer::Unknown(missing) => (Stands::Unknown, format!("not known: {missing}")),
            NoAnswer::Misasked(says) => return vec![says.clone()],
        };
        let unsaid = self.words.iter().find(|words| !says.contains(words.as_str()));
        match unsaid {
            _ if stands != self.stands => vec![says],
            Some(words) => vec![format!("nothing says {words:?}, but: {says}")],
            None => Vec::new(),
        }
    }

    fn unlike(&self, found: &Found) -> Vec<String> {
        let mut surprises = Vec::new();
        let is_other = |(name, expected): &&(String, Figure)| {
            !found.pairs.iter().any(|(other, figure)| other == name && figure == expected)
        };
        let unexpected = |(name, figure): &&(String, Figure)| {
            found.is_whole && !figure.is_zero() && !self.pairs.iter().any(|(other, _)| other == name)
        };
        let others = self.pairs.iter().any(|pair| is_other(&pair)) || found.pairs.iter().any(|pair| unexpected(&pair));
        let number = self.number.is_some_and(|number| found.number != Some(number));
        let since = self.since.is_some_and(|since| found.class.as_ref().is_none_or(|(_, on)| *on != since));
        let words = self.words.iter().skip(usize::from(found.class.is_some()));
        let class = found.class.as_ref().is_some_and(|(class, _)| self.words.first() != Some(class));
        if others || number || since || class {
            surprises.push(format!("it is {}", found.told()));
        }
        for words in words.filter(|words| !found.says.iter().any(|says| says.contains(words.as_str()))) {
            surprises.push(format!("nothing says {words:?}, but: {}", found.says.join("; ")));
        }
        surprises
    }
}

impl Found {
    fn told(&self) -> String {
        let class = self.class.iter().map(|(class, since)| format!("{class} since {since}"));
        let number = self.number.iter().map(|number| number.normalize().to_string());
        let pairs = self.pairs.iter().filter(|(_, figure)| !figure.is_zero());
        let pairs = pairs.map(|(name, figure)| format!("{name} {}", figure.normalize()));
        class.chain(number).chain(pairs).collect::<Vec<_>>().join("  ")
    }
}

/// A name with its figure; a component in the word the product has for it.
fn pair(words: &[&str]) -> Option<(String, Figure)> {
    let [name, amount] = words else { return None };
    let name = component(name).map_or((*name).to_owned(), |component| component.word().to_owned());
    Some((name, figure(amount)?))
}
