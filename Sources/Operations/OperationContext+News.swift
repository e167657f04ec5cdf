import PrintModel

extension OperationContext {
    /// Writes down what happened to a printer, a resource or the System, and to no job.
    func record(_ news: [ServerNews], by actor: String?) async throws {
        guard !news.isEmpty else { return }
        try await events.record(news, by: actor, at: clock.now())
    }
}
