extension Schema {
    /// Version 2: the System object and its resources.
    ///
    ///   system     one row once something was set: what people set of the System, and how often
    ///   printed    what each printer has printed, counted when a job ends; a deleted one's row stays, it is part of the sum
    ///   resource   a resource; its bytes are in the file resources/ID once `state` is available (docs/SPOOL.md)
    ///
    /// `attributes` of a resource are those that are only kept and given back. The numbers of states are those of
    /// "resource-state" (PWG 5100.22).
    static let system = """
        CREATE TABLE system (
            id                INTEGER PRIMARY KEY CHECK (id = 1),
            attributes        BLOB NOT NULL,
            config_changes    INTEGER NOT NULL,
            config_changed_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE printed (
            printer           INTEGER PRIMARY KEY,
            jobs              INTEGER NOT NULL,
            pages             INTEGER NOT NULL,
            impressions       INTEGER NOT NULL,
            color_impressions INTEGER NOT NULL,
            sheets            INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE resource (
            id                  INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid                BLOB NOT NULL,
            type                TEXT NOT NULL,
            state               INTEGER NOT NULL,
            is_cancel_requested INTEGER NOT NULL,
            name                TEXT NOT NULL,
            info                TEXT NOT NULL,
            format              TEXT,
            octets              INTEGER NOT NULL,
            digest              BLOB NOT NULL,
            state_message       TEXT NOT NULL,
            attributes          BLOB NOT NULL,
            created_at          INTEGER NOT NULL,
            installed_at        INTEGER,
            canceled_at         INTEGER
        ) STRICT;

        ALTER TABLE printer ADD COLUMN config_changes INTEGER NOT NULL DEFAULT 0;
        """
}
