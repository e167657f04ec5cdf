import NIOCore
import NIOHTTP1
import Synchronization

/// The part of an answer behind its attributes, still arriving.
final class ReplyBody: Sendable {
    private enum Rest {
        /// Bytes that came together with the attributes, and the rest of the connection's.
        case coming([UInt8], HTTPConnection)
        case ended
    }

    private let rest: Mutex<Rest>
    private let whenRead: @Sendable (HTTPConnection) -> Void

    /// - Parameter whenRead: gets the connection back when the answer was read to its end.
    init(_ first: [UInt8], from connection: HTTPConnection, whenRead: @escaping @Sendable (HTTPConnection) -> Void) {
        rest = Mutex(.coming(first, connection))
        self.whenRead = whenRead
    }

    deinit {
        rest.withLock { rest in
            guard case .coming(_, let connection) = rest else { return }
            connection.finish()
            connection.close()
        }
    }

    func next() async throws(IPPClientError) -> [UInt8]? {
        let now = rest.withLock { rest in
            let now = rest
            if case .coming(_, let connection) = rest { rest = .coming([], connection) }
            return now
        }
        guard case .coming(let bytes, let connection) = now else { return nil }
        if !bytes.isEmpty { return bytes }
        while true {
            switch try await connection.nextPart() {
            case .head: continue
            case .body(let buffer) where buffer.readableBytes == 0: continue
            case .body(let buffer): return Array(buffer.readableBytesView)
            case .end:
                rest.withLock { $0 = .ended }
                whenRead(connection)
                return nil
            }
        }
    }

    /// Reads to the end what nobody wants, so that the connection can be used again; gives up on it beyond `bytesMax`.
    func drain(bytesMax: Int) async throws(IPPClientError) {
        var count = 0
        while count <= bytesMax, let bytes = try await next() { count += bytes.count }
    }
}
