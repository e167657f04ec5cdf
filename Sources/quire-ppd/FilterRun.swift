import Glibc
import PPDReading
import Workbench

/// A CUPS filter at work: started with the arguments, environment and descriptors that filter(7) promises it, within the
/// same sandbox as this process.
final class FilterRun {
    /// Where its document goes.
    private(set) var input: Int32
    private let name: String
    private let process: pid_t
    private let ppd: TemporaryFile
    /// What it writes to its standard error: read at the end, so that neither side ever waits for the other.
    private let messages: TemporaryFile
    /// Pages it was given, where that is known.
    var pages = 0

    init(_ name: String, _ file: PPDFile, _ instructions: PPDInstructions) throws {
        self.name = name
        let path = try FilterPath.find(name, in: instructions.filters.folders)
        ppd = try TemporaryFile(file.text.safe, isNamed: true)
        messages = try TemporaryFile([])
        let document = try Self.pipe()
        // The other ends are closed at once: nobody answers here, and a filter that asks is told so.
        let backChannel = try Self.pipe()
        close(backChannel.write)
        var sideChannel: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sideChannel) == 0 else { throw Self.failure() }
        close(sideChannel[1])
        defer { for end in [document.read, backChannel.read, sideChannel[0]] { close(end) } }
        input = document.write
        process = try FilterSpawn.start(
            path, FilterSpawn.arguments(instructions), FilterSpawn.environment(instructions, ppd: ppd.path),
            [document.read, Helper.Descriptor.output, messages.descriptor, backChannel.read, sideChannel[0]])
    }

    func closeInput() {
        guard input >= 0 else { return }
        close(input)
        input = -1
    }

    /// Ends it at once: the document is none, and half of one is not to be printed.
    func stop() {
        kill(process, SIGKILL)
        closeInput()
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// Waits for its end; throws a ``Problem`` with its own words when that was no good one.
    func finish() throws {
        closeInput()
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let said = FilterWords(messages.descriptor)
        guard status == 0 else {
            let signal = status & 0x7F
            let how = signal == 0 ? "ended with status \((status >> 8) & 0xFF)" : "was ended by signal \(signal)"
            let text = said.error.map { "the filter \(name) \(how): \($0)" } ?? "the filter \(name) \(how)"
            throw Problem(.documentUnprintable, String(decoding: text.utf8.prefix(255), as: UTF8.self))
        }
        for warning in said.warnings { Helper.say(ProgressLine(warning: Warning("filter", warning))) }
        guard pages == 0, said.pages > 0 else { return }
        Helper.say(ProgressLine(done: PageCounts(impressions: said.pages, sheets: said.pages)))
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw failure() }
        return (ends[0], ends[1])
    }

    static func failure() -> Problem {
        Problem(.resourcesExceeded, "cannot start a filter: \(String(cString: strerror(errno)))")
    }
}

/// What a filter said, from the file its standard error went to.
struct FilterWords {
    private(set) var pages = 0
    /// Its last word on what went wrong.
    private(set) var error: String?
    private(set) var warnings: [String] = []

    /// Of more, the beginning is read.
    private static let octetsMax = 1 << 20

    init(_ descriptor: Int32) {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        // What cannot be read back is not known; the filter's status decides.
        while bytes.count < Self.octetsMax, let piece = try? Helper.read(64 << 10, from: descriptor), !piece.isEmpty {
            bytes += piece
        }
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            switch FilterMessage(line) {
            case .page(let page, _): pages = max(pages, page)
            case .error(let text): error = text
            case .warning(let text): if warnings.count < 10 { warnings.append(String(text.prefix(200))) }
            case .log(let text): Helper.log(text)
            }
        }
    }
}
