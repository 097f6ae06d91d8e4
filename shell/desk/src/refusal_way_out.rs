//! What the person can do about each refusal.

use crate::Refusal;

impl Refusal {
    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::UnknownParty(_) => "Search for the borrower by name or loan number.",
            Self::UnknownContactPoint(_) | Self::WhichContactPoint => {
                "Choose one of the contact points on the case page."
            }
            Self::OutcomeDoesNotFit { .. } => "Choose the channel that was used, then the outcome.",
            Self::PromiseIncomplete => "Enter how much was promised and by which day.",
            Self::PromiseInThePast { .. } => {
                "Enter a day from the conversation on. If they say they have already paid, record a conversation and check the payment."
            }
            Self::PromiseTooFar { .. } => "Agree on a nearer day, or record hardship so that a plan can be worked out.",
            Self::PromisePartsOutOfOrder { .. } => "List the parts by their days, each day once.",
            Self::PromisePartOfNothing { .. } => "Enter the amount of that part, or leave the part out.",
            Self::PromiseAboveOwed { .. } => {
                "Enter at most what is due by then; a payment in advance needs no promise."
            }
            Self::PromiseOfOtherLoan(_) => "Name a loan of the case, or none: then money for any of them counts.",
            Self::UnknownEvidence(_) => "Choose one of the reasons in the list.",
            Self::SeenIsStale { .. } => "Read what changed, then save again if it still holds.",
            Self::NotYet { .. } => "Enter the day on which it happened.",
            Self::NoteTooLong(_) => "Shorten the note to what the next person needs.",
            Self::DayBefore { .. } => "To see an earlier day as it was planned, use replay.",
            Self::EmptyBook => "Import loans, instalments and payments first: makegood import --help.",
            Self::NeverClosed(_) => "List the closed days with: makegood report --days.",
            Self::NoSuchHold => "Load the case again: the hold has ended or was lifted meanwhile.",
            Self::NotOursToLift => "Wait for their word, the lawyer's or the court's, and record that.",
            Self::LiftSaysNothing => "Write what was answered, corrected or agreed.",
            Self::ReviewSaysNothing => "Write a sentence: what was done well or badly, and the next step.",
            Self::NothingClosed => "Close a day first: makegood close DATE.",
            Self::NoPolicy => {
                "Close a day with: makegood close DATE, which adopts the shipped strategy, or name one with --strategy."
            }
            Self::UnknownCase(_) => "Use the borrower's or the loan's number as the lender knows it.",
            Self::TextLacks(_) => {
                "Say who writes and how to be reached with --lender and --reach, or import what is missing."
            }
            Self::PlanIncomplete => "Write one sentence for each.",
            Self::PlanInThePast { .. } => "Give it a day from today on.",
            Self::CauseUnknown => "Ask the next question of the case first; the case page has it.",
            Self::UnknownColleague(_) => "Use the number of a colleague as delivered in the staff file.",
            Self::UnknownStep { .. } => "Use the id of a rung of the strategy in force.",
            Self::StepIsAContact(_) => "Record the outcome on the case page.",
            Self::StepClosed { .. } => "Read on the case page what comes first, or when it opens.",
            Self::StepSaysNothing => "Write a sentence for the next person and the auditor.",
            Self::SamePerson(_) => "Let somebody else do it, or somebody else agree.",
            Self::NothingToAgree(_) => "It may be done, or is closed for another reason: see the case page.",
            Self::NothingToSkip(_) => "Take it as it stands.",
            Self::NotALeader(_) => "Ask a leader of the branch.",
            Self::UnknownWord(_) => "See the words the packs ask for with: makegood packs show.",
            Self::NotOfTheCase(_) => "Deliver their role with a party_roles file, or ask about the borrower.",
            Self::NoSuchJudgement(_) => "List what was judged with: makegood refused, or makegood explain CASE.",
            Self::NotAFileFact { .. } => "See file_facts in docs/import-format.md for the kinds and their columns.",
            Self::FileOtherCurrency { .. } => {
                "Write the amount in the currency of the loans, with the rate in its source."
            }
            Self::NothingToLearn => "Fill in at least one fact.",
            Self::NotRecourseRows(_) => "Correct the lines named and hand them in again; nothing was written.",
            Self::NoSuchRow { .. } => "Use the table and id of a row as `makegood recourse CASE` lists them.",
            Self::WithdrawnWithoutReason => "Say why it does not hold.",
            Self::RestrictedWithoutReason => "Say how it protects the borrower that you read them.",
            Self::Workout(refusal) => refusal.way_out(),
            Self::People(refusal) => refusal.way_out(),
            Self::Words(refusal) => refusal.way_out(),
            Self::MessageTooLong { .. } => "Use a shorter --lender or --reach.",
            Self::NoAgreement { .. } => {
                "Have a colleague read it and agree, on the preview of the letter or with the same command and --agree NOTE --by STAFF. Their agreement ends when the amount or the period changes."
            }
            Self::VisitWithoutTarget => "Say how much, which paper, or what is to be decided.",
            Self::VisitWithoutCompany => {
                "Name the colleague who comes along, or say why it is safe and right to go alone."
            }
            Self::VisitSaysNothing(_) => "Write a sentence.",
            Self::VisitAsksTooMuch => "Ask for what makes the loan current, or for less.",
            Self::VisitInThePast => "Choose a later time, or leave it out and take the first lawful one.",
            Self::VisitClosed { .. } => "Leave now and come when it opens; makegood may CASE visit says when.",
            Self::VisitNeverOpens { .. } => "Read what stands against it with: makegood may CASE visit.",
            Self::VisitNotPrepared => "Prepare it first: makegood visit CASE --help, or the Visit page of the case.",
            Self::NoAddress => "Import an address in contact_points; the register of residents may have one.",
            Self::NoClockInForce => {
                "Name a pack with clocks in the strategy's `packs`, such as in-clocks, and close a day with it: makegood close DATE --strategy FILE."
            }
            Self::TrialRuns(_) => "End it first: makegood strategy trial end. What it came to stays to be read.",
            Self::TrialInThePast { .. } => "Give it a begins_on after the last closed day.",
            Self::NoTrial => "Adopt one with: makegood strategy trial adopt FILE.",
            Self::Finding(refusal) => refusal.way_out(),
            Self::Handling(refusal) => refusal.way_out(),
            Self::Attention(refusal) => refusal.way_out(),
            Self::WorklistStale { .. } => {
                "Close today first: makegood close DATE. For a book of the past, send as if its last closed day were today: --on-last-close."
            }
        }
    }
}
