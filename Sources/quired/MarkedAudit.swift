import Operations
import PrintModel

/// The record of who did what, for rooms that do not know what a request is called in the logs: its number is written in.
struct MarkedAudit: AuditLog {
    let base: any AuditLog

    func record(_ event: AuditEvent) async { await base.record(marked(event)) }
    func note(_ event: AuditEvent) { base.note(marked(event)) }

    func records(_ query: AuditQuery, after number: UInt64, limit: Int) async throws -> AuditPage {
        try await base.records(query, after: number, limit: limit)
    }

    func verify() async throws -> AuditVerdict { try await base.verify() }

    private func marked(_ event: AuditEvent) -> AuditEvent {
        guard event.request.isEmpty, let mark = RequestMark.current else { return event }
        var event = event
        event.request = mark
        return event
    }
}
