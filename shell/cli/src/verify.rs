//! `makegood verify`

use crate::End;
use crate::args::{Place, VerifyArgs};
use crate::progress::Bar;
use anyhow::Result;
use serde_json::json;

pub fn run(place: &Place, args: &VerifyArgs) -> Result<End> {
    let mut desk = place.open()?;
    let bar = Bar::new("rebuild");
    let verified = desk.verify(|done, total| bar.at(done, total));
    bar.end();
    let verified = match verified {
        Ok(verified) => verified,
        Err(makegood_desk::DeskError::Chain(error)) => {
            match args.json {
                true => println!("{}", json!({ "holds": false, "chain": error.to_string() })),
                false => println!(
                    "The chain does not hold: {error}.\nRestore the book from a backup; its head is printed by verify."
                ),
            }
            return Ok(End::DoesNotHold);
        }
        Err(error) => return Err(error.into()),
    };
    let proof = &verified.proof;
    if args.json {
        let views: Vec<_> = verified
            .views
            .iter()
            .map(|view| json!({ "view": view.table, "rows": view.rows, "same_rebuilt": view.same }))
            .collect();
        let chain =
            json!({ "events": proof.events, "rows": proof.facts, "documents": proof.documents, "head": proof.head });
        println!("{:#}", json!({ "holds": verified.holds(), "chain": chain, "views": views }));
    } else {
        println!(
            "The chain holds: {} events, {} rows of the book, {} documents. Head {}",
            proof.events, proof.facts, proof.documents, proof.head
        );
        for view in &verified.views {
            let word = if view.same { "same" } else { "DIFFERS" };
            println!("  {:<12} {:>8} rows  {word} rebuilt", view.table, view.rows);
        }
        if !verified.holds() {
            println!(
                "The journal is sound but a view is not what it says; report this as a defect, with the book if you may."
            );
        }
    }
    Ok(if verified.holds() { End::Done } else { End::DoesNotHold })
}
