#if canImport(Glibc)
import Glibc
#endif

/// A document to send: bytes that are pulled when the network has room for them.
public struct IPPDocument: Sendable {
    /// Gives the next piece, never an empty one; `nil` at the end.
    public typealias Reader = @Sendable () async throws -> [UInt8]?

    /// How many bytes there will be: sent with Content-Length. `nil`: sent in chunks.
    public let byteCount: Int64?
    /// Whether ``open`` may be called again, to send the document a second time with a password.
    let isRepeatable: Bool
    let open: @Sendable () throws -> Reader

    /// - Parameter open: starts at the first byte; called again only when `isRepeatable`.
    public init(
        byteCount: Int64? = nil, isRepeatable: Bool = false, open: @escaping @Sendable () throws -> Reader
    ) {
        self.byteCount = byteCount
        self.isRepeatable = isRepeatable
        self.open = open
    }

    /// A document pulled from a function, once.
    public static func stream(byteCount: Int64? = nil, _ next: @escaping Reader) -> IPPDocument {
        IPPDocument(byteCount: byteCount) { next }
    }

    /// A document that is in memory.
    public static func bytes(_ bytes: [UInt8]) -> IPPDocument {
        IPPDocument(byteCount: Int64(bytes.count), isRepeatable: true) {
            let rest = Pieces(bytes)
            return { await rest.next() }
        }
    }

    /// A file, sent from its start. A pipe or a device has no size and is read once.
    public static func file(atPath path: String) throws(IPPClientError) -> IPPDocument {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .document(reason: "\(path): \(describe(errno: errno))") }
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        return IPPDocument(byteCount: isRegular ? Int64(status.st_size) : nil, isRepeatable: isRegular) {
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw IPPClientError.document(reason: "\(path): \(describe(errno: errno))") }
            let file = OpenFile(descriptor, named: path, closing: true)
            return { try file.next() }
        }
    }

    /// What comes from an open descriptor, which stays open: standard input.
    public static func descriptor(_ descriptor: CInt, named name: String) -> IPPDocument {
        IPPDocument {
            let file = OpenFile(descriptor, named: name, closing: false)
            return { try file.next() }
        }
    }

    private actor Pieces {
        private let bytes: [UInt8]
        private var offset = 0
        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func next() -> [UInt8]? {
            guard offset < bytes.count else { return nil }
            let end = min(offset + pieceBytesMax, bytes.count)
            defer { offset = end }
            return offset == 0 && end == bytes.count ? bytes : Array(bytes[offset..<end])
        }
    }

    /// Read without waiting for anybody else: a client has nothing better to do than to wait for its file.
    private final class OpenFile: Sendable {
        private let descriptor: CInt
        private let name: String
        private let isClosing: Bool

        init(_ descriptor: CInt, named name: String, closing: Bool) {
            self.descriptor = descriptor
            self.name = name
            isClosing = closing
        }

        deinit { if isClosing { close(descriptor) } }

        func next() throws -> [UInt8]? {
            let bytes = try [UInt8](unsafeUninitializedCapacity: pieceBytesMax) { buffer, count in
                var got = read(descriptor, buffer.baseAddress, buffer.count)
                while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, buffer.count) }
                guard got >= 0 else { throw IPPClientError.document(reason: "\(name): \(describe(errno: errno))") }
                count = got
            }
            return bytes.isEmpty ? nil : bytes
        }
    }
}

/// Bytes in one piece of a document: large enough that system calls do not count, small enough for a phone.
private let pieceBytesMax = 131_072
