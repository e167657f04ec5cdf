import Glibc

/// One Print-Job whose document is sent in chunks of 64 KiB as fast as the server takes it.
struct BigUpload {
    let port: UInt16
    /// HTTP head and IPP message.
    let head: [UInt8]

    /// Seconds until the answer.
    func run(octets: Int) throws -> Double {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Problem("connect: errno \(errno)") }
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
