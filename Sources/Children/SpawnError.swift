internal import CSpawn
internal import Glibc

/// A program that could not be started.
public struct SpawnError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The program's path.
    public var path: String
    /// What was being done: "execute", "landlock", "folder" …
    public var step: String
    public var errno: Int32

    init(_ path: String, step: String, errno: Int32) {
        self.path = path
        self.step = step
        self.errno = errno
    }

    /// Trying again later could help: the machine is short of something, or the program is just being replaced.
    public var isTemporary: Bool { [EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC, EINTR, ETXTBSY].contains(errno) }

    public var description: String { "\(path) was not started: \(step): \(errorWords(errno))" }
}

/// The system's words for an errno.
func errorWords(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
