extension Schema {
    /// Version 2: what devices want to hear before they print, sealed (``SecretSeal``). Those of jobs go with the job's end.
    static let secrets = """
        CREATE TABLE device_secret (
            device_uri TEXT PRIMARY KEY,
            sealed     BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE job_secret (
            job    INTEGER PRIMARY KEY,
            sealed BLOB NOT NULL
        ) STRICT;
        """
}

/// The statements about secrets: few and rare.
enum SecretSQL {
    static let ofDevices = "SELECT device_uri, sealed FROM device_secret"
    static let ofJobs = "SELECT job, sealed FROM job_secret"
    static let putOfDevice = """
        INSERT INTO device_secret (device_uri, sealed) VALUES (?1, ?2) ON CONFLICT (device_uri) DO UPDATE SET sealed = ?2
        """
    static let putOfJob = """
        INSERT INTO job_secret (job, sealed) VALUES (?1, ?2) ON CONFLICT (job) DO UPDATE SET sealed = ?2
        """
    static let forgetDevice = "DELETE FROM device_secret WHERE device_uri = ?1"
    static let forgetJob = "DELETE FROM job_secret WHERE job = ?1"
    static let isDeviceUsed = "SELECT 1 FROM printer WHERE device_uri = ?1 AND deleted_at IS NULL LIMIT 1"
    /// What was kept for a queue that was then not made.
    static let forgetUnused = """
        DELETE FROM device_secret \
        WHERE device_uri NOT IN (SELECT device_uri FROM printer WHERE deleted_at IS NULL)
        """
}
