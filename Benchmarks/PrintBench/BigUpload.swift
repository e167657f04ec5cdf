import Glibc

/// One Print-Job whose document is sent in chunks of 64 KiB as fast as the server takes it.
struct BigUpload {
    let port: UInt16
    /// HTTP head and IPP message.
    let head: [UInt8]

    /// Seconds until the answer.
    func run(octets: Int) throws -> Double {
        let descriptor = try connectToLoopback(port: port)
        defer { close(descriptor) }
        let began = seconds()
        try writeAll(head, to: descriptor)
        let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x78, count: 65_536) + Array("\r\n".utf8)
        for _ in 0..<(octets / 65_536) { try writeAll(chunk, to: descriptor) }
        try writeAll(Array("0\r\n\r\n".utf8), to: descriptor)
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &answer, answer.count, 0)
        guard count > 0, String(decoding: answer[..<12], as: UTF8.self) == "HTTP/1.1 200" else {
            throw Problem("the big job was refused")
        }
        return seconds() - began
    }
}
