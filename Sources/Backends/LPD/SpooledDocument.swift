internal import PrintModel

/// A document that was made before it is sent, because its size has to be said first: in a file without a name, which is
/// gone when nobody holds it any more, be it by a crash.
final class SpooledDocument: Sendable {
    let octets: Int64
    private let file: Descriptor
    private let tools: OutputTools

    /// More than any job that an old print server could take.
    static let octetsMax: Int64 = 4 << 30

    struct TooLarge: Error {}

    private init(_ file: Descriptor, octets: Int64, _ tools: OutputTools) {
        self.file = file
        self.octets = octets
        self.tools = tools
    }

    deinit { tools.disk.close(file) }

    /// Reads `stream` to its end.
    static func make(_ stream: DocumentStream, named name: String, _ tools: OutputTools) async throws -> SpooledDocument
    {
        let files = try await tools.threads.run {
            let folder = try tools.scratch.open(tools.scratchPath)
            let target = try tools.disk.create(name, in: folder.descriptor)
            defer {
                // A name that stays is removed with other leftovers at the next start.
                try? tools.disk.remove(name, in: folder.descriptor)
            }
            do {
                return (write: target, read: try tools.disk.open(name, in: folder.descriptor))
            } catch {
                tools.disk.close(target)
                throw error
            }
        }
        defer { tools.disk.close(files.write) }
        var octets: Int64 = 0
        do {
            while let piece = try await stream.next() {
                octets += Int64(piece.count)
                guard octets <= octetsMax else { throw TooLarge() }
                try await tools.threads.run { try tools.disk.write(piece[...], to: files.write) }
            }
        } catch {
            tools.disk.close(files.read)
            throw error
        }
        return SpooledDocument(files.read, octets: octets, tools)
    }

    /// Once.
    var stream: DocumentStream {
        DocumentStream { [self] in
            try Task.checkCancellation()
            let piece = try await tools.threads.run { try self.tools.disk.read(Gate.pieceOctetsMax, from: self.file) }
            return piece.isEmpty ? nil : piece
        }
    }
}
