extension Schema {
    /// Version 2: the System object and its resources.
    static let system = ""
}
