//! The last trial and outcomes by means, as pages; the lot on a case.

use crate::site::{Site, desk_of, policy};
use makegood_desk::{Desk, Source, TrialTexts};

/// Forty invented borrowers of one instalment each, every other one of whom paid late.
fn desk() -> Desk {
    let mut texts = [
        "party_id,kind,country,time_zone\n".to_owned(),
        "loan_id,borrower_id,branch,currency,principal,disbursed_on\n".to_owned(),
        "loan_id,no,due_on,principal\n".to_owned(),
        "payment_id,loan_id,value_on,amount\n".to_owned(),
    ];
    for no in 1..=40 {
        texts[0].push_str(&format!("B-{no},person,KE,Africa/Nairobi\n"));
        texts[1].push_str(&format!("L-{no},B-{no},north,USD,100,2007-01-10\n"));
        texts[2].push_str(&format!("L-{no},1,2007-02-10,100\n"));
        if no % 2 == 0 {
            texts[3].push_str(&format!("P-{no},L-{no},2007-03-01,100\n"));
        }
    }
    let staff = "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Grace Auma,north,officer,420,call visit\n";
    let names = ["parties.csv", "loans.csv", "instalments.csv", "payments.csv"];
    let mut sources: Vec<Source> =
        names.into_iter().zip(texts).map(|(name, text)| Source::Shipped(name, text.leak())).collect();
    sources.push(Source::Shipped("staff.csv", staff));
    let mut desk = desk_of(&[&sources], &[]);
    desk.adopt(&policy(), "tests").unwrap();
    desk
}

fn trial() -> TrialTexts {
    let text = "name = \"<b>later\"\nbegins_on = \"2007-02-01\"\ncontrol_basis_points = 1000\n\
                [[challenger]]\narm = \"B\"\nladder = \"later.toml\"\nshare_basis_points = 4500\n";
    let ladder = policy().strategy.1.replacen("from_days_past_due = 10", "from_days_past_due = 20", 1);
    TrialTexts { trial: ("trial.toml".into(), text.into()), ladders: vec![("later.toml".into(), ladder)] }
}

#[tokio::test]
async fn without_a_trial_the_page_says_how_one_begins() {
    let mut desk = desk();
    desk.close("2007-04-02".parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    let site = Site::over(desk);
    site.get("/trial").await.shows("No ladder is on trial");
    site.get("/methods").await.shows("Nothing was tried yet");
    site.get("/review").await.shows("href=\"/trial\"");
}

#[tokio::test]
async fn arms_stand_side_by_side_with_intervals_and_the_case_names_its_lot() {
    let mut desk = desk();
    desk.adopt_trial(&trial(), "tests").unwrap();
    desk.close("2007-04-02".parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    let results = makegood_views::trial_results(desk.book()).unwrap().unwrap();
    let cured: u64 = results.arms.iter().map(|arm| arm.cured_30.numerator).sum();
    let cases: u64 = results.arms.iter().map(|arm| arm.cases).sum();
    assert_eq!((cured, cases), (20, 40));
    let site = Site::over(desk);
    let page = site.get("/trial").await;
    page.shows("Trial &#60;b&#62;later");
    page.shows("Nothing can be told: too few cases.");
    let champion = results.arms[0].cured_30;
    page.shows(&format!("({} of {})", champion.numerator, champion.denominator));
    page.shows("champion cured at 30 days");
    site.get("/case/B-1").await.shows("by lot since 2007-02-01");
}
