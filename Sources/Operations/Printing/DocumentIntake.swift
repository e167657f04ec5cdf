import IPP
import PrintModel

/// Takes the document of a request in: undoes its compression, finds out what it is, and hands it to the store.
struct DocumentIntake {
    let request: IPPRequest
    let facts: PrinterFacts
    let context: OperationContext
    private let supplied: String?
    private let compression: String

    /// Refuses, before anything is read, what the request itself says cannot be taken.
    init(_ request: IPPRequest, facts: PrinterFacts, in context: OperationContext) throws {
        self.request = request
        self.facts = facts
        self.context = context
        compression = try request.keyword("compression") ?? "none"
        guard context.decoder.compressions.contains(compression) else {
            throw OperationError(
                .compressionNotSupported, "compression '\(compression)' is not supported",
                unsupported: request.operation["compression"].map { [$0] } ?? [])
        }
        supplied = try request.mimeMediaType("document-format")
        if let supplied, !Self.isTaken(supplied, by: facts) {
            throw Self.notSupported(supplied, by: facts, unsupported: request.operation["document-format"])
        }
    }

    /// The document, whole and in the store's hands; the caller discards it if no job comes of it. It counts among what its
    /// owner sends as long as the share is held: until there is a job that it counts for.
    ///
    /// `nil` when there were no octets at all.
    func receive() async throws -> (document: NewDocument, share: IncomingShare)? {
        let sent = SentOctets()
        let stream = context.decoder.decode(request.document, compression: compression, sent: sent)
        let (head, rest) = try await Self.head(of: stream, octets: context.typer.headOctets)
        guard !head.isEmpty else { return nil }
        let format = try format(of: head)
        let limits = JobLimits(of: facts.printer, octetsMax: context.settings.documentOctetsMax)
        let pages = PageTally(context.typer.counter(for: format, head: head))
        let share = try IncomingShare(for: request, on: facts.printer, in: context)
        let received = try await context.jobs.receive(
            share.counting(pages.watching(plain(rest, head, sent))),
            octetsMax: min(context.settings.documentOctetsMax, limits.octetsMax))
        let document = NewDocument(
            received: received, format: format, formatSupplied: supplied,
            name: try request.string("document-name")?.truncated(toOctets: 255), pages: pages.count())
        return (document, share)
    }

    /// The document without a compression that nobody told us of ("report.ps.gz"), for a device that takes formats; one
    /// that takes anything gets what was sent.
    private func plain(_ stream: DocumentStream, _ head: [UInt8], _ sent: SentOctets) -> DocumentStream {
        guard !facts.takesAnything, let hidden = context.typer.compression(of: head) else { return stream }
        return context.decoder.decode(stream, compression: hidden, sent: sent)
    }

    /// What the octets are. "application/octet-stream", and no word at all, leave it to the content.
    private func format(of head: [UInt8]) throws -> String {
        let found = context.typer.format(of: head)
        let type = supplied.map(FormatQuirk.canonical)
        guard let supplied = type, supplied != "application/octet-stream" else {
            let format = found ?? "application/octet-stream"
            guard facts.takesAnything || facts.formats.dropFirst().contains(format) else {
                throw Self.notSupported(format, by: facts, unsupported: nil)
            }
            return format
        }
        if facts.takesAnything { return supplied }
        guard let found else { return known(supplied) }
        if found.lowercased() == supplied { return found }
        guard !FormatQuirk.allows(supplied, for: found) else { return known(supplied) }
        throw OperationError(.documentFormatError, "the document is \(found), not \(supplied) as it was called")
    }

    /// A format as it is written here: "application/PCLm" has capitals.
    private func known(_ type: String) -> String { facts.formats.first { $0.lowercased() == type } ?? type }

    private static func isTaken(_ format: String, by facts: PrinterFacts) -> Bool {
        let type = FormatQuirk.canonical(format)
        return facts.formats.contains { $0.lowercased() == type }
            || facts.takesAnything && rawFamilies.contains { type.hasPrefix($0) }
    }

    /// What a device that takes anything is sent on purpose: a vendor's own language. A name that says nothing to
    /// anybody is refused all the same, because it is more likely a mistake.
    private static let rawFamilies = ["application/vnd.", "image/", "text/"]

    private static func notSupported(_ format: String, by facts: PrinterFacts, unsupported: Attribute?)
        -> OperationError
    {
        let taken = facts.formats.dropFirst().joined(separator: ", ")
        return OperationError(
            .documentFormatNotSupported, "\(format) cannot be printed here; \(taken) can",
            unsupported: unsupported.map { [$0] } ?? [])
    }

    /// The first octets of a stream, and the stream with them put back in front.
    private static func head(of stream: DocumentStream, octets: Int) async throws -> (
        head: [UInt8], rest: DocumentStream
    ) {
        guard var first = try await stream.next() else { return ([], stream) }
        while first.count < octets, let more = try await stream.next() { first += more }
        let begun = Beginning(first)
        return (
            Array(first.prefix(octets)),
            DocumentStream { if let first = await begun.take() { first } else { try await stream.next() } }
        )
    }

    private actor Beginning {
        private var bytes: [UInt8]?
        init(_ bytes: [UInt8]) { self.bytes = bytes }
        func take() -> [UInt8]? {
            defer { bytes = nil }
            return bytes
        }
    }
}
