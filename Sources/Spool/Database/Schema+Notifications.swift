extension Schema {
    /// Version 2: subscriptions, and what the log says besides jobs.
    ///
    /// In `event`, a line about no job has job 0; one about no printer has printer 0. `events` is an `EventKinds`, 0 for
    /// lines from before there was any. Reasons are keywords with spaces between them. The columns of a printer are NULL
    /// where the line says nothing of it. A line with `expires_at` goes then, whatever becomes of its job, and is no part
    /// of the job's history.
    static let notifications = """
        ALTER TABLE event ADD COLUMN resource INTEGER;
        ALTER TABLE event ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE event ADD COLUMN state INTEGER;
        ALTER TABLE event ADD COLUMN reasons TEXT;
        ALTER TABLE event ADD COLUMN impressions INTEGER;
        ALTER TABLE event ADD COLUMN printer_state INTEGER;
        ALTER TABLE event ADD COLUMN printer_reasons TEXT;
        ALTER TABLE event ADD COLUMN printer_accepts INTEGER;
        ALTER TABLE event ADD COLUMN expires_at INTEGER;
        ALTER TABLE event ADD COLUMN document INTEGER;
        CREATE INDEX event_expiring ON event (expires_at) WHERE expires_at IS NOT NULL;

        CREATE TABLE subscription (
            id             INTEGER PRIMARY KEY AUTOINCREMENT,
            job            INTEGER,
            printer        INTEGER,
            resource       INTEGER,
            events         TEXT NOT NULL,
            attributes     TEXT NOT NULL,
            user_data      BLOB NOT NULL,
            charset        TEXT NOT NULL,
            language       TEXT NOT NULL,
            user           TEXT NOT NULL,
            host           TEXT NOT NULL,
            user_is_proved INTEGER NOT NULL,
            uri            TEXT NOT NULL,
            lease          INTEGER,
            expires_at     INTEGER,
            created_at     INTEGER NOT NULL,
            number         INTEGER NOT NULL,
            counted_at     INTEGER NOT NULL
        ) STRICT;
        """
}
