//! Every number of the book is a door to its rows.

use crate::fixtures;

/// The text of every link with this address, tags left out.
fn links(html: &str, href: &str) -> Vec<String> {
    let opening = format!("<a href=\"{href}\"");
    html.split(&opening)
        .skip(1)
        .map(|rest| rest.split_once('>').unwrap().1.split("</a>").next().unwrap())
        .map(|inner| inner.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect())
        .collect()
}

#[test]
fn each_number_leads_to_its_rows() {
    let html = fixtures::book::book().render().unwrap();
    let expected = [
        ("/book/rows", "624"),
        ("/book/rows?over_days=0", "210 with arrears"),
        ("/book/rows?over_days=0", "54,721.00 USD"),
        ("/book/rows?over_days=30", "30.7%"),
        ("/book/rows?bucket=current", "414 loans, current"),
        ("/book/rows?bucket=90%2B", "63 loans, 90+ days"),
        ("/book/rows?bucket=90%2B", "33,296.30 USD"),
        ("/book/rows?bucket=30-59&#38;was=1-29", "23 loans from 1-29 days to 30-59 days"),
        ("/book/rows?bucket=closed&#38;was=1-29", "2 loans from 1-29 days paid in full"),
        ("/book/rows?was=60-89", "35 loans stood at 60-89 days"),
        ("/book/rows?over_days=30&#38;branch=UG-1", "31.5%"),
    ];
    for (href, text) in expected {
        assert!(links(&html, href).iter().any(|found| found == text), "{href} {text}: {:?}", links(&html, href));
    }
}

#[test]
fn a_column_says_how_it_is_sorted_and_offers_the_other_way() {
    let mut rows = fixtures::book::rows();
    let html = rows.render().unwrap();
    assert!(
        html.contains("aria-sort=\"descending\"><a href=\"/book/rows?bucket=30-59&#38;reversed=true\">Days past due")
    );
    assert!(html.contains("aria-sort=\"none\"><a href=\"/book/rows?bucket=30-59&#38;sort=name\">Borrower"));
    rows.query = rows.query.sorted_by(makegood_server::links::Sort::Name);
    let html = rows.render().unwrap();
    assert!(html.contains(
        "aria-sort=\"ascending\"><a href=\"/book/rows?bucket=30-59&#38;sort=name&#38;reversed=true\">Borrower"
    ));
}

#[test]
fn pages_of_rows_have_a_first_and_a_last() {
    let mut rows = fixtures::book::rows();
    let html = rows.render().unwrap();
    assert!(html.contains("rel=\"next\"") && !html.contains("rel=\"prev\""));
    rows.query.page = 9;
    let html = rows.render().unwrap();
    assert!(!html.contains("rel=\"next\"") && html.contains("bucket=30-59&#38;page=8\" rel=\"prev\""));
    assert!(html.contains("Total of 70 loans, all 9 pages") && html.contains("9,884.20"));
}

#[test]
fn a_section_without_anything_to_say_is_not_shown() {
    let mut review = fixtures::other::review();
    assert!(review.render().unwrap().contains("Broken promises"));
    review.lists.retain(|list| list.id != "broken");
    review.conversations.clear();
    review.cash = None;
    let html = review.render().unwrap();
    assert!(!html.contains("Broken promises") && !html.contains("Conversations") && !html.contains("Cash since"));
}
