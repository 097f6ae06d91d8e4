//! A form that writes one row of recourse, without a script.

/// One form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowForm {
    /// What it records, in the word it posts.
    pub what: String,
    /// Its place on the page; unique there.
    pub at: String,
    /// Where it is posted.
    pub action: String,
    /// What stands on the line that opens it.
    pub title: String,
    /// What to know before it is filled in. May be empty.
    pub says: String,
    /// What is posted and not asked.
    pub fixed: Vec<(String, String)>,
    /// What is asked.
    pub fields: Vec<Field>,
    /// What stands on the button.
    pub button: String,
    /// What is wrong with what was typed, where it is of no one field.
    pub problem: Option<String>,
}

impl RowForm {
    /// Whether it is shown open: somebody typed into it and it was not saved.
    pub fn is_open(&self) -> bool {
        self.problem.is_some() || self.fields.iter().any(|field| field.fault.is_some())
    }
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name it posts.
    pub name: String,
    /// What stands over it.
    pub label: String,
    /// What to know about it. May be empty.
    pub hint: String,
    /// What it takes.
    pub kind: FieldKind,
    /// What stands in it.
    pub value: String,
    /// Whether the form cannot do without it.
    pub is_needed: bool,
    /// What is wrong with what was typed.
    pub fault: Option<String>,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A few words, or the number of a document.
    Words,
    /// Several lines.
    Lines,
    /// A day.
    Day,
    /// An amount in this currency.
    Amount(String),
    /// A whole number.
    Number,
    /// One of these.
    One(Vec<Pick>),
    /// Any of these.
    Some(Vec<Pick>),
}

/// A choice of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is taken.
    pub is_taken: bool,
}
