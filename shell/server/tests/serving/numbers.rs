//! Every figure says what it was counted from, leads to rows that add up to it, and is the
//! same in a file.

use crate::site::Site;
use axum::http::StatusCode;

/// The lines of a file of comma-separated values, without its head.
pub fn lines(text: &str) -> Vec<Vec<String>> {
    text.lines().skip(1).map(cells).collect()
}

/// The cells of a line; a comma between quotes parts nothing.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

#[tokio::test]
async fn figures_are_told_with_numerator_denominator_and_day() {
    let site = Site::open();
    let page = site.get("/numbers").await;
    page.shows("<h1>Numbers</h1>");
    // L-2 and L-7 have paid one of six instalments of 100, L-3 all, L-4 four, L-1 three, L-5
    // four, L-8 two: 500 + 500 + 0 + 200 + 300 + 200 + 400 is open, 500 + 500 + 400 of it
    // more than 30 days past due.
    page.shows("<b>66.67 %</b>");
    page.shows("1,400.00 USD");
    page.shows("2,100.00 USD");
    page.shows("<time datetime=\"2007-04-02\">");
    // No promise was due, so there is no share of promises kept.
    page.shows("none: there was nothing to count");
    for (part, says) in
        [("branch:north", "1,300.00 USD"), ("product:Retail", "2,100.00 USD"), ("month:2006-11", "2,100.00 USD")]
    {
        site.get(&format!("/numbers?part={part}")).await.shows(says);
    }
    for unknown in
        ["/numbers?part=branch:west", "/numbers?part=planet", "/numbers/par-31", "/numbers/x", "/numbers?currency=EUR"]
    {
        assert!(site.get(unknown).await.status == StatusCode::NOT_FOUND || unknown.contains("currency"), "{unknown}");
    }
}

#[tokio::test]
async fn every_figure_drills_to_rows_that_add_up_to_it() {
    let site = Site::open();
    let all = site.get("/numbers.csv").await;
    let mut compared = 0;
    for line in lines(&all.text) {
        let [code, currency] = [&line[1], &line[7]];
        let rows = site.get(&format!("/numbers/{code}/rows.csv?currency={currency}")).await;
        assert_eq!(rows.status, StatusCode::OK, "{code}");
        // A column for each sum: money with its currency, or a count.
        let minor = |text: &str| text.replace('.', "").parse::<i64>().unwrap_or(0);
        let whole: [i64; 4] = [6, 8, 10, 11].map(|at: usize| minor(&line[at]));
        let mut sum = [0; 4];
        for row in lines(&rows.text) {
            for (place, at) in [5, 7, 9, 10].into_iter().enumerate() {
                sum[place] += minor(&row[at]);
            }
        }
        if code == "roll-0" {
            // Of what was current only the sum is kept.
            sum[1] = whole[1];
        }
        assert_eq!(sum, whole, "{code} {currency}");
        compared += 1;
        let page = site.get(&format!("/numbers/{code}?currency={currency}")).await;
        assert_eq!(page.status, StatusCode::OK, "{code}: {}", page.text);
    }
    assert!(compared > 30, "{compared}");
}

#[tokio::test]
async fn a_figure_has_its_history_drawn_with_a_table_beside() {
    let site = Site::open();
    let page = site.get("/numbers/par-30").await;
    page.shows("<svg class=\"schedule curves\"");
    page.shows("<desc>From 2 Mar 2007:");
    page.shows("datetime=\"2007-03-02\"");
    page.shows("By branch");
    let rows = site.get("/numbers/par-30/rows?part=branch:north&currency=USD").await;
    rows.shows("Total of 3 rows");
    rows.shows("1,000.00 USD");
    let vintage = site.get("/numbers/ever-30/vintage").await;
    vintage.shows("2006-11");
    assert_eq!(site.get("/numbers/kept/vintage").await.status, StatusCode::NOT_FOUND);
}
