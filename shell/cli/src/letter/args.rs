//! The words of these commands.

use clap::Args;
use makegood_units::{BusinessDate, Rate};
use std::path::PathBuf;

/// `letter`
#[derive(Args, Debug)]
#[command(after_help = "\
Kinds: payment, lawyer, guarantor, group, acceleration, limitation, education, penalty. The texts are
in letters/; a lender's own folder of that shape goes before them with --templates (docs/letters.md).
A letter of acceleration needs a second person: --agree NOTE --by STAFF before it is made.

The words are read and the law is asked before the letter is made; what is not cleared is printed with
its rules, put on record, and no file is written (exit code 3). A letter that was made is kept to the
byte: --again EVENT prints it again.

Example:  makegood letter 4711 payment --lang es --lender 'Fondo Ejemplo' --reach '+34 900 000 000' --officer 'Ana Li' --out letter.pdf
          makegood letter 4711 guarantor --to G-7 --amount 800.00 --lang zh ... --out demand.pdf
          makegood letter --again 93 --out letter.pdf")]
pub struct LetterArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: Option<String>,
    /// The kind of letter.
    pub kind: Option<String>,
    /// The language: en, zh or es.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub lang: String,
    /// To somebody else of the case, by their number: a guarantor, a member of the group.
    #[arg(long, value_name = "PARTY")]
    pub to: Option<String>,
    /// The lawyer's name, for the lawyer's pack.
    #[arg(long, value_name = "NAME")]
    pub lawyer: Option<String>,
    /// About which loans; all that are past due when none is named.
    #[arg(long, value_name = "LOAN")]
    pub about: Vec<String>,
    /// What the addressee answers for at most: a guarantor's amount, a member's share.
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<String>,
    /// The name of the group of joint liability.
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,
    /// What the contract says about it, in the letter's language: the clause that makes a member or a
    /// guarantor liable, or that allows the whole loan to be called.
    #[arg(long, value_name = "TEXT")]
    pub trigger: Option<String>,
    /// By which penalty convention, for a statement of penalties; the strategy's when it is not said.
    #[arg(long, value_name = "ID")]
    pub convention: Option<String>,
    /// The rate of the contract, such as `9% a year`, where the convention needs it.
    #[arg(long, value_name = "RATE")]
    pub rate: Option<Rate>,
    /// The rate the contract names for overdue amounts, where the convention needs it.
    #[arg(long, value_name = "RATE")]
    pub overdue_rate: Option<Rate>,
    /// The day by which payment is asked.
    #[arg(long, value_name = "DATE")]
    pub pay_by: Option<BusinessDate>,
    /// The last day of the cure period, for a notice of acceleration.
    #[arg(long, value_name = "DATE")]
    pub cure_until: Option<BusinessDate>,
    /// Until when the claim can be enforced, for a request for an acknowledgment.
    #[arg(long, value_name = "DATE")]
    pub enforceable_until: Option<BusinessDate>,
    /// The lender's name as its borrowers know it.
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub lender: String,
    /// How the lender is reached: a telephone number, or where the office is.
    #[arg(long, value_name = "WHERE", default_value = "", hide_default_value = true)]
    pub reach: String,
    /// The person who answers for the letter.
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub officer: String,
    /// A folder of the lender's own templates.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// The file; replaced when it is there.
    #[arg(long, value_name = "FILE.pdf")]
    pub out: Option<PathBuf>,
    /// Agree to this letter as the second person, instead of making it: what was read, and why.
    #[arg(long, value_name = "NOTE", conflicts_with_all = ["again", "dry_run"])]
    pub agree: Option<String>,
    /// Print a letter again, to the byte, by the event that made it.
    #[arg(long, value_name = "EVENT", conflicts_with = "case")]
    pub again: Option<i64>,
    /// Who makes it; kept in the journal.
    #[arg(long, value_name = "NAME", default_value = "letter")]
    pub by: String,
    /// Only look at the file and at what the law says; nothing goes on record.
    #[arg(long)]
    pub dry_run: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `served`
#[derive(Args, Debug)]
#[command(after_help = "\
A carrier's number proves that a letter arrived and a signature that it was received; an ordinary
letter proves neither, and one that came back is on record as that. The clocks of the packs in force
are told in their own words.

Example:  makegood served 93 registered 2026-03-05T10:30 --tracking RR123456789XX
          makegood served 93 hand 2026-03-05T10:30 --signed
          makegood served 93 post 2026-03-12T09:00 --returned")]
pub struct ServedArgs {
    /// The event that made the letter.
    pub letter: i64,
    /// How it was carried, in a word: post, registered, courier, hand, bailiff, email.
    pub how: String,
    /// When it arrived, was handed over, or came back: 2026-03-02T10:00 in the lender's zone.
    pub when: String,
    /// The carrier's number.
    #[arg(long, value_name = "NUMBER")]
    pub tracking: Option<String>,
    /// Somebody signed for it.
    #[arg(long)]
    pub signed: bool,
    /// It came back.
    #[arg(long, conflicts_with = "signed")]
    pub returned: bool,
    /// They said that they have read and understood it.
    #[arg(long, conflicts_with = "returned")]
    pub read: bool,
    /// Who records it; kept in the journal.
    #[arg(long, value_name = "NAME", default_value = "served")]
    pub by: String,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}
