//! What the pass does to a page.

use makegood_tongues::catalogue::Catalogue;
use makegood_tongues::{Tongue, page};

const ENTRIES: &str = r#"
msgid "Paid {money} on {day}."
msgstr "El {day} se pagaron {money}."
msgid "{n} days late"
msgstr "{n} días de atraso"
msgid "Recorded by {name}."
msgstr "Lo registra {name}."
msgid "Why {name} is late"
msgstr "Por qué {name} está en mora"
msgid "{part}: nobody came"
msgstr "{part}: no vino nadie"
msgid "visit"
msgstr "visita"
msgid "Open the file"
msgstr "Abrir el expediente"
msgid "Save"
msgstr "Guardar"
"#;

fn read(html: &str) -> page::Read {
    page::read(html, Tongue::Spanish, &Catalogue::read(&[("test", ENTRIES)]).expect("a catalogue"))
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(read(html).html, expected);
}

#[test]
fn a_sentence_with_figures_is_one_entry_and_their_marks_go_along() {
    check(
        "<p>Paid <span class=\"money\"><span class=\"n\">1,134.72</span> <span class=\"cur\">USD</span></span> on <time datetime=\"2007-03-15\">15 Mar 2007</time>.</p>",
        "<p>El <time datetime=\"2007-03-15\">15 mar 2007</time> se pagaron <span class=\"money\"><span class=\"n\">1.134,72</span> <span class=\"cur\">USD</span></span>.</p>",
    );
    check("<b>1,200 days late</b>", "<b>1.200 días de atraso</b>");
}

#[test]
fn names_and_what_people_wrote_are_never_touched() {
    check(
        "<h1 translate=\"no\">Save &#38; Sons</h1><p>Recorded by Save &#38; Sons.</p><p translate=\"no\">Save it, 1,200.50</p><textarea>Save</textarea>",
        "<h1 translate=\"no\">Save &#38; Sons</h1><p>Lo registra Save &#38; Sons.</p><p translate=\"no\">Save it, 1,200.50</p><textarea>Save</textarea>",
    );
    let read = read("<title>Why &#60;b&#62;Ann&#60;/b&#62; is late</title>");
    assert_eq!(read.html, "<title>Por qué &#60;b&#62;Ann&#60;/b&#62; está en mora</title>", "a name stays escaped");
}

#[test]
fn what_has_no_entry_stays_english_and_says_so() {
    let read = read("<html lang=\"en\"><p>Hello there. Save</p><svg><text>Hello 1,200.5</text></svg></html>");
    assert_eq!(
        read.html,
        "<html lang=\"es\"><p><span lang=\"en\">Hello there.</span> Guardar</p><svg><text><tspan lang=\"en\">Hello 1,200.5</tspan></text></svg></html>"
    );
    assert_eq!(read.missing, ["Hello there.", "Hello {n}"]);
    assert!(page::read("<p lang=\"en\">A law.</p>", Tongue::Spanish, &Catalogue::default()).missing.is_empty());
}

#[test]
fn what_is_heard_is_translated_too() {
    check(
        "<a aria-label=\"Open the file\" href=\"/x?Save\" title=\"Save\">x1</a><input type=\"submit\" value=\"Save\"><input value=\"Save\">",
        "<a aria-label=\"Abrir el expediente\" href=\"/x?Save\" title=\"Guardar\">x1</a><input type=\"submit\" value=\"Guardar\"><input value=\"Save\">",
    );
}

#[test]
fn a_phrase_within_a_phrase_and_marks_around_one() {
    check("<p>Visit: nobody came</p>", "<p>Visita: no vino nadie</p>");
    check("<h2>Save <span class=\"count\">12</span></h2>", "<h2>Guardar <span class=\"count\">12</span></h2>");
    check("<p>(save), <b>visit</b>; 3 days late</p>", "<p>(guardar), <b>visita</b>; 3 días de atraso</p>");
}
