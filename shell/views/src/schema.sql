-- Everything here can be dropped and rebuilt from the journal.
CREATE TABLE IF NOT EXISTS view_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Loans with facts newer than their position below.
CREATE TABLE IF NOT EXISTS view_stale (loan TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Where each loan stood at the last close that touched it. Days past due are not
-- kept: arrears_since is, in days since 1970-01-01.
CREATE TABLE IF NOT EXISTS view_loan (
    loan           TEXT PRIMARY KEY,
    party          TEXT NOT NULL,
    branch         TEXT NOT NULL,
    currency       TEXT NOT NULL,
    standing       TEXT NOT NULL,
    arrears        INTEGER NOT NULL,
    arrears_since  INTEGER,
    outstanding    INTEGER NOT NULL,
    principal_left INTEGER NOT NULL,
    paid           INTEGER NOT NULL,
    next_due_on    INTEGER,
    next_change_on INTEGER,
    product        TEXT NOT NULL,
    purpose        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_loan_late ON view_loan (arrears_since) WHERE arrears_since IS NOT NULL;
CREATE INDEX IF NOT EXISTS view_loan_change ON view_loan (next_change_on) WHERE next_change_on IS NOT NULL;
CREATE INDEX IF NOT EXISTS view_loan_party ON view_loan (party);
CREATE INDEX IF NOT EXISTS view_loan_due ON view_loan (next_due_on) WHERE arrears_since IS NULL;

CREATE TABLE IF NOT EXISTS view_party (
    party   TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    country TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a closed day, with the whole book counted.
CREATE TABLE IF NOT EXISTS view_close (
    as_of  INTEGER PRIMARY KEY,
    seq    INTEGER NOT NULL,
    census TEXT NOT NULL
) STRICT;

-- Loans in arrears at each close: the cohorts of roll and cure.
CREATE TABLE IF NOT EXISTS view_late (
    as_of       INTEGER NOT NULL,
    loan        TEXT NOT NULL,
    bucket      INTEGER NOT NULL,
    outstanding INTEGER NOT NULL,
    PRIMARY KEY (as_of, loan)
) STRICT, WITHOUT ROWID;

-- The day of each case in arrears: what the plan says of it, kept up to date with
-- what people record after the close.
CREATE TABLE IF NOT EXISTS view_case (
    party    TEXT PRIMARY KEY,
    branch   TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The worklist of each person for the last closed day.
CREATE TABLE IF NOT EXISTS view_work (
    officer TEXT NOT NULL,
    place   INTEGER NOT NULL,
    party   TEXT NOT NULL,
    body    TEXT NOT NULL,
    done    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (officer, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_work_party ON view_work (party);

-- Cases handed to a leader: from which day, and until they were in arrears no more.
CREATE TABLE IF NOT EXISTS view_flag (
    party      TEXT NOT NULL,
    flagged_on INTEGER NOT NULL,
    ended_on   INTEGER,
    branch     TEXT NOT NULL,
    PRIMARY KEY (party, flagged_on)
) STRICT, WITHOUT ROWID;

-- What the rows about recourse and security name: debts, people, groups, securities,
-- themselves. A row learnt in one case is found from another by it.
CREATE TABLE IF NOT EXISTS view_recourse (
    name TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (name, seq)
) STRICT, WITHOUT ROWID;

-- What the lender's people wrote or said, by the event it stands in; read is the event by
-- which a leader had read it. Of no use without the event itself: no word of it is kept here.
CREATE TABLE IF NOT EXISTS view_text (
    seq     INTEGER PRIMARY KEY,
    party   TEXT NOT NULL,
    officer TEXT NOT NULL,
    said_on INTEGER NOT NULL,
    is_talk INTEGER NOT NULL,
    read    INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS view_text_unread ON view_text (said_on) WHERE read IS NULL AND is_talk = 1;

-- Every critique as it stands.
CREATE TABLE IF NOT EXISTS view_critique (
    seq      INTEGER PRIMARY KEY,
    party    TEXT NOT NULL,
    officer  TEXT NOT NULL,
    category TEXT NOT NULL,
    fault_on INTEGER NOT NULL,
    state    TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS view_critique_officer ON view_critique (officer, state);

-- Hard cases: from which close, until none of the criteria held, and which hold since when.
CREATE TABLE IF NOT EXISTS view_hard (
    party    TEXT NOT NULL,
    since    INTEGER NOT NULL,
    ended_on INTEGER,
    branch   TEXT NOT NULL,
    reasons  TEXT NOT NULL,
    PRIMARY KEY (party, since)
) STRICT, WITHOUT ROWID;

-- The first day an executive led a case.
CREATE TABLE IF NOT EXISTS view_team (
    party TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
