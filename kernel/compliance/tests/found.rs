//! Small cases the naive second implementation found the gate to get wrong, each
//! as a page with its examples.
#![allow(clippy::unwrap_used)]

use makegood_compliance::{Pack, Packs, run_examples};

/// Reads pages of rules, the first with examples, and runs those.
fn holds(rules: &[&str], examples: &str) {
    let page = |place: usize, rules: &str| {
        let keys = "force = \"statute\"\nstatus = \"verified\"\n";
        let rules = rules.replace("kind", &format!("{keys}kind"));
        let examples = if place == 0 { examples } else { "" };
        let head = "source = \"x\"\nread_on = 2026-03-09\nreviewed_by = \"x\"\napplies_to = \"always\"";
        let text = format!("# P\n```pack\n{head}\n```\n{rules}\n{examples}");
        Pack::parse(&format!("p{place}.md"), &text).unwrap_or_else(|told| panic!("{told:?}\n{text}"))
    };
    let pages: Vec<Pack> = rules.iter().enumerate().map(|(place, rules)| page(place, rules)).collect();
    let packs = Packs::try_new(pages.clone()).unwrap();
    let results = run_examples(&pages[0], &packs);
    let red: Vec<String> = results.iter().flat_map(|result| &result.surprises).map(ToString::to_string).collect();
    assert!(red.is_empty(), "{}", red.join("\n"));
    assert!(results.iter().map(|result| result.questions).sum::<usize>() > 0);
}

const NOTICE: &str = r#"
```rule x.notice
kind     = "precondition"
acts     = "sue"
needs    = "notice"
days     = [{ from = 2000-01-01, value = 10 }]
when     = "arrears"
```
"#;

/// An act that names no debt is about all of them: what frees one frees not the others.
#[test]
fn what_is_said_of_one_debt_frees_no_act_about_all() {
    holds(
        &[NOTICE],
        "```example\n2026-04-01  arrears\n2026-04-01  notice about L-1\n2026-04-01  call about L-2\n\
         2026-05-01  may we sue about L-1?  yes\n2026-05-01  may we sue?  needs notice\n```",
    );
    let quiet = "```rule x.quiet\nkind = \"hold\"\nin_force = [{ from = 2000-01-01, value = true }]\n\
                 on = \"grievance\"\nclosed_by = \"decision\"\nunless = \"agreement\"\nstops = \"call\"\n```";
    holds(
        &[quiet],
        "```example\n2026-04-01  grievance\n2026-04-02  decision about L-1\n2026-04-02  letter about L-2\n\
         2026-04-03  may we call about L-1?  yes\n2026-04-03  may we call?  no  x.quiet\n```\n\
         ```example\n2026-04-01  grievance\n2026-04-02  agreement about L-1\n2026-04-02  letter about L-2\n\
         2026-04-03  may we call about L-1?  yes\n2026-04-03  may we call?  no  x.quiet\n```",
    );
    let whom = "```rule x.whom\nkind = \"recipient\"\nin_force = [{ from = 2000-01-01, value = true }]\n\
                acts = \"call\"\nonly = \"guarantor\"\n```";
    holds(
        &[whom],
        "```example\nrole unknown\nrole guarantor of L-1\n2026-04-02  letter about L-2\n\
         2026-04-03  may we call about L-1?  yes\n2026-04-03  may we call?  unknown  x.whom\n```",
    );
    let first = "```rule x.first\nkind = \"content\"\nin_force = [{ from = 2000-01-01, value = true }]\n\
                 acts = \"letter\"\noccasion = \"first\"\nmust_carry = \"notice_of_rights\"\n```";
    holds(
        &[first],
        "```example\n2026-04-01  letter about L-1\n2026-04-01  call about L-2\n\
         2026-04-03  may we write about L-1?  yes\n2026-04-03  may we write?  needs notice_of_rights\n```",
    );
}

/// A notice is asked for when one of the debts is in the case it is asked in.
#[test]
fn a_case_of_one_debt_is_a_case_of_an_act_about_two() {
    holds(
        &[NOTICE],
        "```example\n2026-04-01  arrears about L-1\n2026-04-02  may we sue about L-2?  yes\n\
         2026-04-02  may we sue about L-1 L-2?  needs notice\n```",
    );
}

/// With several notices, time runs from the first.
#[test]
fn the_first_notice_is_the_first_to_be_old_enough() {
    holds(
        &[NOTICE],
        "```example\n2026-04-01  arrears\n2026-04-01  notice\n2026-04-05  notice\n\
         2026-04-06  may we sue?  no  x.notice  opens 2026-04-12 00:00\n```",
    );
}

/// Minutes are counted over as many days as they last, also over a day that never was.
#[test]
fn minutes_reach_past_yesterday() {
    let count = "```rule x.count\nkind = \"rolling_count\"\ncounts = \"call_placed\"\nper = \"person\"\n\
                 window_minutes = [{ from = 2000-01-01, value = 4320 }]\n\
                 at_most = [{ from = 2000-01-01, value = 1 }]\nbreach = \"refused\"\n```";
    holds(
        &[count],
        "```example\n2026-04-01 12:00  call\n\
         2026-04-04 11:59  may we call?  no  x.count  2 of 1 in 4320 minutes  opens 2026-04-04 12:00\n\
         2026-04-04 12:00  may we call?  yes\n```\n\
         ```example Samoa had no 30 December 2011\nzone Pacific/Apia\n2011-12-28 23:00  call\n\
         2011-12-31 23:00  may we call?  no  x.count  opens 2012-01-01 23:00\n```",
    );
}

/// Raising a rule makes it stricter, whoever raises it and in whatever order.
#[test]
fn what_is_raised_is_never_lowered() {
    let warns = "```rule x.w\nkind = \"content\"\nin_force = [{ from = 2000-01-01, value = true }]\nacts = \"call\"\n\
                 answer = \"warn\"\nmust_carry = \"name\"\n```\n\
                 ```rule x.r\nkind = \"content\"\nin_force = [{ from = 2000-01-01, value = true }]\nacts = \"visit\"\n\
                 must_not_carry = \"threat\"\n```";
    let merge = |name: &str, to: &str| {
        format!(
            "```rule {name}\nkind = \"merge\"\nin_force = [{{ from = 2000-01-01, value = true }}]\n\
             raises = [\"x.w\", \"x.r\"]\n{to}\n```"
        )
    };
    let (board, counsel) = ("to = \"approval\"\nto_office = \"board\"", "to = \"approval\"\nto_office = \"counsel\"");
    holds(
        &[warns, &merge("y.m", board)],
        "```example\npacks p0 p1\n2026-04-01  may we call?  needs approval of board\n2026-04-02  approval by board\n\
         2026-04-03  may we call?  yes\n2026-04-03  may we visit with threat?  no  x.r\n```",
    );
    holds(
        &[warns, &merge("y.m", board), &merge("z.m", "to = \"refuse\"")],
        "```example\npacks p0 p1 p2\n2026-04-02  approval by board\n2026-04-03  may we call?  needs name\n```",
    );
    holds(
        &[warns, &merge("y.m", board), &merge("z.m", counsel)],
        "```example\npacks p0 p1 p2\n2026-04-02  approval by board\n\
         2026-04-03  may we call?  needs approval of counsel\n```",
    );
}

/// One condition that does not hold is enough, whatever nobody has said of the others.
#[test]
fn a_condition_that_fails_outweighs_one_nobody_answered() {
    let rule = "```rule x.c\nkind = \"content\"\nin_force = [{ from = 2000-01-01, value = true }]\nacts = \"call\"\n\
                only_if = [\"debt.is_old\", \"debt.is_large\"]\nmust_carry = \"name\"\n```";
    holds(
        &[rule],
        "```example\n2026-04-01  may we call?  unknown  x.c\n```\n\
         ```example\nfact not debt.is_large\n2026-04-01  may we call?  yes\n```",
    );
}

/// The search for the earliest instant sees the end of a rule, a change of its
/// number, days past due reaching a number, and an agreement placed ahead.
#[test]
fn what_ends_by_itself_opens() {
    let content = |more: &str| {
        format!("```rule x.c\nkind = \"content\"\nacts = \"call\"\nmust_not_carry = \"threat\"\n{more}\n```")
    };
    holds(
        &[&content("in_force = [{ from = 2000-01-01, value = true }, { from = 2026-06-01, value = false }]")],
        "```example\n2026-04-01  may we call with threat?  no  x.c  opens 2026-06-01 00:00\n```",
    );
    holds(
        &[&content("in_force = [{ from = 2000-01-01, value = true }]\nonly_if = \"days_past_due < 15\"")],
        "```example\nfact arrears_since = 2026-04-01\n\
         2026-04-02  may we call with threat?  no  x.c  opens 2026-04-16 00:00\n```",
    );
    holds(
        &[&content("in_force = [{ from = 2000-01-01, value = true }]\nunless = \"hardship\"")],
        "```example\n2026-04-20  hold hardship\n2026-04-02  may we call with threat?  no  x.c  opens 2026-04-20 00:00\n```",
    );
    let count = "```rule x.count\nkind = \"rolling_count\"\ncounts = \"call_placed\"\nper = \"person\"\n\
                 window_minutes = [{ from = 2000-01-01, value = 4320 }]\n\
                 at_most = [{ from = 2000-01-01, value = 0 }, { from = 2026-05-01, value = 1 }]\nbreach = \"refused\"\n```";
    holds(&[count], "```example\n2026-04-02  may we call?  no  x.count  opens 2026-05-01 00:00\n```");
}

/// A number no longer used is no ground to call.
#[test]
fn a_ground_for_a_closed_number_is_none() {
    let ground = "```rule x.ground\nkind = \"address_basis\"\nin_force = [{ from = 2000-01-01, value = true }]\n\
                  acts = \"call\"\nbasis = \"agreement\"\n```";
    holds(
        &[ground],
        "```example\n2026-04-01  agreement on phone\n2026-04-02  may we call?  yes\n\
         2026-04-02  number phone is closed\n2026-04-03  may we call?  unknown  x.ground\n```",
    );
}
