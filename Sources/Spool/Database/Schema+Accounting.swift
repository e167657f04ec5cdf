extension Schema {
    /// Version 2: who may print how much.
    static let accounting = ""
}
