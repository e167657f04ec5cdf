internal import Glibc

/// A document that can be read in any order: the file on descriptor 0 itself, or a copy of what comes through a pipe in
/// a file without a name.
public struct SeekableDocument: ~Copyable {
    public let descriptor: Int32
    public let octets: Int
    private let isOurs: Bool

    /// - Parameter octetsMax: a longer one is a ``Problem`` with `resources-exceeded`.
    public init(from source: Int32 = Helper.Descriptor.document, octetsMax: Int = 64 << 30) throws {
        var status = stat()
        guard fstat(source, &status) == 0 else { throw Self.failure("look at the document") }
        if status.st_mode & S_IFMT == S_IFREG {
            (descriptor, octets, isOurs) = (source, Int(status.st_size), false)
            return
        }
        let copy = try UnnamedFile.open()
        var count = 0
        do {
            while true {
                let piece = try Helper.read(256 << 10, from: source)
                if piece.isEmpty { break }
                count += piece.count
                guard count <= octetsMax else { throw Problem(.resourcesExceeded, "the document is too large") }
                try Helper.write(piece, to: copy)
            }
        } catch {
            close(copy)
            throw error
        }
        (descriptor, octets, isOurs) = (copy, count, true)
    }

    deinit { if isOurs { close(descriptor) } }

    private static func failure(_ deed: String) -> Problem {
        Problem(.internalError, "cannot \(deed): \(String(cString: strerror(errno)))")
    }
}
