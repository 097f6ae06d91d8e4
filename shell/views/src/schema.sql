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
    paid        INTEGER NOT NULL,
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

-- What the figures need of each loan, made when the loan is touched. next_on is the day
-- on which its next instalment falls due, paid or not.
CREATE TABLE IF NOT EXISTS view_tally (
    loan    TEXT PRIMARY KEY,
    next_on INTEGER,
    body    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_tally_next ON view_tally (next_on) WHERE next_on IS NOT NULL;

-- What people did, in the words of the journal: attempts, things sent, steps, questions to
-- the law, complaints.
CREATE TABLE IF NOT EXISTS view_deed (
    seq     INTEGER PRIMARY KEY,
    party   TEXT NOT NULL,
    done_on INTEGER NOT NULL,
    officer TEXT NOT NULL,
    means   TEXT NOT NULL,
    kind    TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS view_deed_day ON view_deed (done_on);
CREATE INDEX IF NOT EXISTS view_deed_party ON view_deed (party);

-- When the parts of each promise fall due, and to whom it was given.
CREATE TABLE IF NOT EXISTS view_promise (
    seq       INTEGER PRIMARY KEY,
    party     TEXT NOT NULL,
    officer   TEXT NOT NULL,
    first_due INTEGER NOT NULL,
    last_due  INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS view_promise_due ON view_promise (last_due);

-- The figures of each close, as they were counted then.
CREATE TABLE IF NOT EXISTS view_figure (
    as_of       INTEGER NOT NULL,
    part        TEXT NOT NULL,
    code        TEXT NOT NULL,
    of          TEXT NOT NULL,
    currency    TEXT NOT NULL,
    numerator   INTEGER NOT NULL,
    denominator INTEGER NOT NULL,
    from_on     INTEGER,
    PRIMARY KEY (as_of, part, code, of, currency)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_figure_code ON view_figure (code, part, of, as_of);

-- The triangles of the last close.
CREATE TABLE IF NOT EXISTS view_vintage (
    code     TEXT NOT NULL,
    month    TEXT NOT NULL,
    currency TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (code, month, currency)
) STRICT, WITHOUT ROWID;
