-- The only truth. Nothing here is ever updated or deleted; triggers refuse it.
CREATE TABLE IF NOT EXISTS event (
    seq          INTEGER PRIMARY KEY,
    recorded_at  TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    actor        TEXT NOT NULL,
    kind         TEXT NOT NULL,
    subject      TEXT,               -- the party a case event is about
    body         TEXT NOT NULL,
    previous     BLOB NOT NULL,
    hash         BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS event_subject ON event (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX IF NOT EXISTS event_kind ON event (kind, seq);

-- Bulk rows of the book. Each belongs to the event that boarded its batch, and
-- that event carries the hash of the rows, so the chain covers them.
CREATE TABLE IF NOT EXISTS fact (
    seq         INTEGER PRIMARY KEY,
    event       INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    key         TEXT NOT NULL,
    owner       TEXT NOT NULL,       -- the loan or party the row hangs on
    reported_on TEXT NOT NULL,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS fact_key ON fact (kind, key, reported_on);
CREATE INDEX IF NOT EXISTS fact_owner ON fact (owner, kind, key);
CREATE INDEX IF NOT EXISTS fact_event ON fact (event);

-- Texts named by their hash: policies, packs, plans.
CREATE TABLE IF NOT EXISTS document (
    hash TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS fact_stays BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS fact_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS document_stays BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS document_kept BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Requests of other programs with their answers, kept in the transaction of what they
-- caused and forgotten after some days; and long work they asked for. Neither is truth
-- about the book: verify does not read them.
CREATE TABLE IF NOT EXISTS request (
    caller  TEXT NOT NULL,
    key     TEXT NOT NULL,
    kept_at INTEGER NOT NULL,        -- seconds since 1970
    asked   TEXT NOT NULL,
    status  INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS request_kept ON request (kept_at);
CREATE TABLE IF NOT EXISTS job (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,
    about  TEXT NOT NULL,
    by     TEXT NOT NULL,
    state  TEXT NOT NULL,
    result TEXT NOT NULL
) STRICT;
