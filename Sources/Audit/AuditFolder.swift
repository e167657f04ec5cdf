internal import FoundationEssentials
internal import Glibc

/// The files of the record, each named for the number of its first: `audit-00000000000000000001.jsonl`.
struct AuditFolder: Sendable {
    let path: String

    private static let prefix = "audit-"
    private static let suffix = ".jsonl"

    init(_ path: String) throws(AuditFault) {
        self.path = path
        try make()
    }

    func make() throws(AuditFault) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw AuditFault("mkdir", path) }
    }

    /// Numbers of the first records, ascending.
    func files() throws -> [UInt64] {
        try FileManager.default.contentsOfDirectory(atPath: path).compactMap { name in
            guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
            return UInt64(name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count))
        }.sorted()
    }

    func file(_ first: UInt64) -> String {
        let digits = String(first)
        return
            "\(path)/\(Self.prefix)\(String(repeating: "0", count: max(0, 20 - digits.count)))\(digits)\(Self.suffix)"
    }

    /// All of a file; `nil` for one that is gone.
    func read(_ first: UInt64) -> [UInt8]? {
        FileManager.default.contents(atPath: file(first)).map { Array($0) }
    }

    /// A record, wherever it is.
    func place(of number: UInt64) throws -> AuditEnd.Place? {
        guard let first = try files().last(where: { $0 <= number }) else { return nil }
        return read(first)?.wholeLines.lazy.compactMap(AuditEnd.Place.init).first { $0.number == number }
    }

    func octets(_ first: UInt64) -> Int64 {
        var status = stat()
        return stat(file(first), &status) == 0 ? Int64(status.st_size) : 0
    }

    func sync() throws(AuditFault) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw AuditFault("open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw AuditFault("fsync", path) }
    }
}

/// A system call that failed.
public struct AuditFault: Error, CustomStringConvertible, Sendable {
    public let description: String

    init(_ call: String, _ path: String) {
        let code = errno
        description = "\(call) \(path): \(String(cString: strerror(code))) (errno \(code))"
    }

    init(_ description: String) { self.description = description }
}

extension AuditEnd.Place {
    /// `nil` for what is no record.
    init?(_ line: ArraySlice<UInt8>) {
        guard let content = AuditLine.read(line), let hash = Hexadecimal.octets(content.hash), hash.count == 32 else {
            return nil
        }
        self.init(number: content.n, hash: hash)
    }
}

extension [UInt8] {
    /// Its whole lines, without their line feeds; what follows the last is none.
    var wholeLines: [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = startIndex
        while let end = self[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(self[start..<end])
            start = end + 1
        }
        return lines
    }
}
