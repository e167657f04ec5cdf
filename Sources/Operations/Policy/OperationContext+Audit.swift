public import PrintModel

extension OperationContext {
    /// Writes down what somebody set up by a way in that has no IPP request, or was refused there (docs/AUDIT.md). Nobody
    /// waits for a refusal to be on the disk.
    ///
    /// - Parameters:
    ///   - operation: the one of IPP that does the same.
    ///   - detail: what was set, without its values.
    public func writeDown(
        _ kind: AuditEvent.Kind, _ operation: String, by requester: Requester, result: String, detail: String
    ) async {
        let event = AuditEvent(
            kind, at: clock.now(), who: policy.owner(requester, label: nil).user, proof: Auditor.proof(of: requester),
            host: requester.host, operation: operation, result: result, detail: detail,
            request: RequestMark.current ?? "")
        if kind == .refusal { audit.note(event) } else { await audit.record(event) }
    }
}
