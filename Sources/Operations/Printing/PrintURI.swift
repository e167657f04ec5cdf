import IPP
import PrintModel

/// Print-URI: as Print-Job, but the document is fetched from where the request says (RFC 8011 §4.2.2). The answer comes when
/// it is here, so that a job which was accepted is never lost for a document that was not to be had.
struct PrintURI: Operation {
    static let id = OperationID.printURI
    static let access = Access.printing

    static func isOffered(in context: OperationContext) -> Bool { !context.fetcher.schemes.isEmpty }

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let reference = try DocumentReference(request, in: context)
        let printer = try await context.acceptingPrinter(of: request)
        let asked = try JobRequest(request, on: printer, in: context)
        return try await PrintJob().run(reference.fetch(for: asked.facts), in: context)
    }
}

/// Send-URI: as Send-Document, but the document is fetched from where the request says (RFC 8011 §4.3.2).
struct SendURI: Operation {
    static let id = OperationID.sendURI
    static let access = Access.jobOwner

    static func isOffered(in context: OperationContext) -> Bool { PrintURI.isOffered(in: context) }

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        guard job.lifecycle.isOpen, !job.lifecycle.isFinished else {
            throw OperationError(.notPossible, "job \(job.id) takes no more documents")
        }
        guard let printer = context.printers.printer(job.printer) else {
            throw OperationError(.notFound, "the printer of job \(job.id) is gone")
        }
        // The last may come without a document, which closes the job as Send-Document does.
        if request.operation["document-uri"] == nil, try request.boolean("last-document") == true {
            return try await SendDocument().run(request, in: context)
        }
        let reference = try DocumentReference(request, in: context)
        return try await SendDocument().run(reference.fetch(for: context.facts.facts(of: printer)), in: context)
    }
}

/// A document that a request names instead of carrying it.
private struct DocumentReference {
    private let request: IPPRequest
    private let uri: String
    private let context: OperationContext

    /// Refuses what will not be fetched, before anything is.
    init(_ request: IPPRequest, in context: OperationContext) throws {
        guard let uri = try request.uri("document-uri") else {
            throw OperationError(.badRequest, "the request names no document-uri")
        }
        let scheme = uri.prefix { $0 != ":" }.lowercased()
        guard context.fetcher.schemes.contains(scheme) else {
            throw OperationError(
                .uriSchemeNotSupported,
                "documents are fetched by \(context.fetcher.schemes.joined(separator: " and "))",
                unsupported: request.operation["document-uri"].map { [$0] } ?? [])
        }
        self.request = request
        self.uri = uri
        self.context = context
    }

    /// The request as if it had carried the document. Its name is the last part of the URI, and its format what its
    /// server says, where the client says nothing and the queue takes that.
    func fetch(for facts: PrinterFacts) async throws -> IPPRequest {
        _ = try DocumentIntake(request, facts: facts, in: context)
        let fetched = try await context.fetcher.fetch(uri)
        var request = self.request
        request.document = fetched.stream
        if request.operation["document-name"] == nil, let name {
            request.operation.attributes.append(Attribute("document-name", .name(name)))
        }
        if request.operation["document-format"] == nil, let format = fetched.format, facts.formats.contains(format) {
            request.operation.attributes.append(Attribute("document-format", .mimeMediaType(format)))
        }
        return request
    }

    private var name: String? {
        guard let path = Target.path(of: uri), let last = path.split(separator: "/").last else { return nil }
        let name = String(last).truncated(toOctets: 255)
        return name.utf8.contains { $0 < 0x20 || $0 == 0x7F } ? nil : name
    }
}
