//! The overlay: people, numbers, addresses and earlier contacts for the demo book.
//! All of it is INVENTED, and derived from ids alone, so that it is the same on
//! every machine. It never touches the real files.

use crate::demo_book::{Row, quoted, read, value};
use crate::demo_book_places::{COUNTRIES, Country};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const AS_OF: &str = "2007-04-02";

/// A borrower of the book as the overlay needs them.
struct Borrower {
    id: String,
    number: u32,
    country: &'static Country,
    /// Their place among the borrowers of their country.
    rank: usize,
    branch: String,
    /// Past due and unpaid on 2007-04-02, in cents.
    arrears: i64,
}

/// Writes the overlay of the book in `book` to `to`.
pub fn generate(book: &Path, to: &Path) -> Result<()> {
    let borrowers = borrowers(book)?;
    let late: Vec<&Borrower> = borrowers.iter().filter(|borrower| borrower.arrears > 0).collect();
    std::fs::create_dir_all(to)?;
    let files = [
        ("party_names.csv", names(&borrowers)?),
        ("contact_points.csv", contact_points(&borrowers)?),
        ("staff.csv", staff(&borrowers, &late)?),
        ("outcomes.csv", outcomes(&late)?),
    ];
    for (name, text) in files {
        println!("{name}: {} rows", text.lines().count().saturating_sub(1));
        std::fs::write(to.join(name), text).with_context(|| format!("writing {name}"))?;
    }
    println!("{} borrowers in arrears on {AS_OF}", late.len());
    Ok(())
}

fn borrowers(book: &Path) -> Result<Vec<Borrower>> {
    let loans = read(&book.join("loans.csv"))?;
    let mut arrears: BTreeMap<String, i64> = BTreeMap::new();
    for row in read(&book.join("instalments.csv"))? {
        if value(&row, "due_on")? < AS_OF {
            *arrears.entry(value(&row, "loan_id")?.to_owned()).or_default() += cents(&row, "principal")?;
        }
    }
    for row in read(&book.join("payments.csv"))? {
        if value(&row, "value_on")? <= AS_OF {
            *arrears.entry(value(&row, "loan_id")?.to_owned()).or_default() -= cents(&row, "amount")?;
        }
    }
    let parties = read(&book.join("parties.csv"))?;
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    let mut borrowers = Vec::new();
    for (loan, party) in loans.iter().zip(&parties) {
        let code = value(party, "country")?;
        let country = COUNTRIES.iter().find(|country| country.code == code);
        let country = country.with_context(|| format!("no words for country {code}"))?;
        let rank = ranks.entry(country.code).or_default();
        let id = value(loan, "loan_id")?;
        let paid_out = value(loan, "disbursed_on")? <= AS_OF;
        let owed = arrears.get(id).copied().unwrap_or(0);
        borrowers.push(Borrower {
            id: value(party, "party_id")?.to_owned(),
            number: id.parse()?,
            country,
            rank: *rank,
            branch: value(loan, "branch")?.to_owned(),
            arrears: if paid_out { owed.max(0) } else { 0 },
        });
        *rank += 1;
    }
    Ok(borrowers)
}

fn cents(row: &Row, column: &str) -> Result<i64> {
    let text = value(row, column)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    Ok(format!("{whole}{fraction:0<2}").parse()?)
}

fn name(country: &Country, rank: usize) -> String {
    // Coprime counts: no two of the first first x last people share a name.
    format!("{} {}", country.first[rank % country.first.len()], country.last[rank % country.last.len()])
}

fn names(borrowers: &[Borrower]) -> Result<String> {
    let mut text = "invented,party_id,name\n".to_owned();
    for borrower in borrowers {
        writeln!(text, "yes,{},{}", borrower.id, name(borrower.country, borrower.rank))?;
    }
    Ok(text)
}

/// Whether the overlay invents a number or an address for them: all in arrears,
/// and every eighth of the others.
fn is_reachable(borrower: &Borrower) -> bool {
    !borrower.country.quarters.is_empty() && (borrower.arrears > 0 || borrower.number.is_multiple_of(8))
}

/// A few have no telephone.
fn has_phone(borrower: &Borrower) -> bool {
    !borrower.number.is_multiple_of(17)
}

fn contact_points(borrowers: &[Borrower]) -> Result<String> {
    let mut text =
        "invented,contact_point_id,party_id,kind,value,place,latitude,longitude,provenance,consent\n".to_owned();
    for borrower in borrowers.iter().filter(|borrower| is_reachable(borrower)) {
        let (number, party) = (borrower.number, &borrower.id);
        let consent = !number.is_multiple_of(13);
        if has_phone(borrower) {
            // No subscriber number begins with three zeros: these ring nowhere.
            let dial = borrower.country.dial;
            writeln!(text, "yes,C-{number}-p,{party},phone,{dial}000{number:06},,,,INVENTED application,{consent}")?;
        }
        let (place, latitude, longitude) = place(borrower);
        let house = number % 90 + 1;
        let address = quoted(&format!("House {house}, {place}, {}", borrower.country.town.0));
        let (place, latitude, longitude) = (quoted(place), degrees(latitude), degrees(longitude));
        writeln!(
            text,
            "yes,C-{number}-a,{party},address,{address},{place},{latitude},{longitude},INVENTED application,true"
        )?;
    }
    Ok(text)
}

/// A quarter on a ring of 3 to 7 km around the town, and a house within it.
fn place(borrower: &Borrower) -> (&'static str, i32, i32) {
    const RING: [(i32, i32); 8] = [(40, 10), (-35, 25), (15, -50), (-20, -30), (55, -20), (10, 60), (-55, 5), (30, 40)];
    let quarters = borrower.country.quarters;
    let at = borrower.rank % quarters.len();
    let (north, east) = RING[at % RING.len()];
    let (_, latitude, longitude) = borrower.country.town;
    let house = i32::try_from(borrower.number % 37).unwrap_or(0);
    (quarters[at], latitude + north * 1_000 + house * 60, longitude + east * 1_000 - house * 45)
}

fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let whole = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", whole / 1_000_000, whole % 1_000_000)
}

/// The officers of a partner: two where many are in arrears, else one.
fn officers(branch: &str, late: usize) -> Vec<String> {
    let partner = branch.trim_start_matches("partner-");
    (1..=if late > MANY { 2 } else { 1 }).map(|no| format!("S-{partner}-{no}")).collect()
}

/// How many borrowers in arrears make a partner large enough for a second officer and a leader.
const MANY: usize = 20;

/// The partners with borrowers in arrears: how many, and in which country.
fn late_by_branch<'a>(late: &[&'a Borrower]) -> BTreeMap<&'a str, (usize, &'static Country)> {
    let mut branches = BTreeMap::new();
    for borrower in late {
        branches.entry(borrower.branch.as_str()).or_insert((0, borrower.country)).0 += 1;
    }
    branches
}

fn staff(borrowers: &[Borrower], late: &[&Borrower]) -> Result<String> {
    let mut text = "invented,staff_id,name,branch,role,minutes_per_day,skills,zone\n".to_owned();
    // Their names go on where those of the borrowers of the country end.
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    borrowers.iter().for_each(|borrower| *ranks.entry(borrower.country.code).or_default() += 1);
    for (branch, (count, country)) in late_by_branch(late) {
        let rank = ranks.entry(country.code).or_default();
        let mut next = || {
            *rank += 1;
            name(country, *rank - 1)
        };
        let zone = country.town.0;
        for (no, id) in officers(branch, count).iter().enumerate() {
            let minutes = [240, 210][no % 2];
            writeln!(text, "yes,{id},{},{branch},officer,{minutes},call visit,{zone}", next())?;
        }
        if count > MANY {
            let partner = branch.trim_start_matches("partner-");
            writeln!(text, "yes,S-{partner}-L,{},{branch},leader,120,call,{zone}", next())?;
        }
    }
    Ok(text)
}

/// What came of a contact and what was noted.
const OUTCOMES: [(&str, &str); 12] = [
    ("no_answer", "Rang out twice."),
    ("right_party", "Knows the amount; asked to be called again after market day."),
    ("promise_to_pay", "Will pay from the week's sales."),
    ("no_answer", "Nobody picked up."),
    ("promise_to_pay", "A customer owes money; will pay when it comes."),
    ("hardship", "Illness in the family; the stall was closed for three weeks."),
    ("promise_to_pay", "Asked for the exact figure, then named the day."),
    ("refused", "Says the group should pay first."),
    ("wrong_number", "The number belongs to somebody else now."),
    ("no_answer", "Telephone off."),
    ("dispute", "Says two payments to the partner are not in the book."),
    ("right_party", "Will ask the family and call back."),
];
/// Monday to Saturday of the two weeks before 2007-04-02, as days of March 2007.
const DAYS: [u32; 12] = [19, 20, 21, 22, 23, 24, 26, 27, 28, 29, 30, 31];

/// One contact with every fifth borrower in arrears in Uganda and Kenya, where the
/// offset is +03:00 all year.
fn outcomes(late: &[&Borrower]) -> Result<String> {
    let mut text =
        "invented,party_id,at,channel,contact_point_id,by,outcome,note,promise_amount,currency,promise_due_on\n"
            .to_owned();
    let counts = late_by_branch(late);
    let here: Vec<&&Borrower> = late.iter().filter(|one| matches!(one.country.code, "UG" | "KE")).collect();
    for (at, borrower) in here.iter().step_by(5).enumerate() {
        let (outcome, note) = match (OUTCOMES[at % OUTCOMES.len()], has_phone(borrower)) {
            (("wrong_number" | "no_answer", _), false) => ("no_answer", "Nobody at home."),
            (found, _) => found,
        };
        let (channel, point) = if has_phone(borrower) { ("call", "p") } else { ("visit", "a") };
        let day = DAYS[at * 5 % DAYS.len()];
        let (hour, minute) = (9 + at * 7 % 8, at * 13 % 60);
        let officers = officers(&borrower.branch, counts.get(borrower.branch.as_str()).map_or(1, |found| found.0));
        let by = &officers[at % officers.len()];
        let (number, party) = (borrower.number, &borrower.id);
        write!(
            text,
            "yes,{party},2007-03-{day}T{hour:02}:{minute:02}:00+03:00,{channel},C-{number}-{point},{by},{outcome},"
        )?;
        writeln!(
            text,
            "{},{}",
            quoted(note),
            if outcome == "promise_to_pay" { promise(borrower, at, day) } else { ",,".to_owned() }
        )?;
    }
    recent(&mut text, &here, &counts)?;
    Ok(text)
}

/// What the last week adds, so that caps and quiet days are seen at work: three calls
/// nobody answered to every twelfth borrower with a telephone, and a few who called
/// by themselves on the Sunday.
fn recent(text: &mut String, here: &[&&Borrower], counts: &BTreeMap<&str, (usize, &'static Country)>) -> Result<()> {
    let reachable: Vec<_> = here.iter().enumerate().filter(|(at, one)| at % 5 != 0 && has_phone(one)).collect();
    for (at, (_, borrower)) in reachable.iter().enumerate() {
        let officers = officers(&borrower.branch, counts.get(borrower.branch.as_str()).map_or(1, |found| found.0));
        let by = &officers[at % officers.len()];
        let (party, number) = (&borrower.id, borrower.number);
        match at % 12 {
            3 => {
                for (day, hour) in [(28, 10), (29, 16), (31, 12)] {
                    writeln!(
                        text,
                        "yes,{party},2007-03-{day}T{hour}:20:00+03:00,call,C-{number}-p,{by},no_answer,Nobody picked up.,,,"
                    )?;
                }
            }
            8 => writeln!(
                text,
                "yes,{party},2007-04-01T11:{:02}:00+03:00,inbound_call,C-{number}-p,{by},right_party,Called us: asks for a few days.,,,",
                at % 60
            )?,
            _ => {}
        }
    }
    Ok(())
}

/// All of the arrears or half, by a day three to eleven days on: some of the days
/// have passed on 2007-04-02 and some have not.
fn promise(borrower: &Borrower, at: usize, day: u32) -> String {
    let cents = if at.is_multiple_of(2) { borrower.arrears } else { (borrower.arrears / 2).max(1) };
    let due = day + [3, 11, 6][(at + at / OUTCOMES.len()) % 3];
    let due_on = if due > 31 { format!("2007-04-{:02}", due - 31) } else { format!("2007-03-{due}") };
    format!("{}.{:02},USD,{due_on}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::{borrowers, contact_points, names, outcomes, staff};
    use std::path::Path;

    #[test]
    fn the_files_in_the_repository_are_those_it_makes() -> anyhow::Result<()> {
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo");
        let borrowers = borrowers(&demo.join("kiva"))?;
        let late: Vec<_> = borrowers.iter().filter(|borrower| borrower.arrears > 0).collect();
        assert_eq!(late.len(), 210);
        let made = [
            ("party_names.csv", names(&borrowers)?),
            ("contact_points.csv", contact_points(&borrowers)?),
            ("staff.csv", staff(&borrowers, &late)?),
            ("outcomes.csv", outcomes(&late)?),
        ];
        for (name, text) in made {
            assert!(std::fs::read_to_string(demo.join("overlay").join(name))? == text, "{name} differs");
        }
        Ok(())
    }
}
