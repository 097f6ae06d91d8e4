//! Refusals of the desk and of letters that have no page in the gallery, so that each of
//! them has one here: what happened, and what can be done.
//!
//! The sentences are those the desk says; a test holds this list and the gallery together
//! to every code there is, and apart from each other.

/// Code, cause and way out.
pub(crate) const NAMED_HERE: [(&str, &str, &str); 26] = [
    (
        "unknown_party",
        "There is no borrower of this number on the book.",
        "Search for the borrower by name or loan number.",
    ),
    (
        "unknown_contact_point",
        "The number or address is not one of this person's.",
        "Name one of the contact points of the case.",
    ),
    (
        "which_contact_point",
        "A wrong number or address has to say which one it is.",
        "Name one of the contact points of the case.",
    ),
    (
        "outcome_does_not_fit",
        "This outcome cannot come of this channel: nobody answers a letter that was sent.",
        "Choose the channel that was used, then the outcome.",
    ),
    (
        "promise_incomplete",
        "A promise has an amount above zero and a day.",
        "Give how much was promised and by which day.",
    ),
    (
        "unknown_evidence",
        "The reason is not in the evidence table.",
        "Use one of its ids: the reasons in the list of the case page.",
    ),
    (
        "seen_is_stale",
        "Somebody acted on this case since it was read.",
        "Read what changed, then send it again if it still holds.",
    ),
    ("not_yet", "It is said to have happened on a day that lies ahead.", "Give the day on which it happened."),
    ("note_too_long", "A note has more characters than fit.", "Shorten the note to what the next person needs."),
    (
        "no_such_hold",
        "There is no such hold on this case.",
        "Read the case again: the hold has ended or was lifted meanwhile.",
    ),
    (
        "not_ours_to_lift",
        "This hold was not made by the lender, so the lender does not lift it.",
        "Wait for their word, the lawyer's or the court's, and record that.",
    ),
    (
        "lift_says_nothing",
        "Lifting a hold says what was done about it.",
        "Write what was answered, corrected or agreed.",
    ),
    (
        "review_says_nothing",
        "A leader's reading says something of the measures, or what is to be done.",
        "Write a sentence: what was done well or badly, and the next step.",
    ),
    (
        "nothing_closed",
        "No day of this book is closed yet, so there is no case.",
        "Close a day first: makegood close DATE, or POST /days.",
    ),
    (
        "no_policy",
        "No strategy has been adopted for this book.",
        "Close a day with makegood close DATE, which adopts the shipped strategy, or name one with --strategy.",
    ),
    (
        "visit_in_the_past",
        "The time of the visit has gone by.",
        "Choose a later time, or leave it out and take the first lawful one.",
    ),
    (
        "visit_closed",
        "The law lets no visit through now.",
        "Leave now and come when it opens; makegood may CASE visit says when.",
    ),
    (
        "visit_never_opens",
        "In the days ahead there is no time at which they are there and the law lets a visit through.",
        "Read what stands against it with makegood may CASE visit.",
    ),
    (
        "no_template",
        "There is no template of this letter in this language.",
        "Put the file there, or use the shipped templates.",
    ),
    (
        "too_wide",
        "A table of the letter is wider than its page.",
        "Shorten the words, or ask for fewer loans at a time.",
    ),
    (
        "figures_disagree",
        "Two figures of the letter that should be equal are not.",
        "Look at the loan on its page, and correct what was delivered.",
    ),
    (
        "overflow",
        "A sum of the letter is larger than the program can count.",
        "Look at the loan on its page, and correct what was delivered.",
    ),
    (
        "nobody_for_it",
        "Nobody on file is what this letter is written to.",
        "Choose another letter, or deliver who is liable with a party_roles file.",
    ),
    (
        "pdf_not_made",
        "The letter could not be typeset.",
        "Keep what was sent, and tell the makers: this is a fault of the program.",
    ),
    ("returned_and_signed", "What came back was neither signed for nor read.", "Say one of the two."),
    (
        "webhook_ended",
        "The subscription was ended for good, so it hears of nothing more.",
        "Make a new one: POST /webhooks, or makegood webhook add.",
    ),
];
