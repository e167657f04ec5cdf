import Operations
import PrintModel
import Synchronization

/// A print service that does what a test says.
struct StubService: PrintService {
    var ready: @Sendable (_ message: [UInt8], _ caller: Caller) -> [UInt8]? = { _, _ in nil }
    var make: @Sendable (_ message: [UInt8], _ document: DocumentStream, _ caller: Caller) async -> ServiceAnswer

    func readyAnswer(to message: [UInt8], from caller: Caller) -> [UInt8]? { ready(message, caller) }

    func answer(to message: [UInt8], document: DocumentStream, from caller: Caller) async -> ServiceAnswer {
        await make(message, document, caller)
    }

    /// Says how many octets came behind the attributes, or `broken` when the document ended early.
    static let counting = StubService { message, document, _ in
        do {
            return ServiceAnswer(contentType: "text/plain", bytes: Array("\(try await document.count()) octets".utf8))
        } catch {
            return ServiceAnswer(contentType: "text/plain", bytes: Array("broken".utf8))
        }
    }

    /// Answers everything without a task.
    static let immediate = StubService(ready: { _, _ in Array("ready".utf8) }) { _, _, _ in
        ServiceAnswer(contentType: "text/plain", bytes: Array("late".utf8))
    }
}

extension DocumentStream {
    func count() async throws -> Int {
        var count = 0
        while let piece = try await next() { count += piece.count }
        return count
    }
}

/// Something that happens once and is waited for.
final class Signal: Sendable {
    private struct State {
        var isGiven = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func give() {
        let waiting = state.withLock { state in
            state.isGiven = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isGiven = state.withLock { state in
                if !state.isGiven { state.waiting.append(continuation) }
                return state.isGiven
            }
            if isGiven { continuation.resume() }
        }
    }
}

/// Requests as bytes.
enum Request {
    /// Get-Printer-Attributes, 1.1: as short as an IPP request can be.
    static let message: [UInt8] = [1, 1, 0, 0x0b, 0, 0, 0, 1, 1, 3]

    static func ipp(
        _ body: [UInt8] = message, path: String = "/ipp/print", fields: [String] = [], length: String? = nil
    ) -> [UInt8] {
        let lines =
            ["POST \(path) HTTP/1.1", "Host: localhost", "Content-Type: application/ipp"]
            + ["Content-Length: \(length ?? "\(body.count)")"] + fields
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    static func chunked(_ chunks: [[UInt8]], fields: [String] = []) -> [UInt8] {
        let lines =
            ["POST /ipp/print HTTP/1.1", "Host: localhost", "Content-Type: application/ipp"]
            + ["Transfer-Encoding: chunked"] + fields
        let body = chunks.flatMap { (chunk: [UInt8]) -> [UInt8] in
            Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body + Array("0\r\n\r\n".utf8)
    }

    static func get(_ path: String, fields: [String] = []) -> [UInt8] {
        Array((["GET \(path) HTTP/1.1", "Host: localhost"] + fields + ["", ""]).joined(separator: "\r\n").utf8)
    }
}
