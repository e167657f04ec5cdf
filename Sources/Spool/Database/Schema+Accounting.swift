extension Schema {
    /// Version 2: who may print how much.
    static let accounting = """
        -- The printer of a pool that prints, or has printed, the job; NULL for a job that its own printer prints.
        ALTER TABLE job ADD COLUMN member INTEGER;
        CREATE INDEX job_member ON job (member, finished_at, state)
            WHERE member IS NOT NULL AND finished_at IS NULL;
        """
}
