//! The clocks of claims as their pages show them.

use super::words::named;
use crate::drawing::ClockLife;
use crate::layout::Frame;
use crate::pages::clocks::{BoardRow, CaseClocks, ClaimCard, ClockCard, Clocks, StepLine};
use crate::say;
use crate::trouble::{Trouble, sentence};
use makegood_day_close::{Barred, CaseClock, ClaimPart, ClockStand, barred};
use makegood_desk::Desk;
use makegood_units::BusinessDate;
use makegood_views::CaseView;

/// The board.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(crate) fn board(desk: &Desk, frame: Frame) -> Result<Clocks, Trouble> {
    let board = makegood_views::clock_board(desk.book(), &frame.who.reach)?;
    let as_of = board.as_of.ok_or(Trouble::NeverClosed)?;
    let row = |line: &makegood_views::BoardLine| BoardRow {
        name: named(&line.name, &line.case),
        claim: format!("{} against the {}", line.clock.loan, line.clock.role.replace('_', " ")),
        card: card(&line.clock, as_of),
        case: line.case.clone(),
    };
    Ok(Clocks {
        soon: board.soon.iter().map(row).collect(),
        has_clocks: board.has_clocks,
        later: board.later,
        over: board.over,
        unknown: board.unknown.into_iter().map(|(why, count)| (kindly(&why), count)).collect(),
        frame,
    })
}

/// The clocks of a case, claim by claim.
pub(crate) fn of_case(view: &CaseView) -> CaseClocks {
    let events: Vec<makegood_case::Recorded> = view
        .happened
        .iter()
        .map(|one| makegood_case::Recorded { seq: one.seq, effective_on: one.effective_on, event: one.event.clone() })
        .collect();
    let clocks = &view.day.clocks;
    let claims = barred(clocks, &events, view.as_of).into_iter().map(|one| claim(&one, clocks, view.as_of));
    let waiting = clocks.iter().filter(|clock| clock.state == ClockStand::NotSetOff);
    CaseClocks {
        claims: claims.filter(|claim| !claim.cards.is_empty()).collect(),
        waiting: waiting.map(|clock| kindly(&format!("{}, {}: {}.", clock.rule, clock.loan, clock.says))).collect(),
    }
}

fn claim(barred: &Barred, clocks: &[CaseClock], as_of: BusinessDate) -> ClaimCard {
    let of = |clock: &&CaseClock| (&clock.loan, &clock.party) == (&barred.loan, &barred.party);
    let shown = clocks.iter().filter(of).filter(|clock| clock.state != ClockStand::NotSetOff);
    let role = clocks.iter().find(of).map_or_else(String::new, |clock| clock.role.replace('_', " "));
    ClaimCard {
        title: format!("{} against the {role}, {}", barred.loan, barred.party),
        word: barred.word().to_owned(),
        chip: match barred.is_barred {
            Some(true) => "chip bad",
            Some(false) => "chip good",
            None => "chip open",
        },
        says: kindly(&sentence(&barred.says)),
        cards: shown.map(|clock| card(clock, as_of)).collect(),
    }
}

fn card(clock: &CaseClock, as_of: BusinessDate) -> ClockCard {
    let step = |on, moved, says: &str| StepLine { on, moved, says: kindly(&sentence(says)) };
    let mut steps: Vec<StepLine> = clock.steps.iter().map(|one| step(one.on, one.moved, &one.says)).collect();
    steps.extend(clock.lacking.iter().map(|one| step(one.last_on, false, &one.says)));
    steps.sort_by_key(|step| step.on);
    let (stands, chip) = stands(clock);
    ClockCard {
        part: part(clock.part),
        stands,
        chip,
        ends: clock.counted_end,
        rolled: clock.rolled_end.filter(|rolled| Some(*rolled) != clock.counted_end),
        effect: kindly(&clock.effect),
        unsure: clock.unsure.as_ref().map(|asked| kindly(asked)),
        is_held: clock.is_held,
        life: clock.began_on.zip(clock.counted_end).map(|(began, ends)| ClockLife {
            began,
            ends,
            today: as_of,
            marks: steps.iter().map(|one| (one.on, one.moved, one.says.clone())).collect(),
            title: format!("{}: {}", clock.rule, part(clock.part)),
        }),
        says: kindly(&sentence(&clock.says)),
        steps,
        rescue: clock.rescue.iter().map(|act| kindly(&sentence(&act.says))).collect(),
        rule: clock.rule.clone(),
        law: format!("{}; {}, {}", clock.citation, clock.force, clock.status),
    }
}

fn part(part: ClaimPart) -> String {
    match part {
        ClaimPart::Whole => "All that is owed".to_owned(),
        ClaimPart::Each => "Each unpaid instalment".to_owned(),
        ClaimPart::Oldest(due_on) => format!("The oldest unpaid instalment, due {}", say::day_text(&due_on)),
        ClaimPart::Last(due_on) => format!("The last instalment, due {}", say::day_text(&due_on)),
    }
}

fn stands(clock: &CaseClock) -> (String, &'static str) {
    let left = clock.days_left.unwrap_or(0);
    match clock.state {
        ClockStand::Running if clock.is_held => ("held up now".to_owned(), "chip known"),
        ClockStand::Running if left < 0 => ("the very last day".to_owned(), "chip bad"),
        ClockStand::Running => {
            let chip = match clock.alarm {
                Some(..=30) => "chip bad",
                Some(_) => "chip warn",
                None => "chip good",
            };
            (format!("{} left", say::days(left)), chip)
        }
        ClockStand::Expired | ClockStand::Free => (format!("over for {}", say::days(-left)), "chip bad"),
        ClockStand::Saved => ("saved in time".to_owned(), "chip good"),
        ClockStand::Kept => ("kept".to_owned(), "chip good"),
        state => (state.word().to_owned(), "chip open"),
    }
}

/// A text of the packs and clocks for people: nobody is called a debtor on a page, and
/// words joined for a pack stand apart. Names of rules and what is to be typed stay.
pub(super) fn kindly(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_name = word.trim_end_matches(['.', ',', ';', ':', ')']).contains('.') || word.starts_with('`');
        if is_name { word.to_owned() } else { word.replace('_', " ") }
    });
    let text = words.collect::<Vec<_>>().join(" ");
    let text = text.replace("debtor.place", "place of residence");
    text.replace("the debtor", "the borrower").replace("The debtor", "The borrower")
}
