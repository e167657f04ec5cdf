public import IPP

/// One document of a job, as the store remembers it.
public struct Document: Hashable, Sendable {
    /// 1 or more, in order of arrival (PWG 5100.5 §5.2).
    public var number: Int
    /// What the bytes are, found by looking at them; the client's word where they do not say.
    public var format: String
    /// What the client said they are ("document-format-supplied").
    public var formatSupplied: String?
    /// "document-name", a label only, at most 255 octets.
    public var name: String?
    public var octets: Int64
    /// SHA-256 of the bytes, 32 octets: what is handed to a printer is compared with it.
    public var digest: [UInt8]
    /// What was asked for this document alone (PWG 5100.5 §8), what else was said of it, and what became of its pages
    /// where a job has several. What the job says is not repeated.
    public var attributes: AttributeGroup
    /// When it was added; `nil` for one that came with its job.
    public var createdAt: Moment?
    /// Who does not want it printed; `nil` where it is to be printed with its job.
    public var cancellation: Cancellation?

    /// Whether ``attributes`` could not be read: it must not be printed as if it had none.
    public var isDamaged = false

    /// That a document was canceled while its job goes on.
    public struct Cancellation: Hashable, Sendable {
        public var by: JobLifecycle.Canceller
        /// The attempt to print the job that was under way, 0 where none was: what it had printed already is printed.
        public var attempt: Int
        public var at: Moment

        public init(by canceller: JobLifecycle.Canceller, attempt: Int, at moment: Moment) {
            by = canceller
            self.attempt = attempt
            at = moment
        }
    }

    public init(
        number: Int, format: String, formatSupplied: String?, name: String?, octets: Int64, digest: [UInt8],
        attributes: AttributeGroup = AttributeGroup(.document), createdAt: Moment? = nil,
        cancellation: Cancellation? = nil
    ) {
        self.number = number
        self.format = format
        self.formatSupplied = formatSupplied
        self.name = name
        self.octets = octets
        self.digest = digest
        self.attributes = attributes
        self.createdAt = createdAt
        self.cancellation = cancellation
    }
}

/// Bytes on their way, pulled: the reader says when it wants more, so that a slow disk slows the client and no
/// document is ever whole in memory.
public struct DocumentStream: Sendable {
    private let pull: @Sendable () async throws -> [UInt8]?

    /// - Parameter pull: gives the next piece, never an empty one; `nil` when the document has been read to its end;
    ///   throws when it ends early. A cancelled task must make it throw, not end.
    public init(_ pull: @escaping @Sendable () async throws -> [UInt8]?) { self.pull = pull }

    public func next() async throws -> [UInt8]? { try await pull() }

    /// Reads on, to some length, what its sender is still sending: clients look for an answer only when they have sent
    /// everything.
    public func drain(octetsMax: Int) async {
        var left = octetsMax
        // Whatever ends it early ends this: the answer is on its way all the same.
        while left > 0, let piece = try? await next() { left -= piece.count }
    }

    /// A document that is there already.
    public static func bytes(_ bytes: [UInt8]) -> DocumentStream {
        let rest = OneShot(bytes.isEmpty ? nil : bytes)
        return DocumentStream { await rest.take() }
    }

    private actor OneShot {
        private var value: [UInt8]?
        init(_ value: [UInt8]?) { self.value = value }
        func take() -> [UInt8]? {
            defer { value = nil }
            return value
        }
    }
}

/// A document on its way in that ends before its end: its sender went away or was cut off. Thrown by streams.
public struct DocumentCutOff: Error, Hashable, Sendable {
    public init() {}
}
