//! What can be wrong with a scheme, by name and line.

/// A problem of a scheme, with the place it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct SchemeError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: SchemeProblem,
}

/// What is wrong with a scheme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemeProblem {
    /// Not TOML, or a key that is missing, unknown or of another kind.
    #[error("{0}")]
    Unreadable(String),
    /// A name that no table of the scheme carries.
    #[error("there is no {what} called {name:?}; known are {known}")]
    UnknownName {
        /// What it should be: class, counter, mark, signal.
        what: &'static str,
        /// The name as written.
        name: String,
        /// The names there are.
        known: String,
    },
    /// The same name for two things of a kind.
    #[error("two {what}s are called {name:?}")]
    NameTwice {
        /// class, counter, mark, signal or rule.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// No path of rules leads from the first class to this one.
    #[error("no rules lead from {first:?} to the class {class:?}; a loan could never be in it")]
    Unreachable {
        /// The class a loan begins in.
        first: String,
        /// The class that cannot be reached.
        class: String,
    },
    /// A rule from a class to itself.
    #[error("the rule {rule:?} leads from {class:?} to itself")]
    ToItself {
        /// The rule.
        rule: String,
        /// The class.
        class: String,
    },
    /// Two rules fire on the same facts, and nothing says which.
    #[error(
        "the rules {one:?} and {two:?} lead from {from:?} under the same conditions; one of them must ask for something else"
    )]
    NoOrder {
        /// The rule that stands first.
        one: String,
        /// The rule that stands second.
        two: String,
        /// A class both lead from.
        from: String,
    },
    /// A condition that says no kind, two kinds, or figures that are not of its kind.
    #[error("a condition {0}")]
    Condition(String),
    /// A figure outside what makes sense.
    #[error("{0}")]
    Figure(String),
    /// No shipped scheme of the name.
    #[error("no scheme called {name:?} is shipped; known are {known}")]
    NotShipped {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
}
