internal import Glibc
internal import Workbench

/// Octets put aside until it is their turn: in memory while they are few, then in a file without a name in $TMPDIR.
final class Spill {
    static let memoryOctetsMax = 1 << 20

    private var memory: [UInt8] = []
    private var file: Int32 = -1
    private(set) var count = 0

    deinit { if file >= 0 { close(file) } }

    func append(_ bytes: ArraySlice<UInt8>) throws {
        memory += bytes
        count += bytes.count
        guard memory.count > Self.memoryOctetsMax else { return }
        if file < 0 { file = try Self.unnamedFile() }
        var rest = memory[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard written > 0 || errno == EINTR else {
                throw PictureFault(.tooLarge, "no room for a temporary file is left")
            }
            rest = rest.dropFirst(max(0, written))
        }
        memory.removeAll(keepingCapacity: true)
    }

    func replay(_ take: (ArraySlice<UInt8>) throws -> Void) throws {
        if file >= 0 {
            var buffer = [UInt8](repeating: 0, count: 256 << 10)
            var offset: off_t = 0
            while true {
                let got = buffer.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, offset) }
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { throw PictureFault(.tooLarge, "a temporary file cannot be read") }
                if got == 0 { break }
                try take(buffer[..<got])
                offset += off_t(got)
            }
        }
        if !memory.isEmpty { try take(memory[...]) }
    }

    private static func unnamedFile() throws -> Int32 {
        do {
            return try UnnamedFile.open()
        } catch {
            throw PictureFault(.tooLarge, "no room for a temporary file is left")
        }
    }
}
