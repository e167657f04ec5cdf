internal import CSpawn
internal import FoundationEssentials
internal import Glibc

/// The side of a helper that faces its parent: reads the instructions, says how far it is, ends.
public enum Helper {
    /// Descriptors that a helper is started with.
    public enum Descriptor {
        public static let document: Int32 = 0
        public static let output: Int32 = 1
        public static let progress: Int32 = 3
        public static let instructions: Int32 = 4
    }

    /// Instructions are never longer than this.
    public static let instructionOctetsMax = 1 << 20

    /// Runs a helper to its end: reads what it is to do, does it, and ends the process with the status its parent
    /// understands (0 good, 1 a problem was said, 2 bad instructions, 141 nobody wants the output).
    ///
    /// - Parameter runsPrograms: `false` gives up the right to, for good, before anything of the document is read.
    public static func run<Instructions: Decodable>(
        _ type: Instructions.Type, runsPrograms: Bool = false, _ body: (Instructions) throws -> Void
    ) -> Never {
        signal(SIGPIPE, SIG_IGN)
        // Where the kernel cannot, the parent's sandbox is all there is; its report says so.
        if !runsPrograms { _ = spawn_settle() }
        do {
            let instructions = try JSONDecoder().decode(type, from: Data(try readAll(Descriptor.instructions)))
            do {
                try body(instructions)
            } catch is OutputClosed {
                exit(141)
            } catch let problem as Problem {
                end(with: problem)
            } catch {
                end(with: Problem(.internalError, "\(error)"))
            }
            exit(0)
        } catch {
            log("bad instructions: \(error)")
            exit(2)
        }
    }

    /// Says how far it is. Lost when nobody listens, which harms nothing.
    public static func say(_ line: ProgressLine) {
        guard let text = try? JSONEncoder().encode(line) else { return }
        // One call a line, so that the lines of several processes on one pipe stay whole (PIPE_BUF).
        try? write([UInt8](text) + [0x0A], to: Descriptor.progress)
    }

    /// Says a page has left, without the cost of an encoder.
    public static func say(page: Int) { try? write(Array("{\"page\":\(page)}\n".utf8), to: Descriptor.progress) }

    /// A word for the log.
    public static func log(_ text: String) { try? write(Array("\(text)\n".utf8), to: 2) }

    public static func end(with problem: Problem) -> Never {
        say(ProgressLine(problem: problem))
        exit(1)
    }

    /// Writes all of `bytes`; throws ``OutputClosed`` when the reader has gone.
    public static func write(_ bytes: [UInt8], to descriptor: Int32 = Descriptor.output) throws {
        try bytes.withUnsafeBytes { try write($0, to: descriptor) }
    }

    public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32 = Descriptor.output) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                if errno == EPIPE { throw OutputClosed() }
                throw Problem(.resourcesExceeded, "cannot write: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Reads up to `count` octets; an empty result is the end.
    public static func read(_ count: Int, from descriptor: Int32 = Descriptor.document) throws -> [UInt8] {
        while true {
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = Glibc.read(descriptor, buffer.baseAddress, count)
                if got < 0 { failure = errno }
                filled = max(0, got)
            }
            if failure == 0 { return bytes }
            guard failure == EINTR else {
                throw Problem(.internalError, "cannot read: \(String(cString: strerror(failure)))")
            }
        }
    }

    private static func readAll(_ descriptor: Int32) throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let piece = try read(64 << 10, from: descriptor)
            if piece.isEmpty { return all }
            guard all.count + piece.count <= instructionOctetsMax else {
                throw Problem(.internalError, "the instructions are too long")
            }
            all += piece
        }
    }
}

/// Nobody reads the output any more.
public struct OutputClosed: Error, Hashable, Sendable {
    public init() {}
}
