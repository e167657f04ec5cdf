extension Schema {
    /// Version 2: subscriptions, and what the log says besides jobs.
    static let notifications = ""
}
