import IPP
import IPPClient

/// A document of a job, read back from the server.
struct JobDocument: Sendable {
    let name: String?
    let format: String
    let reply: IPPReply
}

extension PrintServer {
    /// CUPS-Get-Document: the bytes follow the answer and are read as they come.
    func document(_ number: Int32, of job: Int32) async throws -> JobDocument {
        var request = request(.cupsGetDocument, .job(job))
        request.update(.operation) { $0.set("document-number", .integer(number)) }
        let reply = try await client.sendForDocument(request, to: "/jobs/")
        if reply.message.status == .notFound, reply.message.statusMessage.isEmpty { throw Self.unknownJob(job) }
        try reply.message.requireDone(.cupsGetDocument)
        let group = reply.message[.job]
        return JobDocument(
            name: group?["document-name"]?.stringValue,
            format: group?["document-format"]?.stringValue ?? "application/octet-stream", reply: reply)
    }
}
