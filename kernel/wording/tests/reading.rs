//! How a text is read: negation, forms, disguises, context, decisions, places.

use makegood_wording::{Context, Decision, File, Files, Lexicon, Text, files};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::shipped().expect("the shipped lexicon"));

fn decided(words: &str, tags: &[&str]) -> Decision {
    let context = Context::from_tags(tags.iter().copied());
    LEXICON.read(&Text { words, language: None, context: &context }).decision
}

/// One row a text: the tags, what is decided, the words.
fn check(rows: &[(&[&str], Decision, &str)]) {
    for (tags, decision, words) in rows {
        assert_eq!(decided(words, tags), *decision, "{tags:?} {words}");
    }
}

use Decision::{Approve, Deny, Pass};

#[test]
fn a_negation_clears_and_a_seeming_one_does_not() {
    check(&[
        (&[], Deny, "You will be arrested."),
        (&[], Pass, "You will not be arrested."),
        (&[], Pass, "You won't be arrested."),
        (&[], Pass, "Nobody will be arrested."),
        (&[], Deny, "If you do not pay, you will be arrested."),
        (&[], Deny, "This is not a joke: you will be arrested."),
        (&[], Deny, "We are not the police, but you will be arrested."),
        (&[], Pass, "您不会坐牢。"),
        (&[], Deny, "不还钱就让你坐牢。"),
        (&[], Pass, "我们不会联系您的家人、同事或者邻居。"),
    ]);
}

#[test]
fn forms_and_disguises_are_the_same_word() {
    check(&[
        (&[], Deny, "They are going to arrest you."),
        (&[], Deny, "You are getting arrested."),
        (&[], Deny, "YOU WILL GO TO J A I L"),
        (&[], Deny, "you will go to ja\u{200b}il"),
        (&[], Deny, "you will go to jaaaail"),
        (&[], Deny, "you will go to ja1l"),
        (&[], Deny, "Ｙｏｕ　ｗｉｌｌ　ｇｏ　ｔｏ　ｊａｉｌ"),
        (&[], Deny, "you’ll go to jail"),
        (&[], Deny, "欠債不還，等著坐牢"),
        (&[], Deny, "不还钱就让你坐 牢"),
    ]);
}

#[test]
fn the_context_decides() {
    check(&[
        (&[], Approve, "Your wages will be garnished next month."),
        (&["no_judgment"], Deny, "Your wages will be garnished next month."),
        (&["judgment held"], Pass, "Your wages will be garnished next month."),
        (&[], Approve, "Pay or we will sue you."),
        (&["suit approved"], Pass, "Unless you pay we will sue you."),
        (&["timebarred"], Deny, "If you do not pay by 1 June, we will sue you."),
        (&["to:debtor"], Pass, "Your loan is overdue."),
        (&["to:employer"], Deny, "His loan is overdue."),
        (&["in time"], Pass, "Please sign the repayment plan."),
        (&["timebarred"], Deny, "Please sign the repayment plan."),
        (&["note"], Pass, "客户称你们太不要脸"),
        (&["voicemail"], Approve, "Please call about your account."),
        (&["voicemail shared"], Deny, "Please call about your account."),
    ]);
}

#[test]
fn an_occasion_asks_for_what_must_be_there() {
    let missing = |occasion: &str, words: &str| {
        let context = Context { occasion: Some(occasion.to_owned()), ..Context::default() };
        LEXICON.read(&Text { words, language: None, context: &context }).hits.len()
    };
    assert_eq!(missing("sms", "This is Delta Bank: your instalment of 20 is due on 5 May. Reply STOP to opt out."), 0);
    assert_eq!(missing("sms", "Your instalment of 20 is due on 5 May."), 2);
    assert_eq!(missing("sms", "【某银行】您的账单将于5日到期，回复T退订。我行客服电话95500。"), 0);
    assert_eq!(missing("a_new_moon", "Hello."), 1);
}

#[test]
fn a_fault_in_a_file_is_named_with_its_line() {
    let shipped = files();
    let fault = |text: &'static str| {
        let categories = vec![File { name: "words/mine.toml", text }];
        let given = Files { categories, ..shipped.clone() };
        Lexicon::read_files(&given).expect_err("a fault").to_string()
    };
    let head =
        "id = \"L99\"\ntitle = \"t\"\nseverity = \"hard\"\ncitation = \"c\"\nrewrite.en = \"e\"\nrewrite.zh = \"z\"\n";
    let with = |rest: &str| fault(Box::leak(format!("{head}{rest}").into_boxed_str()));
    assert_eq!(
        with("[[rule]]\nlang = \"en\"\nsays = \"s\"\nany = [\n  \"@nobody_known\",\n]\n"),
        "words/mine.toml:11: in \"@nobody_known\": there is no concept @nobody_known in this language"
    );
    assert!(
        with("[[rule]]\nlang = \"en\"\nsays = \"s\"\nanny = []\n").starts_with("words/mine.toml:10: unknown field")
    );
    assert!(
        with("[[rule]]\nlang = \"en\"\nsays = \"s\"\nany = [\"... jail\"]\n")
            .contains(":10: in \"... jail\": a pattern begins")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_and_every_span_lies_in_it(words in "\\PC{0,200}", tag in "[a-z:_ ]{0,16}") {
        let context = Context::from_tags([tag.as_str()]);
        let reading = LEXICON.read(&Text { words: &words, language: None, context: &context });
        let length = words.chars().count();
        for hit in &reading.hits {
            prop_assert!(hit.span.0 <= hit.span.1 && hit.span.1 <= length);
            let there: String = words.chars().skip(hit.span.0).take(hit.span.1 - hit.span.0).collect();
            prop_assert_eq!(&there, &hit.words);
        }
    }

    #[test]
    fn words_of_the_lexicon_in_any_order_are_read(picks in proptest::collection::vec(0_usize..14, 0..60)) {
        let known = ["you", "will", "not", "be", "arrested", "坐牢", "，", ".", "your", "boss", "不", "我们", "NUMBER", "5,200"];
        let words: String = picks.iter().filter_map(|at| known.get(*at)).map(|word| format!("{word} ")).collect();
        let context = Context::default();
        let reading = LEXICON.read(&Text { words: &words, language: None, context: &context });
        prop_assert!(reading.hits.iter().all(|hit| hit.decision != Decision::Pass));
        prop_assert_eq!(reading.is_flagged(), reading.decision != Decision::Pass);
    }
}

/// Ten times the text, about ten times the work: held loosely, on a text without an end
/// of a sentence, which is the hardest.
#[test]
fn the_work_grows_with_the_text() {
    let read = |times: usize| {
        let words = "we will tell your boss and you will be arrested and ".repeat(times);
        let context = Context::default();
        let begun = std::time::Instant::now();
        let hits = LEXICON.read(&Text { words: &words, language: None, context: &context }).hits.len();
        (hits, begun.elapsed())
    };
    // The best of some: another process may hold the machine in one of them.
    let best = |times: usize| (0..4).map(|_| read(times)).min_by_key(|(_, took)| *took).expect("four");
    let ((few, short), (many, long)) = (best(200), best(2_000));
    assert!(many >= few * 9, "{few} {many}");
    assert!(long < short * 60, "{short:?} {long:?}");
}
