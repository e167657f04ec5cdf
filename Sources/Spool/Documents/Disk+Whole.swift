// Small files that are read and written whole.

extension Disk {
    /// Puts a file in place of what is at `path`, or of nothing: aside, synced, renamed, and the folder synced. May block.
    func replace(_ path: String, in folder: String, with bytes: UnsafeRawBufferPointer) throws(DiskError) {
        let aside = path + ".new"
        try remove(aside)
        let file = try create(aside)
        defer { close(file) }
        try write(bytes, to: file, at: 0)
        try sync(file)
        try rename(aside, to: path)
        try syncFolder(folder)
    }

    /// A file's first octets; `nil` when there is no file, fewer where it is shorter.
    func beginning(of path: String, octetsMax: Int) throws -> [UInt8]? {
        guard try octets(of: path) != nil else { return nil }
        let file = try open(path)
        defer { close(file) }
        return try self.bytes(of: file, at: 0, octetsMax: octetsMax)
    }

    /// Fewer where the file ends.
    func bytes(of file: DiskFile, at offset: Int64, octetsMax: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: octetsMax) { buffer, count in
            count = try read(into: UnsafeMutableRawBufferPointer(buffer), from: file, at: offset)
        }
    }

    /// Makes a new file at `copy` with the bytes of the one at `path`.
    ///
    /// - Parameter change: what is written over some of them.
    func copy(_ path: String, to copy: String, change: (DiskFile) throws -> Void = { _ in }) throws {
        let source = try open(path)
        defer { close(source) }
        let target = try create(copy)
        defer { close(target) }
        var offset: Int64 = 0
        while true {
            let piece = try bytes(of: source, at: offset, octetsMax: 1 << 20)
            guard !piece.isEmpty else { break }
            try piece.withUnsafeBytes { try write($0, to: target, at: offset) }
            offset += Int64(piece.count)
        }
        try change(target)
    }
}
