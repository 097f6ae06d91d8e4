//! The file: its text can be taken out, it says what it is, and nothing of the machine.

mod common;

use common::{letter, text, written};
use makegood_letters::{Block, Kind, Language, compose, template_of, typeset};

#[test]
fn the_text_of_every_page_can_be_taken_out() {
    for language in Language::ALL {
        let letter = letter(Kind::LawyerPack, language);
        let (template, words) = template_of(letter.kind, language, None).expect("the shipped template");
        let document = compose(&letter, &template, &words).expect("a document");
        let bytes = typeset(&document).expect("a file");
        let pages = text::pages(&bytes);
        assert!(pages.len() > 1, "{} pages", pages.len());
        let all = pages.concat();
        let without_spaces = |words: &str| words.replace(' ', "");
        for block in &document.blocks {
            let expected = match block {
                Block::Paragraph(words) | Block::Heading(words) => vec![words.clone()],
                Block::Lines(lines) | Block::List(lines) => lines.clone(),
                Block::Bars(bars) => bars.bars.iter().flat_map(|bar| [bar.label.clone(), bar.value.clone()]).collect(),
                Block::Table(table) => table.rows.iter().flat_map(|row| row.cells.clone()).collect(),
            };
            // A paragraph over the end of a page has the foot of the page within it.
            for words in expected {
                let whole = all.contains(&without_spaces(&words));
                let parted = words.chars().count() > 60;
                assert!(whole || parted, "{language:?}: {words:?} is not in {all:?}");
            }
        }
        for (no, page) in pages.iter().enumerate() {
            let number = format!("{}/{}", no + 1, pages.len());
            assert!(page.contains(&number), "{number} is not in {page}");
            assert!(page.contains(&without_spaces(&document.from)) && page.contains(&without_spaces(&document.reach)));
        }
    }
}

#[test]
fn the_file_says_what_it_is_and_nothing_of_the_machine() {
    for language in Language::ALL {
        let letter = letter(Kind::PaymentLetter, language);
        let bytes = written(&letter).expect("a file");
        let file = String::from_utf8_lossy(&bytes);
        for told in ["/Marked true", "/DisplayDocTitle true", "pdfuaid:part", "D:20260302000000"] {
            assert!(file.contains(told), "{told}");
        }
        assert!(file.contains(&format!("/Lang ({})", language.tag())));
        let other = makegood_letters::Letter { reference: "another".to_owned(), ..letter };
        assert_ne!(written(&other).expect("a file"), bytes);
    }
}

#[test]
fn a_long_table_goes_on_with_its_head_and_keeps_its_sum() {
    let mut letter = letter(Kind::LawyerPack, Language::Chinese);
    for loan in &mut letter.loans {
        let rows = loan.rows.clone();
        loan.rows = rows.iter().cycle().take(120).cloned().collect();
    }
    let (template, words) = template_of(letter.kind, letter.language, None).expect("the shipped template");
    let pages = text::pages(&typeset(&compose(&letter, &template, &words).expect("a document")).expect("a file"));
    let with_rows: Vec<&String> = pages.iter().filter(|page| page.contains("第12期")).collect();
    assert!(with_rows.len() >= 3, "{}", with_rows.len());
    assert!(with_rows.iter().all(|page| page.contains("项目到期日本金利息")));
}
