// THE TABLES (queue.db, SQLite in WAL mode; docs/SPOOL.md draws the folder around it)
//
//   instance   one row: what this spool is, the epoch of the run that owns it, the last numbers given out
//   printer    a queue; a deleted one stays, marked, so that history keeps its printer
//   job        a job; columns for what is asked for, the rest as the IPP group it came in
//   document   what a job is to print, and where the bytes are
//   event      what happened, one row a change, written in the transaction of the change
//
// document.id is job << 20 | number, so that the documents of a job are neighbours and need no index of their own.
// document.place says where the bytes are:
//   0 nowhere any more   1 in `bytes`   2 in segment `container` at `start`   3 in the file `container`
// A container is epoch << 32 | n: the n-th file made by the run with that epoch.
// Moments are milliseconds since 1970. The numbers of states are those of "job-state" (RFC 8011 §5.3.7).
//
// Indexes are named in the queries that need them (INDEXED BY), so that a query whose index is gone or does not fit
// is an error in the first test and not a slow day in the year when there are a million jobs. Those of waiting jobs are
// partial on finished_at, not on state: with "state = 3 AND state < 7" SQLite takes the range and sorts the queue.
// finished_at and has_documents stand in some of them as well, so that counting need not look at the rows.

enum Schema {
    /// "Quir": what `file` and ``SQLiteStore`` know a queue.db by.
    static let applicationID: Int32 = 0x5175_6972

    /// What brings a database from version n to n + 1, in order. Never change one that was released: add one.
    static let migrations: [String] = [version1, version2]

    static var version: Int { migrations.count }

    /// Each part lies in a file of its own, beside what reads it.
    private static let version2 = [
        notifications, documents, jobs, system, accounting, secrets, delivery, accounts,
    ].joined(separator: "\n")

    private static let version1 = """
        CREATE TABLE instance (
            id              INTEGER PRIMARY KEY CHECK (id = 1),
            uuid            BLOB NOT NULL,
            created_at      INTEGER NOT NULL,
            epoch           INTEGER NOT NULL,
            last_job        INTEGER NOT NULL,
            last_event      INTEGER NOT NULL,
            default_printer INTEGER
        ) STRICT;

        CREATE TABLE printer (
            id                INTEGER PRIMARY KEY AUTOINCREMENT,
            name              TEXT NOT NULL,
            folded            TEXT NOT NULL,
            uuid              BLOB NOT NULL,
            device_uri        TEXT NOT NULL,
            info              TEXT NOT NULL,
            location          TEXT NOT NULL,
            is_paused         INTEGER NOT NULL,
            accepts_jobs      INTEGER NOT NULL,
            holds_new_jobs    INTEGER NOT NULL,
            is_shared         INTEGER NOT NULL,
            state_message     TEXT NOT NULL,
            attributes        BLOB NOT NULL,
            created_at        INTEGER NOT NULL,
            state_changed_at  INTEGER NOT NULL,
            config_changed_at INTEGER NOT NULL,
            deleted_at        INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX printer_name ON printer (folded) WHERE deleted_at IS NULL;

        CREATE TABLE job (
            id              INTEGER PRIMARY KEY,
            printer         INTEGER NOT NULL,
            state           INTEGER NOT NULL CHECK (state BETWEEN 3 AND 9),
            priority        INTEGER NOT NULL,
            ord             INTEGER NOT NULL,
            is_open         INTEGER NOT NULL,
            hold_kind       INTEGER NOT NULL,
            hold_until      INTEGER,
            hold_text       TEXT,
            cancelled_by    TEXT,
            attempts        INTEGER NOT NULL,
            epoch           INTEGER NOT NULL,
            name            TEXT NOT NULL,
            user            TEXT NOT NULL,
            host            TEXT NOT NULL,
            user_is_proved  INTEGER NOT NULL,
            created_at      INTEGER NOT NULL,
            processing_at   INTEGER,
            finished_at     INTEGER,
            closes_at       INTEGER,
            due_at          INTEGER,
            documents       INTEGER NOT NULL,
            octets          INTEGER NOT NULL,
            impressions     INTEGER NOT NULL,
            device_job      TEXT,
            message         TEXT NOT NULL,
            has_documents   INTEGER NOT NULL,
            idempotency_key TEXT,
            attributes      BLOB NOT NULL,
            CHECK ((state >= 7) = (finished_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX job_waiting_on ON job (printer, state, priority DESC, ord, id, is_open, finished_at)
            WHERE finished_at IS NULL;
        CREATE INDEX job_waiting    ON job (state, priority DESC, ord, id) WHERE finished_at IS NULL;
        CREATE INDEX job_waiting_of ON job (user, state, priority DESC, ord, id) WHERE finished_at IS NULL;
        CREATE INDEX job_done_on    ON job (printer, finished_at DESC, id DESC, state) WHERE finished_at IS NOT NULL;
        CREATE INDEX job_done       ON job (finished_at DESC, id DESC, state) WHERE finished_at IS NOT NULL;
        CREATE INDEX job_done_of    ON job (user, finished_at DESC, id DESC, state) WHERE finished_at IS NOT NULL;
        CREATE INDEX job_kept       ON job (finished_at, id, octets, has_documents)
            WHERE finished_at IS NOT NULL AND has_documents = 1;
        CREATE INDEX job_due        ON job (due_at) WHERE due_at IS NOT NULL;
        CREATE UNIQUE INDEX job_key ON job (idempotency_key, printer, user) WHERE idempotency_key IS NOT NULL;

        CREATE TABLE document (
            id              INTEGER PRIMARY KEY,
            format          TEXT NOT NULL,
            format_supplied TEXT,
            name            TEXT,
            octets          INTEGER NOT NULL,
            digest          BLOB NOT NULL,
            place           INTEGER NOT NULL CHECK (place BETWEEN 0 AND 3),
            container       INTEGER,
            start           INTEGER,
            bytes           BLOB
        ) STRICT;
        CREATE INDEX document_container ON document (container, start) WHERE container IS NOT NULL;

        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            job      INTEGER NOT NULL,
            printer  INTEGER NOT NULL,
            at       INTEGER NOT NULL,
            kind     TEXT NOT NULL,
            actor    TEXT,
            detail   TEXT NOT NULL
        ) STRICT;
        CREATE INDEX event_job ON event (job);
        """
}
