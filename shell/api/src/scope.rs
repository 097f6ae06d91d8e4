//! What a token may do, in words.

/// A part of the interface a token is let into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Read cases, promises and letters.
    CasesRead,
    /// Write on cases: outcomes, notes, facts, steps, plans.
    CasesWrite,
    /// Read what waits for a leader, and how much was looked at in time.
    ReviewsRead,
    /// Review cases and decide on reports, as a leader.
    ReviewsWrite,
    /// Read critiques.
    CritiquesRead,
    /// Make critiques, answer and end them.
    CritiquesWrite,
    /// Read loans.
    LoansRead,
    /// Read the plan of a day and its worklists.
    WorkRead,
    /// Read clocks, judgements and acts the law did not let through.
    LawRead,
    /// Ask the law, on record.
    LawAsk,
    /// Agree to letters and say how they were served.
    LettersWrite,
    /// Deliver rows of the book.
    BookWrite,
    /// Close days.
    DaysWrite,
    /// Read the journal's events.
    EventsRead,
    /// Read who works here.
    StaffRead,
    /// Read the figures.
    MetricsRead,
    /// Read and change subscriptions to events.
    WebhooksManage,
}

impl Scope {
    /// Every scope with its word and what it lets do.
    pub const ALL: [(Self, &'static str, &'static str); 17] = [
        (Self::CasesRead, "cases:read", "Read cases, promises and letters"),
        (Self::CasesWrite, "cases:write", "Write on cases: outcomes, notes, facts, steps, plans, reports"),
        (Self::ReviewsRead, "reviews:read", "Read what waits for a leader, and how much was looked at in time"),
        (Self::ReviewsWrite, "reviews:write", "Review cases and decide on reports, as a leader"),
        (Self::CritiquesRead, "critiques:read", "Read critiques"),
        (Self::CritiquesWrite, "critiques:write", "Make critiques, answer and end them"),
        (Self::LoansRead, "loans:read", "Read loans"),
        (Self::WorkRead, "work:read", "Read the plan of a day and its worklists"),
        (Self::LawRead, "law:read", "Read clocks, judgements and acts the law did not let through"),
        (Self::LawAsk, "law:ask", "Ask the law, on record"),
        (Self::LettersWrite, "letters:write", "Agree to letters and say how they were served"),
        (Self::BookWrite, "book:write", "Deliver rows of the book"),
        (Self::DaysWrite, "days:write", "Close days"),
        (Self::EventsRead, "events:read", "Read the journal's events"),
        (Self::StaffRead, "staff:read", "Read who works here"),
        (Self::MetricsRead, "metrics:read", "Read the figures"),
        (Self::WebhooksManage, "webhooks:manage", "Read and change subscriptions to events"),
    ];

    /// The word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(scope, ..)| *scope == self).map_or("", |(_, word, _)| word)
    }

    /// The scope of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == word).map(|(scope, ..)| *scope)
    }
}
