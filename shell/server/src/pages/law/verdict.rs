//! The gate's answer with everything it rests on.

/// How an answer looks: never the only thing that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It may take place.
    Open,
    /// It may take place later, or with something more.
    NotYet,
    /// It may not take place.
    Shut,
}

impl Tone {
    /// The class of the block.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Open => "yes",
            Self::NotYet => "later",
            Self::Shut => "no",
        }
    }

    /// The class of a chip.
    pub fn chip(&self) -> &'static str {
        match self {
            Self::Open => "chip good",
            Self::NotYet => "chip warn",
            Self::Shut => "chip bad",
        }
    }
}

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The question in words: `May we call Esther Akello?`
    pub question: String,
    /// For which moment, and on which day's facts.
    pub moment: String,
    /// `Yes`, `Not yet`, `No`.
    pub answer: String,
    /// How it looks.
    pub tone: Tone,
    /// The answer in one sentence.
    pub says: String,
    /// When it opens, at the borrower's place.
    pub opens: Option<String>,
    /// What is missing, and who can give it.
    pub missing: Vec<Missing>,
    /// The rules against it.
    pub against: Vec<RuleLine>,
    /// The rules that were asked and have nothing against it.
    pub asked: Vec<RuleLine>,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What.
    pub what: String,
    /// Who can give it, and how.
    pub who: String,
    /// Where it is noted, where a page takes it: words and address.
    pub link: Option<(String, String)>,
}

/// A rule with what it says of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// Its name.
    pub rule: String,
    /// The address of its text, when it is in force today.
    pub href: Option<String>,
    /// One sentence with its numbers.
    pub says: String,
    /// Where the law says so.
    pub citation: String,
    /// How binding the source is.
    pub force: String,
    /// How well it was compared with the source.
    pub status: String,
    /// Whether that is less than the text itself.
    pub is_weak: bool,
    /// Who of the law reviewed it.
    pub reviewed_by: String,
    /// When this rule by itself opens.
    pub opens: Option<String>,
    /// The facts it rests on.
    pub facts: Vec<FactUsed>,
}

/// A fact a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactUsed {
    /// In words.
    pub says: String,
    /// Its name in the journal.
    pub id: String,
    /// The page that shows it.
    pub href: Option<String>,
}
