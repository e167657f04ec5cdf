internal import CCups
internal import Glibc

/// `quire-cups`: brings jobs to the queues of a CUPS server, by libcups.
///
/// It keeps the contract of CUPS' backends (backend(7)) with one more promise. When the server has named the job and before
/// it gets a byte of it, `ATTR: job-uri=URI` is written, and one octet is waited for on descriptor 4: whoever runs this
/// has then written the URI down, and can ask what became of the job whatever happens meanwhile:
///
///     quire-cups                                          lists the queues of this machine's CUPS
///     cups://HOST[:PORT]/QUEUE ID USER TITLE COPIES OPTIONS    prints what comes in
///     cups://HOST[:PORT]/QUEUE --resolve JOB-URI          says what became of a job, in a word
///
/// Asked to end (SIGTERM), it cancels the job at the server and says by its status how far that had come: 0 it is printed,
/// 5 none of it is, 1 some of it may be.
@main
enum QuireCups {
    static func main() {
        Signals.listen()
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else { exit(QueueList.show()) }
        let uri = getenv("DEVICE_URI").map { String(cString: $0) } ?? arguments[0]
        guard let address = ServerAddress(uri) else {
            say("ERROR", "'\(arguments[0])' is not like cups://server/queue")
            exit(Status.stop)
        }
        let server = PrintServer(address)
        switch arguments.count {
        case 3 where arguments[1] == "--resolve": exit(Resolving(server).run(arguments[2]))
        case 6: exit(Printing(server, arguments).run())
        default:
            say("ERROR", "wanted: job user title copies options")
            exit(Status.stop)
        }
    }
}

/// Of backend(7).
enum Status {
    static let ok: Int32 = 0
    static let failed: Int32 = 1
    static let needsCredentials: Int32 = 2
    static let stop: Int32 = 4
    static let canceled: Int32 = 5
}

/// Writes a message, in one line.
func say(_ word: String, _ text: String) {
    let plain = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
    var line = word + ": "
    line.unicodeScalars.append(contentsOf: plain)
    write(line + "\n", to: STDERR_FILENO)
}

func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    // Whoever should have read it is gone: then there is nobody to tell.
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
}

/// A C string of libcups, repaired where it is not UTF-8.
func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
