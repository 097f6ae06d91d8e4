//! Rules a lender might add of its own, so that forty are asked of every act.

/// The page's file.
pub const FILE: &str = "own-rules.md";

/// A page of so many rules, their kinds in turn.
pub fn page(rules: usize) -> String {
    let head = "# Own rules\n```pack\nsource = \"this page\"\nread_on = 2026-03-09\nreviewed_by = \"nobody\"\n\
                applies_to = \"always\"\n```\n";
    let kinds = [
        "kind = \"window\"\nacts = \"contacts\"\nopens = [{ from = 2000-01-01, value = \"07:00\" }]\n\
         closes = [{ from = 2000-01-01, value = \"21:30\" }]",
        "kind = \"rolling_count\"\ncounts = \"contacts\"\nstops = \"contacts\"\nper = [\"person\"]\n\
         window_days = [{ from = 2000-01-01, value = 30 }]\nat_most = [{ from = 2000-01-01, value = 60 }]\nbreach = \"refused\"",
        "kind = \"cooldown\"\nafter_conversation_by = \"visit\"\nstops = \"contacts\"\nper = [\"person\"]\n\
         days = [{ from = 2000-01-01, value = 3 }]",
        "kind = \"hold\"\non = \"own_stop\"\nstops = \"contacts\"",
        "kind = \"content\"\nacts = \"contacts\"\nmust_not_carry = \"own_taboo\"",
    ];
    let rule = |number: usize| {
        let kind = kinds[number % kinds.len()];
        format!(
            "```rule own.{number}\nforce = \"house_policy\"\nstatus = \"house\"\nin_force = [{{ from = 2000-01-01, value = true }}]\n{kind}\n```\n"
        )
    };
    (0..rules).fold(head.to_owned(), |page, number| page + &rule(number))
}
