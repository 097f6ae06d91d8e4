//! `makegood report --tape`: a lender's own days past due beside ours.

use crate::End;
use anyhow::Result;
use makegood_book::compare;
use makegood_desk::Desk;
use makegood_views::statements;
use std::collections::BTreeMap;

pub fn run(desk: &Desk, json: bool) -> Result<End> {
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for statement in statements(desk.book())? {
        let difference = compare(&statement);
        if json {
            println!("{}", serde_json::to_string(&difference)?);
            continue;
        }
        *reasons.entry(difference.reason.says().to_owned()).or_default() += 1;
        let number = |days: Option<i32>| days.map_or("-".to_owned(), |days| days.to_string());
        if difference.theirs != difference.ours {
            println!(
                "{}  {}  theirs {:>4}  ours {:>4}  {}",
                difference.as_of,
                difference.loan,
                number(difference.theirs),
                number(difference.ours),
                difference.reason.says()
            );
        }
    }
    reasons.iter().for_each(|(reason, count)| println!("{count:>6}  {reason}"));
    Ok(End::Done)
}
