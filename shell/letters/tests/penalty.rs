//! The statement of penalties: its days add up to its lines, and nothing above the cap is
//! asked for; the letter on being late asks for nothing at all.

mod common;

use common::{day, facts, letter, penalty, usd};
use makegood_book::BookRules;
use makegood_book::penalty::{Shelf, Treatment};
use makegood_letters::{Attention, Block, Kind, Language, LoanPenalty, compose, template_of};
use makegood_units::Amount;

fn text(letter: &makegood_letters::Letter) -> String {
    let (template, words) = template_of(letter.kind, letter.language, None).expect("the shipped template");
    compose(letter, &template, &words).expect("a document").words()
}

#[test]
fn row_54_the_days_add_up_to_the_lines_and_what_the_cap_bars_is_not_owed() {
    let shown = penalty(day("2026-03-02"));
    let sum = |treatment| {
        let lines = shown.lines.iter().filter(|line| line.treatment == treatment);
        lines.map(|line| line.posted).sum::<Amount>()
    };
    assert_eq!(shown.days.iter().map(|day| day.posted).sum::<Amount>(), shown.charged);
    assert_eq!(sum(Treatment::Charged), shown.charged);
    assert_eq!(sum(Treatment::Barred), shown.barred);
    assert!(shown.barred > Amount::ZERO, "24% is asked and 18% is the most");
    let cut = shown.lines.iter().find_map(|line| line.bound.as_ref()).expect("the cap by its name");
    assert_eq!(cut.rule, "cn.penalty.bank.at_most");
    // One day more adds what the day before did, unless something fell due or came in.
    let more = penalty(day("2026-03-03"));
    let step = more.charged.minor() - shown.charged.minor();
    assert!((shown.a_day.minor() - step).abs() <= 1, "{} a day, and one day added {step}", shown.a_day.minor());
}

#[test]
fn row_54_the_statement_shows_the_days_the_cap_and_the_convention() {
    let table = [
        (Language::English, "18% a year", "above the limit, not owed", "asks you for nothing"),
        (Language::Chinese, "年18%", "超过上限，无须支付", "不向您提出任何要求"),
        (Language::Spanish, "18 % al año", "por encima del límite, no se debe", "no le pedimos nada"),
    ];
    for (language, rate, barred, asks) in table {
        let letter = letter(Kind::PenaltyStatement, language);
        let text = text(&letter);
        let (_, words) = template_of(letter.kind, language, None).expect("the shipped words");
        let shown = &letter.penalties[0];
        let charged = words.money(makegood_units::Money::new(shown.charged, shown.currency));
        for expected in [rate, barred, asks, charged.as_str(), "cn.penalty.bank.at_most", "2026"] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }
}

#[test]
fn row_54_many_days_are_shown_one_by_one_only_at_the_end() {
    let mut letter = letter(Kind::PenaltyStatement, Language::English);
    letter.penalties = vec![penalty(day("2026-09-02"))];
    let (template, words) = template_of(letter.kind, letter.language, None).expect("the shipped template");
    let document = compose(&letter, &template, &words).expect("a document");
    let mut tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.caption.contains("each day added") => Some(table),
        _ => None,
    });
    let by_day = tables.next_back().expect("the table of days");
    // Earlier days, 62 days, the sum.
    assert_eq!(by_day.rows.len(), 64);
    let total = by_day.rows.last().map(|row| row.cells[1].clone());
    assert_eq!(total, Some(words.number(usd(letter.penalties[0].charged.minor()))));
}

#[test]
fn row_54_without_the_rate_it_needs_there_is_no_statement() {
    let shelf = Shelf::shipped().expect("the shelf");
    let refused =
        LoanPenalty::of(&facts(), "cn.penalty.bank", (None, None), &shelf, &BookRules::default(), day("2026-03-02"));
    let refusal = refused.expect_err("no rate is known");
    assert_eq!(refusal.code(), "penalty_not_known");
    assert!(refusal.way_out().contains("--overdue-rate"));
}

#[test]
fn row_53_what_being_late_does_is_explained_and_nothing_is_asked() {
    let table = [
        (Language::English, "asks you for nothing", "a civil matter", "owe nothing"),
        (Language::Chinese, "不向您提出任何要求", "民事往来", "不因此负有任何债务"),
        (Language::Spanish, "no le pedimos nada", "un asunto civil", "no deben nada"),
    ];
    for (language, asks, offence, family) in table {
        let text = text(&letter(Kind::CreditEducation, language));
        for expected in [asks, offence, family] {
            assert!(text.replace('\n', " ").contains(expected), "{expected}: {text}");
        }
    }
    assert_eq!(Kind::CreditEducation.happening(), None, "it moves no clock");
    assert_eq!(Kind::PenaltyStatement.happening(), None, "it moves no clock");
}

#[test]
fn row_77_a_letter_to_a_firm_names_who_decides_there() {
    for (language, line, greeting) in [
        (Language::English, "For the attention of Maria Santos, personally", "Dear Maria Santos"),
        (Language::Chinese, "Maria Santos亲启", "Maria Santos："),
        (Language::Spanish, "A la atención de Maria Santos, personal", "A Maria Santos:"),
    ] {
        let mut letter = letter(Kind::PaymentLetter, language);
        letter.recipient.name = Some("Invented Mill Ltd".to_owned());
        let attention = Attention {
            name: Some("Maria Santos".to_owned()),
            role: "adviser".to_owned(),
            seen_in: "register".to_owned(),
        };
        letter.recipient.attention = Some(attention);
        let text = text(&letter);
        for expected in [line, greeting, "Invented Mill Ltd"] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }
}

#[test]
fn row_44_the_notice_says_what_allows_it_when_that_was_given() {
    let mut letter = letter(Kind::AccelerationNotice, Language::English);
    assert!(!text(&letter).contains("What the contract says about it"));
    letter.trigger = Some("clause 9: three instalments unpaid.".to_owned());
    let text = text(&letter);
    for expected in ["clause 9: three instalments unpaid.", "2,608.68 USD", "9,850.60 USD", "1 April 2026"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}
