extension Schema {
    /// Version 2: documents as objects of their own, and the longer lives of jobs.
    ///
    /// document_detail has what most documents have not: attributes of their own (an IPP group), a time of their own,
    /// a cancellation. It is a table of its own because the columns of `document` end with the bytes: what stands behind
    /// them is found by reading them. `id` is that of the document.
    static let documents = """
        CREATE TABLE document_detail (
            id           INTEGER PRIMARY KEY,
            attributes   BLOB NOT NULL,
            created_at   INTEGER,
            cancelled_by TEXT,
            cancelled_in INTEGER NOT NULL,
            cancelled_at INTEGER
        ) STRICT;
        """
}
