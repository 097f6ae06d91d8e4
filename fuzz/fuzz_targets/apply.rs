//! Any rows, any receipts, any waterfall, in the order `apply` asks for and in none.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use makegood_book::{Applied, Component, Moment, Part, Receipt, Row, Split, apply};
use makegood_fuzz::made::{Amounts, Source};

fn rows(source: &mut Source<'_, '_>) -> Result<Vec<Row>> {
    source.many(6, |source, at| {
        let due_on = source.day()?;
        let parts = source.many(3, |source, _| {
            let mut owed = Split::default();
            for _ in 0..2 {
                let component = source.component()?;
                *owed.part_mut(component) = source.amount()?;
            }
            let opens = if source.flag()? { Some(moment(source)?) } else { None };
            Ok(Part { owed, due_on: source.day()?, opens, is_charge: source.flag()? })
        })?;
        Ok(Row { no: at as u32, due_on, parts })
    })
}

fn moment(source: &mut Source<'_, '_>) -> Result<Moment> {
    Ok(Moment { on: source.day()?, entered_on: source.day()? })
}

fn receipts(source: &mut Source<'_, '_>) -> Result<Vec<Receipt<'static>>> {
    source.many(7, |source, _| {
        let kind = if source.flag()? { Some("refund") } else { None };
        let footing = source.footing()?;
        Ok(Receipt { at: moment(source)?, amount: source.amount()?, kind, footing })
    })
}

fn total(split: &Split) -> i128 {
    Component::ALL.into_iter().map(|component| i128::from(split.part(component).minor())).sum()
}

fn nothing_is_lost(receipts: &[Receipt<'_>], applied: &Applied) {
    let received: i128 = receipts.iter().map(|receipt| i128::from(receipt.amount.minor())).sum();
    let met: i128 = applied.rows.iter().map(|row| total(&row.met)).sum();
    assert_eq!(met, applied.receipts.iter().map(total).sum::<i128>());
    assert_eq!(received, met + i128::from(applied.over.minor()));
    for row in &applied.rows {
        let apart = i128::from(row.in_advance.minor()) + i128::from(row.late.minor());
        assert!(apart <= total(&row.met) && total(&row.met) <= total(&row.due));
        let left = row.due.minus(&row.met);
        assert_eq!(row.cleared_on.is_some(), left.is_zero());
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Unstructured::new(bytes);
    let Ok(mut source) = Source::new(&mut bytes) else { return };
    let (Ok(rules), Ok(day)) = (source.rules(), source.day()) else { return };
    let (Ok(mut rows), Ok(mut receipts)) = (rows(&mut source), receipts(&mut source)) else { return };
    if source.flag().unwrap_or(true) {
        rows.sort_by_key(|row| (row.due_on, row.no));
        receipts.sort_by_key(|receipt| receipt.at);
    }
    let applied = apply(&rows, &receipts, &rules, day);
    if let (Ok(applied), true) = (&applied, source.amounts != Amounts::Any) {
        nothing_is_lost(&receipts, applied);
    }
});
