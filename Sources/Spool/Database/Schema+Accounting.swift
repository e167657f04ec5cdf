extension Schema {
    /// Version 2: who may print how much.
    static let accounting = """
        -- The printer of a pool that prints, or has printed, the job; NULL for a job that its own printer prints.
        ALTER TABLE job ADD COLUMN member INTEGER;
        CREATE INDEX job_member ON job (member, finished_at, state)
            WHERE member IS NOT NULL AND finished_at IS NULL;

        -- What a user used of a printer with limits in a slice of time, waiting jobs included.
        CREATE TABLE usage (
            printer  INTEGER NOT NULL,
            user     TEXT NOT NULL,
            slice    INTEGER NOT NULL,
            k_octets INTEGER NOT NULL,
            pages    INTEGER NOT NULL,
            PRIMARY KEY (printer, user, slice)
        ) STRICT, WITHOUT ROWID;

        -- What a job that is not finished has added to which row of usage.
        CREATE TABLE reservation (
            job      INTEGER PRIMARY KEY,
            printer  INTEGER NOT NULL,
            user     TEXT NOT NULL,
            slice    INTEGER NOT NULL,
            k_octets INTEGER NOT NULL,
            pages    INTEGER NOT NULL
        ) STRICT;
        """
}
