//! What can be allowed, and what can be veiled: closed lists, so that a row of the table
//! that names something else is refused.

use serde::{Deserialize, Serialize};

macro_rules! closed_list {
    ($(#[$doc:meta])* $list:ident { $($(#[$of:meta])* $name:ident = $word:literal, $says:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $list {
            $(
                #[doc = $says]
                #[serde(rename = $word)]
                $name,
            )*
        }

        impl $list {
            /// All of them, in the order of the shipped table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word of the table.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// In words: `open a case`.
            pub fn says(self) -> &'static str {
                match self { $(Self::$name => $says,)* }
            }
        }
    };
}

closed_list! {
    /// Something a role may be allowed to do.
    Right {
        SeeWork = "see_work", "see the worklist of a day";
        SeeCase = "see_case", "open a case, its loans and its papers";
        Search = "search", "find a case by name or number";
        SeeBook = "see_book", "see the book and the rows behind its numbers";
        SeeNumbers = "see_numbers", "see the figures of the book";
        SeeClocks = "see_clocks", "see until when claims can be enforced";
        SeeReview = "see_review", "read the leader's morning";
        SeeRefused = "see_refused", "see what the law refused";
        SeeMethods = "see_methods", "see what came of means, trials and grants";
        SeeLaw = "see_law", "read the law in force";
        Export = "export", "take tables out as files";
        RecordOutcome = "record_outcome", "record what happened with a borrower";
        TakeStep = "take_step", "record a step done in the house";
        AgreeStep = "agree_step", "agree to a step as the second person";
        ApproveAct = "approve_act", "put the approval of an office on record";
        SkipStep = "skip_step", "go on to a step before the gentler ones";
        LiftHold = "lift_hold", "end a hold";
        MakePlan = "make_plan", "make a plan for a case";
        Visit = "visit", "prepare and record visits";
        AskLaw = "ask_law", "put a question to the law on record";
        LearnFile = "learn_file", "write into the borrower's file";
        OpenRestricted = "open_restricted", "open restricted facts for a reason";
        LearnRecourse = "learn_recourse", "write down who else is liable and what is pledged";
        MakeLetter = "make_letter", "make a letter and record how it was served";
        AgreeLetter = "agree_letter", "agree to a letter as the second person";
        DecideFinding = "decide_finding", "agree to, contest or decide about a finding";
        SignFinding = "sign_finding", "sign a finding as the leader";
        AgreeFinding = "agree_finding", "agree to a finding of intent as the second person";
        DecideWorkout = "decide_workout", "decide upon a way out";
        AgreeWorkout = "agree_workout", "agree to a way out as the second person";
        MoveRelief = "move_relief", "record what happens to a relief loan";
        ApproveRelief = "approve_relief", "approve a tranche as the second person";
        ReviewCase = "review_case", "read a case as its leader";
        Critique = "critique", "find fault with words or a measure";
        LeadTeam = "lead_team", "name who leads a hard case, and hand it on";
        HandInReport = "hand_in_report", "hand in a report to the leader";
        AssignCase = "assign_case", "give a case to somebody";
        SnoozeCase = "snooze_case", "have a case wait until a day";
        RunDay = "run_day", "close a day and bring files into the book";
        Unmask = "unmask", "have what is masked shown for a reason";
        SeeLooks = "see_looks", "see who looked at whom";
        ManageUsers = "manage_users", "let people in and shut them out";
    }
}

closed_list! {
    /// Something about a person that may be veiled.
    Matter {
        Phones = "phones", "telephone numbers";
        Addresses = "addresses", "addresses";
        Names = "names", "names of borrowers and of those around them";
        Notes = "notes", "notes and other words somebody wrote";
    }
}

/// How something about a person is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Veil {
    /// As it is.
    Shown,
    /// So that it can be told from another and not used.
    Masked,
    /// Not at all.
    #[default]
    Hidden,
}

impl Veil {
    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Masked => "masked",
            Self::Hidden => "hidden",
        }
    }
}
