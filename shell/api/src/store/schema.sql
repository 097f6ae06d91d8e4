-- Tokens: of each only its hash. An ended one stays, so that its name says who it was.
CREATE TABLE IF NOT EXISTS token (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    hash       TEXT NOT NULL UNIQUE,
    scopes     TEXT NOT NULL,         -- words with a space between
    acts_as    TEXT,
    branch     TEXT,
    until_on   TEXT,                  -- the last day it holds
    per_minute INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    ended_at   INTEGER,
    used_at    INTEGER                -- the minute it was last used
) STRICT;

-- Subscriptions to the journal's events, and how far each is.
CREATE TABLE IF NOT EXISTS webhook (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL,
    kinds         TEXT NOT NULL,      -- words with a space between; empty means all
    secret        TEXT NOT NULL,
    details       INTEGER NOT NULL,
    allow_private INTEGER NOT NULL,
    branch        TEXT,
    state         TEXT NOT NULL,
    cursor        INTEGER NOT NULL,   -- every event up to this one is delivered or in delivery
    made_at       INTEGER NOT NULL,
    made_by       TEXT NOT NULL,
    request       TEXT UNIQUE         -- token and key of the request that made it
) STRICT;
CREATE TABLE IF NOT EXISTS delivery (
    webhook  INTEGER NOT NULL REFERENCES webhook (id),
    event    INTEGER NOT NULL,
    body     TEXT NOT NULL,
    made_at  INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    next_at  INTEGER NOT NULL,
    said     TEXT NOT NULL,           -- what came of the last attempt
    state    TEXT NOT NULL,
    PRIMARY KEY (webhook, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS delivery_state ON delivery (state, webhook, event);
