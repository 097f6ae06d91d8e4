//! `docs/import-format.md` says what the code does.
#![allow(clippy::unwrap_used)]

use makegood_intake::{Entity, RefusalCode, Verdict, read_csv};
use std::io::Cursor;

const PAGE: &str = include_str!("../../../docs/import-format.md");

fn section(entity: Entity) -> &'static str {
    let heading = format!("## {entity}\n");
    let start = PAGE.find(&heading).unwrap() + heading.len();
    let rest = &PAGE[start..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

#[test]
fn every_column_is_described() {
    for entity in Entity::ALL {
        let section = section(*entity);
        let described = section.lines().filter(|line| line.starts_with("| `")).count();
        assert_eq!(described, entity.columns().len(), "{entity}");
        for column in entity.columns() {
            let word = if column.required { "required" } else { "optional" };
            assert!(section.contains(&format!("| `{}` | {word} |", column.name)), "{entity}: {}", column.name);
        }
    }
}

#[test]
fn every_example_is_read() {
    for entity in Entity::ALL {
        let example = section(*entity).split("```").nth(1).unwrap().trim();
        let reader = read_csv("example", Box::new(Cursor::new(example.as_bytes())), 0).unwrap();
        assert_eq!((reader.entity(), reader.unknown_columns().len()), (*entity, 0));
        for verdict in reader.checked(&AnyLoan, &[]) {
            assert!(matches!(verdict, Verdict::Accepted { .. }), "{entity}: {verdict:?}");
        }
    }
}

#[test]
fn every_refusal_is_listed() {
    for code in RefusalCode::ALL {
        let row = format!("| `{code}` | {} | {} |", code.sentence(), code.way_out());
        assert!(PAGE.contains(&row), "{row}");
    }
}

struct AnyLoan;

impl makegood_intake::BookLookup for AnyLoan {
    fn loan(&self, _: &makegood_units::LoanId) -> Option<makegood_intake::KnownLoan> {
        Some(makegood_intake::KnownLoan { currency: makegood_units::Currency::USD, disbursed_on: None })
    }

    fn has_party(&self, _: &makegood_units::PartyId) -> bool {
        true
    }
}
