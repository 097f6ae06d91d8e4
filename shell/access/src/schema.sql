-- Secrets and looks, in a file beside the book. Moments are seconds since 1970 UTC.
CREATE TABLE IF NOT EXISTS credential (
    user   TEXT PRIMARY KEY,
    hash   TEXT NOT NULL,           -- Argon2id, as a PHC string
    set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS session (
    no       INTEGER PRIMARY KEY AUTOINCREMENT,
    token    BLOB NOT NULL UNIQUE,  -- SHA-256 of the word in the cookie
    user     TEXT NOT NULL,
    made_at  INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL,
    ended_at INTEGER,
    address  TEXT NOT NULL,
    browser  TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS session_user ON session (user) WHERE ended_at IS NULL;

-- Logins that failed: by what was typed, and by where it came from; both as SHA-256.
CREATE TABLE IF NOT EXISTS failure (
    key BLOB NOT NULL,
    at  INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS failure_key ON failure (key, at);

-- The language somebody chose for their pages.
CREATE TABLE IF NOT EXISTS tongue (
    user TEXT PRIMARY KEY,
    code TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Links of one use: to make the first administrator (no user), or to choose a password.
CREATE TABLE IF NOT EXISTS link (
    token BLOB PRIMARY KEY,
    user  TEXT,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who looked at whom. Nothing here is ever updated or deleted; triggers refuse it.
CREATE TABLE IF NOT EXISTS look (
    no       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    user     TEXT NOT NULL,
    session  INTEGER NOT NULL,
    party    TEXT NOT NULL,
    page     TEXT NOT NULL,
    unmasked TEXT NOT NULL,         -- why what is masked was shown; empty where it was not
    on_day   TEXT NOT NULL          -- the business day
) STRICT;
CREATE INDEX IF NOT EXISTS look_party ON look (party, no);
CREATE INDEX IF NOT EXISTS look_user ON look (user, no);
CREATE INDEX IF NOT EXISTS look_day ON look (on_day, no);
CREATE TRIGGER IF NOT EXISTS look_stays BEFORE UPDATE ON look BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
CREATE TRIGGER IF NOT EXISTS look_kept BEFORE DELETE ON look BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;

-- Passkeys: their public halves, in the form of the library that checks them.
CREATE TABLE IF NOT EXISTS passkey (
    no      INTEGER PRIMARY KEY AUTOINCREMENT,
    user    TEXT NOT NULL,
    kept    TEXT NOT NULL,
    name    TEXT NOT NULL,          -- what its owner calls the device
    made_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS passkey_user ON passkey (user, no);

-- The number under which a device knows a user: random, and nothing else.
CREATE TABLE IF NOT EXISTS handle (
    user   TEXT PRIMARY KEY,
    handle BLOB NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- Whose account at a sign-in provider is whose here: bound at the first sign-in.
CREATE TABLE IF NOT EXISTS account (
    issuer   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    user     TEXT NOT NULL,
    bound_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, user)
) STRICT, WITHOUT ROWID;
