//! Every number of the book leads to rows that add up to it.

use crate::site::{Answer, Site, between};
use axum::http::StatusCode;

/// Every link to rows on a page, with what it says.
fn links(page: &str) -> Vec<(String, String)> {
    let parts = page.split("<a href=\"/book/rows").skip(1);
    parts
        .map(|part| {
            let (query, rest) = part.split_once('"').unwrap();
            let inside = &rest[rest.find('>').unwrap() + 1..rest.find("</a>").unwrap()];
            (format!("/book/rows{}", query.replace("&#38;", "&").replace("&amp;", "&")), inside.to_owned())
        })
        .collect()
}

fn without_tags(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().concat()
}

/// The totals of a page of rows: loans, arrears, outstanding.
fn totals(rows: &Answer) -> [String; 3] {
    if rows.text.contains("No loans here") {
        return ["0", "0.00", "0.00"].map(str::to_owned);
    }
    let foot = between(&rows.text, "<tfoot", "</tfoot>");
    let loans = between(foot, "Total of ", " loan").to_owned();
    let mut money = foot.split("<span class=\"n\">").skip(1).map(|part| part.split('<').next().unwrap().to_owned());
    [loans, money.next().unwrap(), money.next().unwrap()]
}

#[tokio::test]
async fn every_number_leads_to_rows_with_that_total() {
    let site = Site::open();
    let mut compared = 0;
    for page in ["/book", "/book?currency=KES"] {
        let book = site.get(page).await;
        for (href, inside) in links(&book.text) {
            let rows = site.get(&href).await;
            assert_eq!(rows.status, StatusCode::OK, "{href}");
            let [loans, arrears, outstanding] = totals(&rows);
            let text = without_tags(&inside);
            let number = text.split_whitespace().next().unwrap();
            if inside.contains("class=\"money\"") {
                assert!(
                    number == arrears || number == outstanding,
                    "{page} {href}: {number} of {arrears}, {outstanding}"
                );
                compared += 1;
            } else if !number.ends_with('%') {
                let count: String = number.chars().take_while(char::is_ascii_digit).collect();
                assert_eq!(count, loans, "{page} {href}: {text}");
                compared += 1;
            }
        }
    }
    assert!(compared > 40, "only {compared} numbers were found");
}

#[tokio::test]
async fn the_book_is_counted_as_by_hand() {
    let site = Site::open();
    let book = site.get("/book").await;
    // L-1 is 18 days late, L-2 and L-7 77, L-8 46; L-4 and L-5 are current, L-3 is paid in full.
    for (query, total) in [
        ("", ["6", "900.00", "2,100.00"]),
        ("?bucket=current", ["2", "0.00", "400.00"]),
        ("?bucket=1-29", ["1", "100.00", "300.00"]),
        ("?bucket=30-59", ["1", "200.00", "400.00"]),
        ("?bucket=60-89", ["2", "600.00", "1,000.00"]),
        ("?bucket=90%2B", ["0", "0.00", "0.00"]),
        ("?over_days=30", ["3", "800.00", "1,400.00"]),
        ("?branch=north", ["3", "700.00", "1,300.00"]),
        ("?was=30-59", ["3", "600.00", "1,000.00"]),
        ("?was=30-59&bucket=closed", ["1", "0.00", "0.00"]),
        ("?currency=KES", ["1", "20,000.00", "40,000.00"]),
    ] {
        let rows = site.get(&format!("/book/rows{query}")).await;
        if query.contains("bucket=closed") {
            assert_eq!(totals(&rows)[0], total[0], "{query}");
        } else {
            assert_eq!(totals(&rows), total, "{query}");
        }
    }
    book.shows("Of 3 loans in 30-59 days: 1 paid up or closed, 2 got worse.");
    book.shows("1 loan now in arrears had none on 2 Mar 2007.");
    book.shows("Loans in KES");
}

#[tokio::test]
async fn rows_are_sorted_both_ways() {
    let site = Site::open();
    let first = async |query: &str| {
        let page = site.get(&format!("/book/rows?{query}")).await;
        between(between(&page.text, "<tbody", "</tbody>"), "href=\"/loan/", "\"").to_owned()
    };
    assert_eq!(first("").await, "L-2");
    assert_eq!(first("sort=days_past_due&reversed=true").await, "L-4");
    assert_eq!(first("sort=name").await, "L-8", "somebody without a name stands first");
    assert_eq!(first("sort=name&reversed=true").await, "L-7");
    assert_eq!(first("sort=loan&reversed=true").await, "L-8");
    assert_eq!(first("sort=arrears&reversed=true").await, "L-4");
}
