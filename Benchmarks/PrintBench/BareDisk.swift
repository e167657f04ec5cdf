import Glibc

/// What the disk under the spools can do without a server: what the figures are compared with.
struct BareDisk {
    let folder: String

    /// Appends of 4 KiB, each with its fdatasync, a second.
    func syncedAppendsPerSecond(for duration: Double = 2) throws -> Double {
        try withFile("append") { descriptor in
            let block = [UInt8](repeating: 0x78, count: 4096)
            var count = 0
            let began = seconds()
            while seconds() - began < duration {
                guard write(descriptor, block, block.count) == block.count, fdatasync(descriptor) == 0 else {
                    throw Problem("append: errno \(errno)")
                }
                count += 1
            }
            return Double(count) / (seconds() - began)
        }
    }

    /// One write of so many bytes with an fdatasync at its end, in MB/s.
    func sequentialMBPerSecond(octets: Int) throws -> Double {
        try withFile("sequential") { descriptor in
            let block = [UInt8](repeating: 0x78, count: 1 << 20)
            let began = seconds()
            for _ in 0..<(octets / block.count) {
                guard write(descriptor, block, block.count) == block.count else {
                    throw Problem("write: errno \(errno)")
                }
            }
            guard fdatasync(descriptor) == 0 else { throw Problem("fdatasync: errno \(errno)") }
            return Double(octets) / 1e6 / (seconds() - began)
        }
    }

    private func withFile<Value>(_ name: String, _ body: (Int32) throws -> Value) throws -> Value {
        let path = "\(folder)/bare-\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Problem("open \(path): errno \(errno)") }
        defer {
            close(descriptor)
            unlink(path)
        }
        return try body(descriptor)
    }
}
