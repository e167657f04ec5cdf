extension Schema {
    /// Version 2: what went wrong with a job since somebody last saw to it (``JobLifecycle/Setbacks``).
    static let delivery = """
        ALTER TABLE job ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN interruptions INTEGER NOT NULL DEFAULT 0;
        """
}
