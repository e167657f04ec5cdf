internal import CSpawn
internal import Glibc

/// A file descriptor that is closed when nobody refers to it any more.
public final class Descriptor: Sendable {
    public let number: Int32

    /// Takes over a descriptor of the caller's.
    public init(taking number: Int32) { self.number = number }

    deinit { _ = close(number) }

    /// A second descriptor for the same open file.
    public convenience init(duplicating number: Int32) throws {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw DescriptorError("dup", errno) }
        self.init(taking: copy)
    }

    /// A pipe, both ends closed on exec. The kernel is asked for `octets` of room; where the user has used up what
    /// unprivileged pipes may take (16,384 pages by default), it stays as it is.
    public static func pipe(octets: Int32? = nil) throws -> (reader: Descriptor, writer: Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard spawn_pipe(&ends) == 0 else { throw DescriptorError("pipe", errno) }
        if let octets { _ = spawn_pipe_size(ends[1], octets) }
        return (Descriptor(taking: ends[0]), Descriptor(taking: ends[1]))
    }

    /// Two ends of a stream that goes both ways, closed on exec.
    static func socketPair() throws -> (ours: Descriptor, theirs: Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard spawn_socket_pair(&ends) == 0 else { throw DescriptorError("socketpair", errno) }
        return (Descriptor(taking: ends[0]), Descriptor(taking: ends[1]))
    }

    /// Bytes as an open file that nobody can change, at its beginning: needs nobody to feed it, as a pipe would.
    public static func sealed(_ bytes: [UInt8]) throws -> Descriptor {
        let number = spawn_memory_file("instructions")
        guard number >= 0 else { throw DescriptorError("memfd", errno) }
        let file = Descriptor(taking: number)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(number, $0.baseAddress.map { $0 + done }, $0.count - done, done)
            }
            guard count > 0 || errno == EINTR else { throw DescriptorError("write", errno) }
            done += max(count, 0)
        }
        guard spawn_seal(number) == 0 else { throw DescriptorError("seal", errno) }
        return file
    }
}

/// A descriptor that could not be had.
public struct DescriptorError: Error, Hashable, Sendable, CustomStringConvertible {
    public var call: String
    public var errno: Int32

    init(_ call: String, _ errno: Int32) {
        self.call = call
        self.errno = errno
    }

    public var description: String { "\(call): \(errorWords(errno))" }
}
