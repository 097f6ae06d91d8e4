//! Nothing can be changed, inserted or taken out without the proof noticing.
#![allow(clippy::unwrap_used)]

use makegood_journal::{
    Batch, BatchBoarded, ChainError, Connection, Event, FactRow, append, current, facts_of_owner, keep_document, open,
    open_in_memory, owners_in_batch, verify,
};
use makegood_units::Instant;

fn board(connection: &Connection, rows: &[FactRow]) {
    let mut batch = Batch::begin(connection).unwrap();
    rows.iter().for_each(|row| batch.add(row).unwrap());
    let (count, rows_hash) = batch.finish();
    let batch = BatchBoarded {
        file: "loans.csv".into(),
        file_hash: "00".into(),
        through_line: rows.len() as u64,
        complete: true,
        rows: count,
        rows_hash,
        waivers: vec![],
    };
    let at: Instant = "2026-01-05T09:00:00Z".parse().unwrap();
    append(connection, at, "2026-01-05".parse().unwrap(), "tests", Event::BatchBoarded(batch)).unwrap();
}

fn row(key: &str, reported_on: &str, body: &str) -> FactRow {
    FactRow {
        kind: "loan".into(),
        key: key.into(),
        owner: "B-1".into(),
        reported_on: reported_on.parse().ok(),
        body: body.into(),
    }
}

fn three_batches() -> Connection {
    let connection = open_in_memory().unwrap();
    board(&connection, &[row("L-1", "2026-01-05", "{}"), row("L-2", "2026-01-05", "{}")]);
    board(&connection, &[row("L-1", "2026-02-05", "{\"n\":2}")]);
    keep_document(&connection, "a policy").unwrap();
    board(&connection, &[]);
    connection
}

#[test]
fn an_untouched_journal_is_proved() {
    let proof = verify(&three_batches()).unwrap();
    assert_eq!((proof.events, proof.facts, proof.documents), (3, 3, 1));
}

#[test]
fn the_database_itself_refuses_changes() {
    let connection = three_batches();
    for sql in [
        "UPDATE event SET actor = 'x'",
        "DELETE FROM event",
        "UPDATE fact SET body = ''",
        "DELETE FROM fact",
        "DELETE FROM document",
    ] {
        let error = connection.execute(sql, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
}

#[test]
fn a_hand_with_the_triggers_off_is_noticed() {
    let cases = [
        "DROP TRIGGER event_stays; UPDATE event SET actor = 'nobody' WHERE seq = 2",
        "DROP TRIGGER event_kept; DELETE FROM event WHERE seq = 3; INSERT INTO event SELECT 3, recorded_at, effective_on, actor, kind, subject, body, previous, hash FROM event WHERE seq = 1",
        "DROP TRIGGER event_kept; DELETE FROM event WHERE seq = 1",
        "DROP TRIGGER fact_stays; UPDATE fact SET body = '{\"n\":3}' WHERE seq = 3",
        "DROP TRIGGER fact_kept; DELETE FROM fact WHERE seq = 1",
        "INSERT INTO fact (event, kind, key, owner, reported_on, body) VALUES (99, 'loan', 'L-9', 'B', '2026-01-01', '{}')",
        "DROP TRIGGER document_stays; UPDATE document SET body = 'another'",
    ];
    for sql in cases {
        let connection = three_batches();
        connection.execute_batch(sql).unwrap();
        assert!(verify(&connection).is_err(), "{sql}");
    }
}

#[test]
fn the_row_reported_last_is_current_and_known_as_of_holds() {
    let connection = three_batches();
    assert_eq!(current(&connection, "loan", "L-1", 9).unwrap().unwrap().body, "{\"n\":2}");
    assert_eq!(current(&connection, "loan", "L-1", 1).unwrap().unwrap().body, "{}");
    let mine = facts_of_owner(&connection, "B-1", "loan", 9).unwrap();
    assert_eq!(mine.iter().map(|fact| fact.key.as_str()).collect::<Vec<_>>(), ["L-1", "L-2"]);
}

#[test]
fn a_file_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.sqlite");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    assert!(open(&path).unwrap_err().to_string().contains("is not a book"));
    std::fs::write(
        &path,
        "party_id,name\nB-1,Ama\n and more than the hundred bytes of a header, so that it is looked at as one",
    )
    .unwrap();
    assert!(open(&path).unwrap_err().to_string().contains("is not a book"));
}

#[test]
fn a_short_history_cannot_pass_for_the_whole_one() {
    // Taking events off the end leaves a chain that holds; its head tells.
    let connection = three_batches();
    let before = verify(&connection).unwrap();
    connection.execute_batch("DROP TRIGGER event_kept; DELETE FROM event WHERE seq = 3").unwrap();
    let after = verify(&connection).unwrap();
    assert_ne!((before.events, before.head), (after.events, after.head));
    assert!(!matches!(verify(&connection), Err(ChainError::Broken { .. })));
}

#[test]
fn a_row_booked_to_another_owner_concerns_both() {
    let connection = three_batches();
    board(&connection, &[FactRow { owner: "B-2".into(), ..row("L-1", "2026-03-05", "{}") }]);
    let owners = |event| owners_in_batch(&connection, event, "loan").unwrap();
    assert_eq!((owners(1), owners(2)), (vec!["B-1".to_owned()], vec!["B-1".to_owned()]));
    assert_eq!(owners(4), ["B-1", "B-2"]);
}
