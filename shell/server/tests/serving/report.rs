//! The leader's report on paper has the figures of the pages, of her part of the book
//! alone, and is the same file each time.

use crate::numbers::lines;
use crate::site::{Site, desk};
use axum::http::{StatusCode, header};
use makegood_letters::{Block, Document};
use makegood_server::links::numbers::ReportQuery;
use makegood_server::{Ending, LeaderReport, ReportTable, Tongue, leader_report, report_file};
use makegood_views::Reach;
use std::collections::BTreeSet;

/// The book the pages are of.
fn book() -> makegood_desk::Desk {
    desk(&["2007-03-02", "2007-04-02"])
}

fn of(part: &str) -> ReportQuery {
    ReportQuery { part: part.to_owned(), ..ReportQuery::default() }
}

fn report(query: &ReportQuery, tongue: Tongue) -> LeaderReport {
    leader_report(&book(), query, &Reach::whole(), tongue).unwrap()
}

/// The rows of its tables of figures: name, counted, of.
fn figures(document: &Document) -> BTreeSet<[String; 3]> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.columns.len() == 5 => Some(table),
        _ => None,
    });
    let row = |row: &makegood_letters::Row| [0, 2, 3].map(|at: usize| row.cells[at].clone());
    tables.flat_map(|table| table.rows.iter().map(row)).collect()
}

/// The same of the file of the page, without how loans were granted.
fn of_page(text: &str) -> BTreeSet<[String; 3]> {
    let granted = ["First-payment default", "Ever 30 days past due", "Ever 90 days past due", "Net loss"];
    let plain = |text: &str| text.replace([',', '.'], "");
    let cell = |line: &[String], money: usize, count: usize| match line[money].as_str() {
        "" => plain(&line[count]),
        amount => format!("{} {}", plain(amount), line[money + 1]),
    };
    let all = lines(text).into_iter().filter(|line| !granted.contains(&line[0].as_str()));
    let mine = all.filter(|line| line[7].is_empty() || line[7] == "USD");
    mine.map(|line| [line[0].clone(), cell(&line, 6, 10), cell(&line, 8, 11)]).collect()
}

#[tokio::test]
async fn a_report_has_the_figures_of_the_page() {
    let site = Site::open();
    for part in ["", "branch:north", "branch:south"] {
        let paper = figures(&report(&of(part), Tongue::English).document);
        let paper: BTreeSet<[String; 3]> = paper
            .into_iter()
            .map(|[name, one, two]| [name, one.replace([',', '.'], ""), two.replace([',', '.'], "")])
            .collect();
        let page = of_page(&site.get(&format!("/numbers.csv?part={part}")).await.text);
        assert!(paper.len() > 15, "{paper:?}");
        assert_eq!(paper, page, "{part}");
    }
}

#[tokio::test]
async fn a_report_is_the_same_file_each_time_and_where_it_is_linked() {
    let site = Site::open();
    let file = site.get("/report.pdf").await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(file.bytes.starts_with(b"%PDF"));
    assert_eq!(file.bytes, report(&of(""), Tongue::English).bytes);
    let text = String::from_utf8_lossy(&file.bytes);
    assert!(text.contains("pdfuaid:part") && text.contains("/Figure"), "a drawing is told as one");
    site.get("/numbers").await.shows("href=\"/report.pdf\"");
    site.get("/numbers?part=branch:north").await.shows("href=\"/report.pdf?part=branch%3Anorth\"");
    site.get("/review").await.shows("href=\"/report.pdf\"");
    let earlier = ReportQuery { month: "2007-03".to_owned(), ..of("") };
    assert_eq!(report(&earlier, Tongue::English).as_of.to_string(), "2007-03-02");
    assert_eq!(site.get("/report.pdf?month=2007-03").await.bytes, report(&earlier, Tongue::English).bytes);
    for nowhere in ["/report.pdf?month=2006-01", "/report.pdf?part=branch:west", "/report.pdf?part=product:Retail"] {
        assert_eq!(site.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn a_report_is_written_in_every_language_of_the_pages() {
    for tongue in [Tongue::Spanish, Tongue::Chinese] {
        for part in ["", "branch:north"] {
            let report = report(&of(part), tongue);
            let stubs: Vec<String> = report.missing.iter().map(|key| makegood_tongues::po::quoted(key)).collect();
            assert!(stubs.is_empty(), "add these to the files in tongues/:\n{}", stubs.join("\n"));
        }
    }
    let spanish = report(&of(""), Tongue::Spanish).document.words();
    assert!(spanish.contains("2 abr 2007"), "{spanish}");
}

#[tokio::test]
async fn a_report_of_a_branch_names_no_case_of_another() {
    let north = report(&of("branch:north"), Tongue::English).document.words();
    assert!(north.contains("Why they are late"), "{north}");
    for foreign in ["south", "B-4", "B-5", "B-6"] {
        assert!(!north.contains(foreign), "{foreign}: {north}");
    }
}

#[tokio::test]
async fn the_files_of_the_command_line_are_those_of_the_pages() {
    let (site, desk) = (Site::open(), book());
    let pages = [
        (ReportTable::Figures(""), "/numbers"),
        (ReportTable::Methods, "/methods"),
        (ReportTable::FirstCash, "/first-cash"),
        (ReportTable::Granted, "/origination"),
    ];
    for (table, page) in pages {
        let file = report_file(&desk, table, Ending::Csv).unwrap();
        assert_eq!(file, site.get(&format!("{page}.csv")).await.bytes, "{page}");
    }
    let branches = String::from_utf8(report_file(&desk, ReportTable::Branches, Ending::Csv).unwrap()).unwrap();
    assert!(lines(&branches).iter().any(|line| line[0] == "north" && line[1] == "3"), "{branches}");
    let days = String::from_utf8(report_file(&desk, ReportTable::Days, Ending::Csv).unwrap()).unwrap();
    assert_eq!(lines(&days).len(), 2, "{days}");
    assert!(report_file(&desk, ReportTable::Branches, Ending::Xlsx).unwrap().starts_with(b"PK"));
}
