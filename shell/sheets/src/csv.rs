//! Comma-separated values, as RFC 4180 has them, in UTF-8 with the mark that says so.

use crate::table::decimal;
use crate::{Cell, Kind, Table};

/// The mark by which a spreadsheet knows UTF-8.
const MARK: char = '\u{feff}';

/// The table as text. Amounts have a point before their decimals and their currency in a
/// column of its own; shares are parts of one. Words a spreadsheet would take for a
/// formula are made text by an apostrophe before them.
pub fn csv(table: &Table) -> String {
    let mut text = String::from(MARK);
    let mut heads = Vec::new();
    for column in &table.columns {
        heads.push(quoted(&guarded(&column.head)));
        if column.kind == Kind::Money {
            heads.push(quoted(&guarded(&format!("{} currency", column.head))));
        }
    }
    line(&mut text, &heads);
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).flat_map(|(cell, column)| written(cell, column.kind));
        line(&mut text, &cells.collect::<Vec<_>>());
    }
    text
}

fn line(text: &mut String, cells: &[String]) {
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

fn written(cell: &Cell, kind: Kind) -> Vec<String> {
    let mut cells = vec![match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => quoted(&guarded(words)),
        Cell::Day(day) => day.to_string(),
        Cell::Money(money) => decimal(money.amount.minor(), money.currency.minor_digits()),
        Cell::Count(count) => count.to_string(),
        Cell::Share(share) => decimal(*share, 4),
    }];
    if kind == Kind::Money {
        cells.push(if let Cell::Money(money) = cell { money.currency.code().to_owned() } else { String::new() });
    }
    cells
}

/// Words that begin as a formula does, after blanks too, stay words.
fn guarded(words: &str) -> String {
    let begins = words.trim_start_matches([' ', '\u{a0}']);
    let is_formula = begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{words}") } else { words.to_owned() }
}

fn quoted(cell: &str) -> String {
    let needs = cell.contains([',', '"', '\n', '\r', ';', '\t']) || cell.trim() != cell;
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::csv;
    use crate::{Cell, Column, Kind, Table};
    use makegood_units::{Amount, Money};

    #[test]
    fn cells_keep_their_type_and_words_stay_words() {
        let day = "2007-04-02".parse().expect("a day");
        let money = Money::new(Amount::from_minor(-1_205), "USD".parse().expect("a currency"));
        let whole = Money::new(Amount::from_minor(90_000), "JPY".parse().expect("a currency"));
        let words = ["=1+1", " @SUM(A1)", "-1", "a, \"b\"", "two\nlines", "阿妹", ""];
        let table = Table {
            name: "x".to_owned(),
            caption: "x".to_owned(),
            as_of: day,
            columns: vec![
                Column::new("Words", Kind::Text),
                Column::new("Day", Kind::Day),
                Column::new("Arrears", Kind::Money),
                Column::new("Loans", Kind::Count),
                Column::new("Share", Kind::Share),
            ],
            rows: words
                .iter()
                .map(|words| {
                    let money = if *words == "阿妹" { whole } else { money };
                    vec![Cell::text(*words), Cell::Day(day), Cell::Money(money), Cell::count(-3), Cell::Share(-12)]
                })
                .chain([vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]])
                .collect(),
        };
        let rest = "2007-04-02,-12.05,USD,-3,-0.0012\r\n";
        let expected = [
            "\u{feff}Words,Day,Arrears,Arrears currency,Loans,Share\r\n".to_owned(),
            format!("'=1+1,{rest}"),
            format!("\"' @SUM(A1)\",{rest}").replace("\"'", "'").replace(")\"", ")"),
            format!("'-1,{rest}"),
            format!("\"a, \"\"b\"\"\",{rest}"),
            format!("\"two\nlines\",{rest}"),
            "阿妹,2007-04-02,90000,JPY,-3,-0.0012\r\n".to_owned(),
            format!(",{rest}"),
            ",,,,,\r\n".to_owned(),
        ];
        assert_eq!(csv(&table), expected.concat());
    }
}
