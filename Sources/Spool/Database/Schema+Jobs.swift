extension Schema {
    /// Version 2: what jobs wait for besides a hold, when they are given up, and how long their documents are kept.
    ///
    /// job.lock says what is still to be done at the printer, job.release_lock what was asked for (``JobLock``);
    /// job.secret is a ``JobSecret``. job.retain is a ``Retain`` as text, job.retain_until the moment it means once the job is
    /// over. Documents that have a moment of their own are in an index of their own, so that those that are kept longer do
    /// not stand in front of those that go.
    static let jobs = """
        ALTER TABLE job ADD COLUMN lock INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN wants_proof INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN password_tries INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN cancel_at INTEGER;
        ALTER TABLE job ADD COLUMN retain_until INTEGER;
        ALTER TABLE job ADD COLUMN cancel_after INTEGER;
        ALTER TABLE job ADD COLUMN retain TEXT;
        ALTER TABLE job ADD COLUMN release_lock INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN secret BLOB;
        DROP INDEX job_waiting_of;
        CREATE INDEX job_waiting_of ON job
            (user, state, priority DESC, ord, id, host, user_is_proved, printer, finished_at, octets)
            WHERE finished_at IS NULL;
        DROP INDEX job_kept;
        CREATE INDEX job_kept       ON job (finished_at, id, octets, has_documents, retain_until)
            WHERE finished_at IS NOT NULL AND has_documents = 1 AND retain_until IS NULL;
        CREATE INDEX job_retained   ON job (retain_until, id, octets, has_documents, finished_at)
            WHERE finished_at IS NOT NULL AND has_documents = 1 AND retain_until IS NOT NULL;
        CREATE INDEX job_ended_on   ON job (printer, state, finished_at, id) WHERE finished_at IS NOT NULL AND state <> 9;
        -- Lists of all queues end with the printer, so that those that are hidden are stepped over in the index alone.
        CREATE INDEX job_ended      ON job (state, finished_at, id, printer)
            WHERE finished_at IS NOT NULL AND state <> 9;
        CREATE INDEX job_ended_of   ON job (user, state, finished_at, id, printer)
            WHERE finished_at IS NOT NULL AND state <> 9;
        DROP INDEX job_waiting;
        CREATE INDEX job_waiting    ON job (state, priority DESC, ord, id, printer, finished_at)
            WHERE finished_at IS NULL;
        -- The newest are read first, but written last: SQLite appends at an end cheaply, and splits pages at a beginning.
        DROP INDEX job_done_on;
        DROP INDEX job_done;
        DROP INDEX job_done_of;
        CREATE INDEX job_done_on    ON job (printer, finished_at, id, state) WHERE finished_at IS NOT NULL;
        CREATE INDEX job_done       ON job (finished_at, id, state, printer) WHERE finished_at IS NOT NULL;
        CREATE INDEX job_done_of    ON job (user, finished_at, id, state, printer) WHERE finished_at IS NOT NULL;
        """
}
