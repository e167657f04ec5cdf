extension Schema {
    /// Version 2: those whom this server knows itself, and what stands for them.
    ///
    /// `password` is a hash as the room that makes it writes it (docs/IDENTITY.md), NULL for one who only has tokens;
    /// `digest` is the SHA-256 of a token. Scopes are keywords and groups are names, with
    /// spaces between them. `number` is the order in which
    /// tokens were made.
    static let accounts = """
        CREATE TABLE account (
            name       TEXT PRIMARY KEY,
            role       TEXT NOT NULL,
            password   TEXT,
            is_enabled INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            group_names TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE token (
            number     INTEGER PRIMARY KEY AUTOINCREMENT,
            id         TEXT NOT NULL UNIQUE,
            account    TEXT NOT NULL,
            digest     BLOB NOT NULL,
            scopes     TEXT NOT NULL,
            label      TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER
        ) STRICT;
        """
}
