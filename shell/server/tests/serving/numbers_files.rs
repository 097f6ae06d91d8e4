//! Any table can be had as a file of exactly its rows.

use crate::numbers::lines;
use crate::site::{Site, between};
use axum::http::{StatusCode, header};

#[tokio::test]
async fn every_table_is_had_as_both_files() {
    let site = Site::open();
    let tables = [
        "/book/rows",
        "/refused",
        "/clocks",
        "/review",
        "/first-cash",
        "/origination",
        "/methods",
        "/numbers",
        "/numbers/par-30/history",
        "/numbers/par-30/rows",
        "/numbers/ever-30/vintage",
    ];
    for table in tables {
        let text = site.get(&format!("{table}.csv")).await;
        assert_eq!(text.status, StatusCode::OK, "{table}: {}", text.text);
        assert!(text.text.starts_with('\u{feff}'), "{table} says it is UTF-8");
        let book = site.get(&format!("{table}.xlsx")).await;
        assert_eq!(book.status, StatusCode::OK, "{table}: {}", book.text);
        assert!(book.bytes.starts_with(b"PK"), "{table}");
        let name = book.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with("attachment") && name.contains("2007-04-02.xlsx"), "{name}");
        assert_eq!(book.bytes, site.get(&format!("{table}.xlsx")).await.bytes, "{table}: the same bytes");
    }
    assert_eq!(site.get("/trial.csv").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_of_rows_has_the_filter_of_the_page_and_all_its_pages() {
    let site = Site::open();
    for query in ["", "?over_days=30", "?branch=south", "?bucket=current&sort=name", "?was=30-59", "?currency=KES"] {
        let page = site.get(&format!("/book/rows{query}")).await;
        let file = site.get(&format!("/book/rows.csv{query}")).await;
        let rows = lines(&file.text);
        let on_page = if page.text.contains("No loans here") { "0" } else { between(&page.text, "Total of ", " loan") };
        assert_eq!(on_page, rows.len().to_string(), "{query}");
        let total: i64 = rows.iter().map(|row| row[4].replace('.', "").parse::<i64>().unwrap()).sum();
        if on_page != "0" {
            let foot = between(&page.text, "<tfoot", "</tfoot>");
            let shown = between(foot, "<span class=\"n\">", "</span>").replace([',', '.'], "");
            assert_eq!(shown.parse::<i64>().unwrap(), total, "{query}");
        }
    }
    assert_eq!(site.get("/book/rows.csv?bucket=never").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_name_that_looks_like_a_formula_stays_a_name() {
    let file = Site::open().get("/book/rows.csv").await.text;
    assert!(file.contains("<script>alert(1)</script> & Nabirye"), "{file}");
    assert!(lines(&file).iter().flatten().all(|cell| !cell.starts_with(['=', '@', '+'])), "{file}");
}
