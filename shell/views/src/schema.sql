-- Everything here whose name begins with view_ can be dropped and rebuilt from the journal.
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
    country TEXT NOT NULL,
    -- Where they live, as an IANA name; empty where nothing on file says.
    zone    TEXT NOT NULL
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

-- As much of a case in arrears as a line of a list shows, and its dearest step that is
-- proposed and not allowed, by its place among the steps.
CREATE TABLE IF NOT EXISTS view_line (
    party         TEXT PRIMARY KEY,
    branch        TEXT NOT NULL,
    currency      TEXT NOT NULL,
    arrears       INTEGER NOT NULL,
    days_past_due INTEGER NOT NULL,
    situation     TEXT NOT NULL,
    shut_worth    INTEGER,
    shut_place    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_line_shut ON view_line (branch, shut_worth) WHERE shut_worth IS NOT NULL;

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

-- The first day from the flag on which money came for a loan of a flagged case; no row while none did.
CREATE TABLE IF NOT EXISTS view_first_cash (
    party      TEXT NOT NULL,
    flagged_on INTEGER NOT NULL,
    loan       TEXT NOT NULL,
    came_on    INTEGER NOT NULL,
    PRIMARY KEY (party, flagged_on, loan)
) STRICT, WITHOUT ROWID;

-- The words by which a case is found, and where each stands; an event of 0 is the book itself.
CREATE TABLE IF NOT EXISTS view_find (
    word  TEXT NOT NULL,
    party TEXT NOT NULL,
    kind  TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (word, party, kind, seq)
) STRICT, WITHOUT ROWID;
-- Whether somebody has a word is asked of this index alone.
CREATE INDEX IF NOT EXISTS view_find_word ON view_find (party, word);
DROP INDEX IF EXISTS view_find_party;

-- Cases in arrears by what they are picked by.
CREATE TABLE IF NOT EXISTS view_queue (
    party         TEXT PRIMARY KEY,
    branch        TEXT NOT NULL,
    days_past_due INTEGER NOT NULL,
    arrears       INTEGER NOT NULL,
    currency      TEXT NOT NULL,
    situation     TEXT NOT NULL,
    promise       TEXT NOT NULL,
    officer       TEXT NOT NULL,
    waits_until   INTEGER
) STRICT, WITHOUT ROWID;

-- Who a case in arrears was given to, else who owns its plan; empty for nobody.
CREATE TABLE IF NOT EXISTS view_owner (
    party TEXT PRIMARY KEY,
    owner TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Filters somebody kept. Not of the journal and not rebuilt from it.
CREATE TABLE IF NOT EXISTS kept_view (
    owner      TEXT NOT NULL,
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,
    is_shared  INTEGER NOT NULL,
    is_default INTEGER NOT NULL,
    PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;

-- Who has which case; an officer of NULL is nobody in particular.
CREATE TABLE IF NOT EXISTS view_assigned (
    party   TEXT PRIMARY KEY,
    officer TEXT,
    seq     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_assigned_officer ON view_assigned (officer);

-- What the rows about recourse and security name: debts, people, groups, securities,
-- themselves. A row learnt in one case is found from another by it.
CREATE TABLE IF NOT EXISTS view_recourse (
    name TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (name, seq)
) STRICT, WITHOUT ROWID;

-- What waits for a leader's attention: reports of officers (by the event that made them
-- due) and cases the ladder handed over (by the day). Days are since 1970-01-01.
CREATE TABLE IF NOT EXISTS view_attention (
    party       TEXT NOT NULL,
    what        TEXT NOT NULL,
    about       INTEGER NOT NULL,
    branch      TEXT NOT NULL,
    officer     TEXT NOT NULL,
    drafted_on  INTEGER NOT NULL,
    handed_seq  INTEGER,
    handed_on   INTEGER,
    as_drafted  INTEGER NOT NULL DEFAULT 0,
    due_on      INTEGER,
    met_seq     INTEGER,
    met_on      INTEGER,
    met_by      TEXT,
    decision    TEXT,
    missed_seq  INTEGER,
    ended_on    INTEGER,
    PRIMARY KEY (party, what, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_attention_open ON view_attention (due_on) WHERE met_seq IS NULL AND ended_on IS NULL;

-- The lists of a leader's morning, kept with each case.
CREATE TABLE IF NOT EXISTS view_morning (
    party         TEXT NOT NULL,
    list          TEXT NOT NULL,
    place         INTEGER NOT NULL,
    branch        TEXT NOT NULL,
    days_past_due INTEGER NOT NULL,
    arrears       INTEGER NOT NULL,
    currency      TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (party, list, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_morning_list ON view_morning (list, days_past_due DESC, party);

-- Money in against money due between the last two closes, loan by loan.
CREATE TABLE IF NOT EXISTS view_cash (
    as_of      INTEGER NOT NULL,
    loan       TEXT NOT NULL,
    party      TEXT NOT NULL,
    branch     TEXT NOT NULL,
    currency   TEXT NOT NULL,
    received   INTEGER NOT NULL,
    fell_due   INTEGER NOT NULL,
    to_arrears INTEGER NOT NULL,
    PRIMARY KEY (as_of, loan)
) STRICT, WITHOUT ROWID;

-- The next row of each schedule, met or not: what falls due without changing a position.
CREATE TABLE IF NOT EXISTS view_next_row (
    loan   TEXT PRIMARY KEY,
    due_on INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_next_row_day ON view_next_row (due_on);

-- Contacts with a note, by day.
CREATE TABLE IF NOT EXISTS view_noted (
    seq    INTEGER PRIMARY KEY,
    party  TEXT NOT NULL,
    on_day INTEGER NOT NULL,
    body   TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS view_noted_day ON view_noted (on_day);
-- Who works with the book, as the events about them leave them.
CREATE TABLE IF NOT EXISTS view_user (
    user  TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    body  TEXT NOT NULL
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
