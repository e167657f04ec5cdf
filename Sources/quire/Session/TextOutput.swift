import Glibc
import Synchronization

/// Standard output or standard error: text in, written in large pieces.
final class TextOutput: Sendable {
    let isTerminal: Bool
    /// Cells in a line of a terminal; `nil` where lines have no end.
    let width: Int?
    /// What ``ColorChoice/auto`` comes to.
    let takesColor: Bool

    private let descriptor: CInt?
    private let buffer = Mutex<[UInt8]>([])

    /// - Parameter descriptor: `nil` keeps the text for ``text``.
    init(descriptor: CInt?, isTerminal: Bool, width: Int?, takesColor: Bool) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal
        self.width = width
        self.takesColor = takesColor
    }

    convenience init(descriptor: CInt, environment: [String: String]) {
        let isTerminal = isatty(descriptor) == 1
        let forced = environment["CLICOLOR_FORCE"].map { $0 != "0" && !$0.isEmpty } ?? false
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
        self.init(
            descriptor: descriptor, isTerminal: isTerminal,
            width: isTerminal ? Self.columns(of: descriptor, environment) : nil,
            takesColor: !isPlain && (isTerminal || forced))
    }

    private static func columns(of descriptor: CInt, _ environment: [String: String]) -> Int {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes a line.
    func print(_ line: String) { write(line + "\n") }

    func write(_ text: String) {
        let isFull = buffer.withLock { buffer in
            buffer += text.utf8
            return buffer.count >= Self.bufferBytesMax
        }
        if isFull || isTerminal { flush() }
    }

    private static let bufferBytesMax = 65_536

    /// What was written, of an output that has no descriptor.
    var text: String { buffer.withLock { String(decoding: $0, as: UTF8.self) } }

    func flush() {
        guard let descriptor else { return }
        let bytes = buffer.withLock { buffer in
            defer { buffer = [] }
            return buffer
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Nobody reads any more, as behind `| head`: there is nobody to tell.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
