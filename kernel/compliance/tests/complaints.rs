//! Every complaint about a pack names the line, what stands there and what should.
#![allow(clippy::unwrap_used)]

use makegood_compliance::{Pack, Packs};

const HEAD: &str =
    "# A page\n```pack\nsource = \"x\"\nread_on = 2026-03-09\nreviewed_by = \"x\"\napplies_to = \"always\"\n```\n";

/// The complaints about a page with this body below a good head of seven lines.
fn complaints(body: &str) -> String {
    let complaints = Pack::parse("page.md", &format!("{HEAD}{body}")).err().unwrap_or_default();
    complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn rule(keys: &str) -> String {
    format!("```rule x.y\nforce = \"statute\"\nstatus = \"verified\"\n{keys}\n```\n")
}

/// An expected complaint that ends in … is only the beginning of it.
fn check(body: &str, expected: &str) {
    let found = complaints(body);
    match expected.strip_suffix('…') {
        Some(beginning) if !beginning.ends_with("= ") => {
            assert!(found.starts_with(beginning), "{found}\nis not\n{beginning}\n--- of ---\n{body}");
        }
        _ => assert_eq!(found, expected, "\n--- of ---\n{body}"),
    }
}

#[test]
fn a_rule_is_read_key_by_key() {
    let quiet = "after_conversation_by = \"call\"\nstops = \"call\"\nper = \"person\"\nkind = \"cooldown\"";
    check(&rule(&format!("{quiet}\ndays = [{{ from = 2021-11-30, value = 7 }}]")), "");
    check(
        &rule("kind = \"wait\""),
        "page.md:11: found \"wait\", expected kind = one of window, rolling_count, cooldown, exclusion, hold, interval, recipient, …",
    );
    check(
        &rule(&format!("{quiet}\ndays = 7")),
        "page.md:15: found 7, expected days = [{ from = 2021-11-30, value = … }], the value a whole number from 1",
    );
    check(
        &rule(&format!("{quiet}\ndays = [{{ from = 2021-11-30, value = 0 }}]")),
        "page.md:15: found { from = 2021-11-30, value = 0 }, expected days = [{ from = 2021-11-30, value = … }], the value a whole number from 1",
    );
    check(
        &rule(&format!("{quiet}\ndays = [{{ from = 2021-11-30, value = 7, until = 2022-01-01 }}]")),
        "page.md:15: found { from = 2021-11-30, until = 2022-01-01, value = 7 }, expected days = [{ from = 2021-11-30, value = … }], the value a whole number from 1",
    );
    check(
        &rule(&format!(
            "{quiet}\ndays = [\n  {{ from = 2022-01-01, value = 7 }},\n  {{ from = 2021-11-30, value = 3 }},\n]"
        )),
        "page.md:15: found 2021-11-30 does not come after 2022-01-01, expected days = days that rise, each once",
    );
    check(
        &rule(&format!("{quiet}\ndays = [{{ from = 2021-11-30, value = 7 }}]\nhours = 3")),
        "page.md:16: found key hours, expected one of kind, force, status, citation, known_as, in_force, only_if, …",
    );
    check(&rule(quiet), "page.md:8: found no readable days, expected days = …");
    check(
        &rule(&format!("{quiet}\ndays = [{{ from = 2021-11-30, value = 7 }}]\nexcluding = \"x.z\"")),
        "page.md:16: found \"x.z\", expected the name of a rule of kind exclusion in this file",
    );
}

#[test]
fn hours_lie_within_a_day_and_begin_together() {
    let hours = |opens: &str, closes: &str, more: &str| {
        let dated = |key: &str, value: &str| format!("{key} = [{{ from = {value} }}]");
        let (opens, closes) = (dated("opens", opens), dated("closes", closes));
        rule(&format!("kind = \"window\"\nacts = [\"call\"]\n{opens}\n{closes}\n{more}"))
    };
    let (opens, closes) = ("2000-01-01, value = \"08:00\"", "2000-01-01, value = \"21:00\"");
    check(&hours(opens, closes, ""), "");
    check(
        &hours(opens, "2000-01-01, value = \"07:00\"", ""),
        "page.md:8: found hours from 2000-01-01 that close before they open, expected opens before closes, both in one day",
    );
    check(
        &hours(opens, "2001-01-01, value = \"21:00\"", ""),
        "page.md:8: found closes begins on 2001-01-01, expected closes to begin on 2000-01-01, as opens does, or in_force to say from when",
    );
    check(
        &hours(opens, "2000-01-01, value = \"9pm\"", ""),
        "page.md:14: found { from = 2000-01-01, value = \"9pm\" }, expected closes = [{ from = 2021-11-30, value = … }], the value a time such as \"08:00\"",
    );
    let week = "[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"saturday\",\"sunday\"]";
    check(
        &hours(opens, closes, &format!("closed_on = [{{ from = 2000-01-01, value = {week} }}]")),
        "page.md:15: found { from = 2000-01-01, value = a TOML array }, expected closed_on = [{ from = 2021-11-30, value = … }], the value a list of weekdays, not all seven",
    );
}

#[test]
fn a_page_and_its_examples() {
    let none = Pack::parse("page.md", "# Nothing\n").err().unwrap();
    assert_eq!(
        none[0].to_string(),
        "page.md:1: found no pack block, expected a block of pack with source, read_on, reviewed_by and applies_to"
    );
    check(
        "```ruel x\n```\n",
        "page.md:8: found a block of ruel, expected a block of pack (once), rule, example or text",
    );
    check(
        "```\nx\n```\n",
        "page.md:8: found a block without a word, expected a block of pack (once), rule, example or text",
    );
    check("```rule x.y\n", "page.md:8: found a rule block without an end, expected a line of ``` that closes it");
    check(
        "```rule x.y\nkind = \n```\n",
        "page.md:9: found string values must be quoted, expected literal string, expected keys and values, such as at_most = 7",
    );
    let example = |line: &str| format!("```example title\n2026-04-01  may we call?  yes\n{line}\n```\n");
    check(&example("2026-04-02  call call on X about L-1"), "");
    check(&example("# a word aside"), "");
    check(
        "```example title\n2026-04-01 call\n```\n",
        "page.md:8: found no question, expected a question, such as: 2026-04-07  may we call?  yes",
    );
    for (line, expected) in [
        ("2026-04-31  call", "a day, or zone, packs, role, fact, lender, no, debt, exposure, allocate, interest"),
        ("2026-04-01  may we fax?  no", "one of call, inbound_call, message, …"),
        ("2026-04-01  may we call  no", "a ? after the question"),
        ("2026-04-01  may we call?  perhaps", "yes, no, unknown, warn, …"),
        ("2026-04-01  may we call?  no  opens tomorrow 08:00", "opens, a day and a time"),
        ("2026-04-01  101 calls", "a number up to 100"),
        ("2026-04-01  9x calls", "may we …?, consents to calls, …"),
        ("2026-04-01  call about", "on a contact point, at a place, about debts, …"),
        ("2026-04-01  hold breath", "one of dispute, hardship, cease_request, attorney_representation, moratorium"),
        ("role aunt", "one of borrower, co_borrower, guarantor, …"),
    ] {
        check(&example(line), &format!("page.md:10: found {line:?}, expected {expected}"));
    }
}

#[test]
fn packs_and_rules_stand_once() {
    let page = format!(
        "{HEAD}{}",
        rule("kind = \"hold\"\non = \"dispute\"\nstops = \"call\"\nin_force = [{ from = 2000-01-01, value = true }]")
    );
    let pack = |name: &str| Pack::parse(name, &page).unwrap();
    let told =
        |packs: Vec<Pack>| Packs::try_new(packs).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told(vec![pack("a.md"), pack("b.md")]),
        ["b.md:8: found rule x.y a second time, expected each name of a rule once, over all packs"]
    );
    assert_eq!(
        told(vec![pack("a.md"), pack("a.md")])[0],
        "a.md:1: found pack a a second time, expected each pack once"
    );
}
