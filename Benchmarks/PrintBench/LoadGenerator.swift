import Glibc

/// Sends the same request again and again over some connections, each waiting for its answer before it sends the next,
/// and counts. One thread, poll, no buffers beyond one answer a connection: it takes as little of the machine from the
/// server as it can.
struct LoadGenerator {
    struct Result {
        var perSecond = 0.0
        /// From the first byte sent to the last byte read, in milliseconds.
        var median = 0.0
        var ninetyNinth = 0.0
        var failures = 0
    }

    let port: UInt16
    /// A whole HTTP request with Content-Length.
    let request: [UInt8]

    func run(connections: Int, requests: Int) throws -> Result {
        var all = try (0..<connections).map { _ in try Connection(port: port) }
        defer { for connection in all { close(connection.descriptor) } }
        var waiting = all.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }

        var result = Result()
        var latencies: [Double] = []
        latencies.reserveCapacity(requests)
        let began = seconds()
        var started = min(connections, requests)
        for index in 0..<started { try all[index].send(request) }
        while latencies.count < requests {
            guard poll(&waiting, nfds_t(waiting.count), 30_000) > 0 else {
                throw Problem("no answer within 30 s, after \(latencies.count) of \(requests)")
            }
            for index in all.indices where waiting[index].revents != 0 {
                guard let isGood = try all[index].receive() else { continue }
                if !isGood { result.failures += 1 }
                latencies.append((seconds() - all[index].sentAt) * 1000)
                guard started < requests else { continue }
                started += 1
                try all[index].send(request)
            }
        }
        result.perSecond = Double(requests) / (seconds() - began)
        latencies.sort()
        result.median = latencies[latencies.count / 2]
        result.ninetyNinth = latencies[latencies.count * 99 / 100]
        return result
    }
}

/// One keep-alive connection and the answer it is reading.
private struct Connection {
    let descriptor: Int32
    var sentAt = 0.0
    private var answer: [UInt8] = []
    /// Of the answer that is being read, once its head is there.
    private var length: (head: Int, body: Int)?
    private var isGood = false
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init(port: UInt16) throws {
        descriptor = try connectToLoopback(port: port)
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    mutating func send(_ request: [UInt8]) throws {
        sentAt = seconds()
        answer.removeAll(keepingCapacity: true)
        try writeAll(request, to: descriptor)
    }

    /// `nil` while the answer is not complete; then whether it was HTTP 200 with an IPP status of success.
    mutating func receive() throws -> Bool? {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw Problem("the server closed the connection") }
        answer += buffer[..<count]
        if length == nil { length = try readHead() }
        guard let length, answer.count >= length.head + length.body else { return nil }
        defer { self.length = nil }
        return isGood && length.body >= 4 && answer[length.head + 2] == 0
    }

    /// Read once an answer: the measuring must not cost more than what is measured.
    private mutating func readHead() throws -> (head: Int, body: Int)? {
        guard let end = answer.firstRange(of: [13, 10, 13, 10]) else { return nil }
        let text = String(decoding: answer[..<end.lowerBound], as: UTF8.self).lowercased()
        guard let length = text.split(separator: "\r\n").first(where: { $0.hasPrefix("content-length:") }),
            let body = Int(length.dropFirst(15).drop { $0 == " " })
        else { throw Problem("an answer without Content-Length") }
        isGood = text.hasPrefix("http/1.1 200")
        return (end.upperBound, body)
    }
}

func connectToLoopback(port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard connected == 0 else { throw Problem("connect to port \(port): errno \(errno)") }
    return descriptor
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
    var sent = 0
    while sent < bytes.count {
        let count = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, 0)
        }
        guard count > 0 else { throw Problem("send: errno \(errno)") }
        sent += count
    }
}

func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

struct Problem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
