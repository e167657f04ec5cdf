extension Session {
    /// A hint behind a message whose text scripts know: shown to a person at a terminal, kept from a script's log.
    func hint(_ text: String?) -> String? { errors.isTerminal ? text : nil }
}
