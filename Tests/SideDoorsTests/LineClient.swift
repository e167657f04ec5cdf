import Foundation
import Glibc

/// A client that says what a test wants it to say. What it waits for it waits for at most half a minute, on a thread of its
/// own: those of tasks are few, and the server needs them.
final class LineClient: Sendable {
    private let descriptor: CInt
    private let queue = DispatchQueue(label: "line client")

    init(port: Int) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECONNREFUSED) }
    }

    deinit { close(descriptor) }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable (CInt) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: body(descriptor)) }
        }
    }

    /// Says nothing of it when the other end is gone: what it answers does.
    func send(_ octets: [UInt8]) async {
        await onThread { descriptor in
            var rest = octets[...]
            while !rest.isEmpty {
                let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
                guard sent > 0 else { return }
                rest = rest.dropFirst(sent)
            }
        }
    }

    func send(_ text: String) async { await send(Array(text.utf8)) }

    func endSending() { shutdown(descriptor, CInt(SHUT_WR)) }

    /// The next octet; `nil` at the end.
    func octet() async -> UInt8? {
        await onThread { descriptor in
            var octet: UInt8 = 0
            return recv(descriptor, &octet, 1, 0) == 1 ? octet : nil
        }
    }

    /// Why nothing comes: 0 for an end as it should be.
    func ending() async -> CInt {
        await onThread { descriptor in
            var octet: UInt8 = 0
            return recv(descriptor, &octet, 1, 0) < 0 ? errno : 0
        }
    }

    func rest() async -> String {
        var octets: [UInt8] = []
        while let octet = await octet() { octets.append(octet) }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Sends a command and gives back what it is answered with.
    func say(_ text: String) async -> UInt8? {
        await send(text)
        return await octet()
    }

    func sendFile(_ command: String, _ name: String, _ text: String) async -> UInt8? {
        guard await say("\(command)\(text.utf8.count) \(name)\n") == 0 else { return 255 }
        await send(text + "\0")
        return await octet()
    }

    func control(_ name: String, _ text: String) async -> UInt8? { await sendFile("\u{2}", name, text) }
    func data(_ name: String, _ text: String) async -> UInt8? { await sendFile("\u{3}", name, text) }
}
