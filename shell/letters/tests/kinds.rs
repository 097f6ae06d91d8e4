//! Every kind of letter in every language: written, with the book's figures, the same
//! bytes twice; and the letters that are not written.

mod common;

use common::{context, day, facts, letter, usd, written};
use makegood_book::BookRules;
use makegood_letters::{
    Kind, Language, LetterRefusal, LoanBalance, Template, compose, findings_of, template_of, write,
};
use makegood_units::{Amount, Currency};
use makegood_wording::Lexicon;

#[test]
fn every_kind_in_every_language_is_written_and_its_words_pass() {
    let mut refused = Vec::new();
    for kind in Kind::ALL {
        for language in Language::ALL {
            let letter = letter(kind, language);
            let bytes = match written(&letter) {
                Ok(bytes) => bytes,
                Err(refusal) => {
                    refused.push(format!("{kind:?} {language:?}: {refusal}"));
                    continue;
                }
            };
            assert!(bytes.starts_with(b"%PDF-1.7"), "{kind:?} {language:?}");
            if let Ok(folder) = std::env::var("MAKEGOOD_LETTERS_SHOWN") {
                let path = format!("{folder}/{}-{}.pdf", kind.word(), language.word());
                std::fs::write(path, &bytes).expect("a file to look at");
            }
        }
    }
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn the_same_letter_has_the_same_bytes() {
    for language in Language::ALL {
        let letter = letter(Kind::PaymentLetter, language);
        assert_eq!(written(&letter), written(&letter));
    }
}

#[test]
fn every_amount_is_the_books_in_the_readers_way() {
    // Instalments 3 to 5 are past due on 2 March: 539.56 left of the third, twice 1,034.56.
    let table = [
        (Language::English, "2,608.68 USD", "2 March 2026"),
        (Language::Chinese, "2,608.68 USD", "2026年3月2日"),
        (Language::Spanish, "2.608,68 USD", "2 de marzo de 2026"),
    ];
    for (language, arrears, date) in table {
        let letter = letter(Kind::PaymentLetter, language);
        let (template, words) = template_of(letter.kind, language, None).expect("the shipped template");
        let text = compose(&letter, &template, &words).expect("a document").words();
        assert!(text.contains(arrears), "{text}");
        assert!(text.contains(date), "{text}");
    }
}

#[test]
fn the_rows_of_the_balance_add_up_to_the_position() {
    let balance = LoanBalance::of(&facts(), day("2026-03-02"), &BookRules::default()).expect("a balance");
    assert_eq!(balance.arrears.total(), Ok(Amount::from_minor(260_868)));
    assert_eq!(balance.rows.iter().filter(|row| row.is_late).count(), 3);
    assert_eq!(balance.outstanding.total(), Ok(Amount::from_minor(985_060)));
    // On the day before anything falls due nothing does.
    let before = LoanBalance::of(&facts(), day("2025-10-01"), &BookRules::default()).expect("a balance");
    assert_eq!(before.since(), None);
}

#[test]
fn a_guarantor_is_asked_for_no_more_than_was_guaranteed_and_no_more_than_is_due() {
    let mut letter = letter(Kind::GuarantorDemand, Language::English);
    assert_eq!(letter.sums().map(|sums| sums.asked), Ok(usd(80_000)));
    letter.answers_for = Some(usd(9_000_000));
    assert_eq!(letter.sums().map(|sums| sums.asked), Ok(usd(260_868)));
    letter.answers_for = None;
    assert_eq!(letter.sums().map(|sums| sums.asked), Ok(usd(260_868)));
}

#[test]
fn a_member_reads_only_their_own_figures() {
    let mut letter = letter(Kind::GroupNotice, Language::English);
    let (template, words) = template_of(letter.kind, letter.language, None).expect("the shipped template");
    let text = compose(&letter, &template, &words).expect("a document").words();
    assert!(text.contains("800.00 USD") && !text.contains("John Okello"), "{text}");
    letter.answers_for = Some(usd(260_869));
    assert_eq!(written(&letter).map_err(|refusal| refusal.code()), Err("more_than_due"));
    letter.answers_for = None;
    let refusal = written(&letter).expect_err("no share");
    assert_eq!(refusal.code(), "placeholder_empty");
    assert!(refusal.to_string().starts_with("letters/en/group.toml:"), "{refusal}");
}

#[test]
fn row_74_the_lawyers_pack_instructs_and_impersonates_nobody() {
    for language in Language::ALL {
        let letter = letter(Kind::LawyerPack, language);
        let (template, words) = template_of(letter.kind, letter.language, None).expect("the shipped template");
        let text = compose(&letter, &template, &words).expect("a document").words();
        // The exact sums, and ours under it: the lender writes, and signs as itself.
        for said in [letter.sender.lender.as_str(), letter.sender.officer.as_str(), letter.reference.as_str()] {
            assert!(text.contains(said), "{language:?}: {said} is not in {text}");
        }
        let fee = match language {
            Language::English => "your fee before you begin",
            Language::Chinese => "费",
            Language::Spanish => "honorarios",
        };
        assert!(text.contains(fee), "{language:?}: nothing is said of the fee in {text}");
    }
}

#[test]
fn letters_that_are_not_written_say_why() {
    let base = |kind| letter(kind, Language::English);
    let cure = makegood_letters::Letter { cure_until: Some(day("2026-03-02")), ..base(Kind::AccelerationNotice) };
    let no_cure = makegood_letters::Letter { cure_until: None, ..base(Kind::AccelerationNotice) };
    let barred = makegood_letters::Letter { is_time_barred: Some(true), ..base(Kind::LimitationLetter) };
    let unsaid = makegood_letters::Letter { is_time_barred: None, ..base(Kind::LimitationLetter) };
    let mut stranger = base(Kind::PaymentLetter);
    "spouse".clone_into(&mut stranger.recipient.role);
    let early = LoanBalance::of(&facts(), day("2025-10-01"), &BookRules::default()).expect("a balance");
    let nothing = makegood_letters::Letter { loans: vec![early], ..base(Kind::PaymentLetter) };
    let mut two = base(Kind::PaymentLetter);
    let mut other = two.loans.clone();
    other.iter_mut().for_each(|loan| loan.currency = "CNY".parse::<Currency>().expect("a currency"));
    two.loans.extend(other);
    let table = [
        (cure, "no_time_to_cure"),
        (no_cure, "placeholder_empty"),
        (barred, "time_barred"),
        (unsaid, "time_not_known"),
        (stranger, "not_for_them"),
        (nothing, "nothing_due"),
        (two, "several_currencies"),
    ];
    for (letter, code) in table {
        let refusal = written(&letter).expect_err(code);
        assert_eq!(refusal.code(), code);
        assert!(!refusal.way_out().is_empty());
    }
}

#[test]
fn a_character_no_font_has_is_refused_and_never_a_box() {
    let mut letter = letter(Kind::PaymentLetter, Language::English);
    letter.recipient.name = Some("Дмитрий".to_owned());
    let refusal = written(&letter).expect_err("no Cyrillic");
    assert_eq!(refusal.code(), "no_glyph");
    assert!(matches!(refusal, LetterRefusal::NoGlyph { character: 'Д', .. }), "{refusal}");
    // A rare character of names is there, an emoji is not.
    letter.recipient.name = Some("陶喆 𠮷".to_owned());
    assert!(matches!(written(&letter), Err(LetterRefusal::NoGlyph { character: '𠮷', .. })));
}

#[test]
fn words_that_may_not_be_said_are_not_set() {
    let lexicon = Lexicon::shipped().expect("the lexicon");
    let table =
        [(Language::English, "You will be arrested.", "L02"), (Language::Chinese, "再不还钱就把你抓起来坐牢。", "L02")];
    for (language, sentence, category) in table {
        let letter = letter(Kind::PaymentLetter, language);
        let (_, words) = template_of(letter.kind, language, None).expect("the shipped words");
        let text = format!("title = \"T\"\nbody = \"\"\"\n{{balance}}\n\n{sentence}\n\"\"\"");
        let template = Template::parse("own.toml", &text).expect("a template");
        let refused = write(&letter, &template, &words, &lexicon, &context(letter.kind)).map(|bytes| bytes.len());
        let refused = refused.expect_err(sentence);
        assert_eq!(refused.code(), "forbidden_words", "{refused}");
        assert!(refused.to_string().contains(category), "{refused}");
    }
}

#[test]
fn a_lenders_own_folder_goes_before_the_shipped_templates() {
    let folder = std::env::temp_dir().join(format!("makegood-letters-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("en")).expect("a folder");
    std::fs::write(folder.join("en/payment.toml"), "title = \"Ours\"\nbody = \"\"\"\nYou owe {arrears}.\n\"\"\"")
        .expect("a file");
    let letter = letter(Kind::PaymentLetter, Language::English);
    let (template, words) = template_of(letter.kind, letter.language, Some(&folder)).expect("our template");
    let document = compose(&letter, &template, &words).expect("a document");
    assert_eq!(document.words(), "Ours\n\nYou owe 2,608.68 USD.");
    // What the folder does not have is the shipped one.
    assert!(template_of(Kind::GroupNotice, letter.language, Some(&folder)).is_ok());
    std::fs::remove_dir_all(folder).expect("the folder again");
}

#[test]
fn row_27_a_member_reads_the_clause_and_no_more_than_their_own_share() {
    for kind in [Kind::GroupNotice, Kind::GuarantorDemand] {
        for language in Language::ALL {
            let mut letter = letter(kind, language);
            letter.trigger = Some("§ 7 / 7.1".to_owned());
            let (template, words) = template_of(kind, language, None).expect("the shipped template");
            let text = compose(&letter, &template, &words).expect("a document").words();
            assert!(text.contains("§ 7 / 7.1") && text.contains(&words.money(usd(80_000))), "{text}");
            written(&letter).expect("its words pass");
        }
    }
}

#[test]
fn the_street_of_an_address_is_no_word_about_anybody() {
    let lexicon = Lexicon::shipped().expect("the lexicon");
    let found = |address: &str, reach: &str| {
        let mut letter = letter(Kind::PaymentLetter, Language::English);
        letter.recipient.address = vec![address.to_owned(), "Tororo".to_owned()];
        reach.clone_into(&mut letter.sender.reach);
        let (template, words) = template_of(letter.kind, letter.language, None).expect("the shipped template");
        let document = compose(&letter, &template, &words).expect("a document");
        findings_of(&letter, &document, &lexicon, &context(letter.kind))
            .into_iter()
            .map(|hit| hit.words)
            .collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(found("House 3, Market Street", "Plot 2, Tororo"), none);
    assert_eq!(found("House 3", "2 Market Street, Tororo"), none);
    // What is a sentence is read, wherever it was typed.
    assert!(!found("House 3", "everyone in the market will know of it").is_empty());
    assert!(!found("House 3", "2 Market Street, or the Police will come for you").is_empty());
}
