//! A step that stays in the house, with the form that says what was done about it.

/// One such step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The rung of the strategy.
    pub step: String,
    /// What to do.
    pub title: String,
    /// What it is for, and why now or why not yet.
    pub says: String,
    /// What can be done about it.
    pub how: TaskHow,
    /// Whether a second person has said no to it.
    pub is_declined: bool,
}

impl Task {
    /// Whether a second person can say no to it.
    pub fn may_be_declined(&self) -> bool {
        self.how == TaskHow::Agree && !self.is_declined
    }

    /// Whether it is only a way up the ladder, shown folded.
    pub fn is_skip(&self) -> bool {
        self.how == TaskHow::Skip
    }
}

/// What somebody can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskHow {
    /// Do it.
    Done,
    /// Agree to it, as the second person.
    Agree,
    /// Go on to it before the gentler ones.
    Skip,
}

impl TaskHow {
    /// The word the form posts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Agree => "agreed",
            Self::Skip => "skipped",
        }
    }

    /// What stands over the line to write on.
    pub fn asks(self) -> &'static str {
        match self {
            Self::Done => "What came of it",
            Self::Agree => "What you read, and why you agree",
            Self::Skip => "Why the gentler steps would be of no use",
        }
    }

    /// What stands on the button.
    pub fn button(self) -> &'static str {
        match self {
            Self::Done => "Record as done",
            Self::Agree => "Agree to it",
            Self::Skip => "Go on to it",
        }
    }
}
