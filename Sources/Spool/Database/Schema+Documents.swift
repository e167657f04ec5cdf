extension Schema {
    /// Version 2: documents as objects of their own, and the longer lives of jobs.
    static let documents = ""
}
