internal import Crypto
internal import Glibc
public import IPP
internal import Synchronization

/// A printer that speaks IPP, for tests: on a port of its own of this machine, with every fault that printers have, and a
/// ledger of what came out of it.
///
/// It does what RFC 8011 asks of a printer and no more. Plain sockets and a thread a connection, so that a fault is a line:
/// nothing of what is tested here is used to test it.
public final class FakePrinter: Sendable {
    /// What happens to one request instead of the usual.
    public enum Fault: Hashable, Sendable {
        case none
        /// Answered so at once; a document is not read.
        case status(StatusCode)
        /// An answer of HTTP, not of IPP.
        case http(Int)
        /// The connection ends before anything is answered.
        case close
        /// The connection ends after so many octets of the document.
        case closeAfter(Int)
        /// Nothing is read any more after so many octets of the document, until the printer is switched off.
        case hangAfter(Int)
        /// All is done, and the connection ends without an answer.
        case loseReply
    }

    /// What came out.
    public struct Sheet: Hashable, Sendable {
        public var job: Int32
        public var name: String
        public var user: String
        public var format: String
        public var octets: Int
        /// SHA-256 of the document, unpacked.
        public var digest: [UInt8]
        /// The document, where it is small.
        public var bytes: [UInt8]
        public var wasCompressed: Bool
        /// Whether it came in chunks, its size unknown.
        public var wasChunked: Bool
        public var template: [Attribute]
    }

    public struct Job: Sendable {
        public var id: Int32
        public var name: String
        public var user: String
        public var template: [Attribute]
        public var documents: [Sheet] = []
        public var state: Int32 = 4
        public var reasons: [String] = ["job-incoming"]
        public var isClosed = false
        var printsAt: ContinuousClock.Instant?
        let madeAt = ContinuousClock.now
    }

    struct State {
        var printer: AttributeGroup
        var jobs: [Int32: Job] = [:]
        var lastJob: Int32 = 0
        var ledger: [Sheet] = []
        var requests: [OperationID] = []
        var received: [IPPMessage] = []
        var authorizations: [String] = []
        var connections = 0
        var isOutOfPaper = false
        var clingsToJobs = false
        var fault: @Sendable (OperationID, Int) -> Fault = { _, _ in .none }
        var printingTakes = Duration.zero
        var authorization: String?
        var challenge = "Basic realm=\"printer\""
        var repliesInChunks = false
        var identified: [String] = []
        var sockets: Set<Int32> = []
        var listener: Int32 = -1
        var isAccepting = true
        var beginningOfTime = ContinuousClock.now
        /// Octets of documents read so far, of all jobs.
        var octetsRead = 0
    }

    let state: Mutex<State>
    public let port: Int

    /// - Parameters:
    ///   - printer: what it says of itself; ``everyday`` without.
    ///   - port: any that is free where it is 0.
    public init(_ printer: AttributeGroup = FakePrinter.everyday, port: Int = 0) throws {
        state = Mutex(State(printer: printer))
        let (socket, port) = try Self.listen(on: port)
        self.port = port
        state.withLock { $0.listener = socket }
        accept(on: socket)
    }

    deinit { switchOff() }

    /// "ipp://127.0.0.1:PORT/ipp/print"
    public var uri: String { "ipp://127.0.0.1:\(port)/ipp/print" }

    // MARK: What tests do to it

    /// Asked before every request, with the operation and how many of it there were before.
    public func setFault(_ fault: @escaping @Sendable (OperationID, Int) -> Fault) {
        state.withLock { $0.fault = fault }
    }

    public func setPrinter(_ change: (inout AttributeGroup) -> Void) { state.withLock { change(&$0.printer) } }
    public func setPrintingTakes(_ duration: Duration) { state.withLock { $0.printingTakes = duration } }
    /// It says yes when a job is cancelled, and waits for the rest of its data all the same.
    public func setClingsToJobs(_ clings: Bool) { state.withLock { $0.clingsToJobs = clings } }
    public func setRepliesInChunks() { state.withLock { $0.repliesInChunks = true } }

    /// The value of the `Authorization` field it wants, and what it asks for it with.
    public func setAuthorization(_ value: String?, challenge: String = "Basic realm=\"printer\"") {
        state.withLock { ($0.authorization, $0.challenge) = (value, challenge) }
    }

    public func setOutOfPaper(_ isOut: Bool) {
        state.withLock { state in
            state.isOutOfPaper = isOut
            state.printer.set("printer-state", .enum(isOut ? 5 : 3))
            state.printer.set("printer-state-reasons", .keyword(isOut ? "media-empty-error" : "none"))
        }
    }

    /// What somebody does who stands in front of it.
    public func cancelAtPanel(_ id: Int32) {
        state.withLock { state in
            state.jobs[id]?.state = 7
            state.jobs[id]?.reasons = ["job-canceled-at-device"]
        }
    }

    /// The printer gives a job up by itself.
    public func abort(_ id: Int32, because reasons: [String]) {
        state.withLock { state in
            state.jobs[id]?.state = 8
            state.jobs[id]?.reasons = reasons
        }
    }

    /// Forgets every job, as one does that is switched off.
    public func forgetJobs() {
        state.withLock { state in
            state.jobs = [:]
            state.beginningOfTime = .now
        }
    }

    /// From now on nobody answers at its port.
    public func switchOff() {
        let (listener, sockets) = state.withLock { state in
            defer { (state.listener, state.isAccepting) = (-1, true) }
            return (state.listener, state.sockets)
        }
        if listener >= 0 {
            shutdown(listener, Int32(SHUT_RDWR))
            close(listener)
        }
        for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    public func switchOn() throws {
        let (socket, _) = try Self.listen(on: port)
        state.withLock { $0.listener = socket }
        accept(on: socket)
    }

    /// Takes connections and says nothing on them.
    public func setDeaf(_ isDeaf: Bool) { state.withLock { $0.isAccepting = !isDeaf } }

    // MARK: What tests look at

    /// Documents that came out, in order.
    public var ledger: [Sheet] {
        state.withLock { state in
            state.advance()
            return state.ledger
        }
    }

    public var requests: [OperationID] { state.withLock { $0.requests } }
    /// Every request as it came, without documents.
    public var received: [IPPMessage] { state.withLock { $0.received } }
    public var connections: Int { state.withLock { $0.connections } }
    public var openConnections: Int { state.withLock { $0.sockets.count } }
    public var identified: [String] { state.withLock { $0.identified } }
    public var octetsRead: Int { state.withLock { $0.octetsRead } }
    public var jobs: [Job] {
        state.withLock { state in
            state.advance()
            return state.jobs.values.sorted { $0.id < $1.id }
        }
    }

    // MARK: Sockets

    private static func listen(on port: Int) throws -> (socket: Int32, port: Int) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 && Glibc.listen(socket, 128) == 0
                    && getsockname(socket, address, &size) == 0
            }
        }
        guard socket >= 0, isListening else { throw FakePrinterProblem(reason: "errno \(errno)") }
        return (socket, Int(in_port_t(bigEndian: address.sin_port)))
    }

    private func accept(on listener: Int32) {
        // The printer goes when the test lets go of it, whatever its threads wait for.
        onThread { [weak self] in
            while true {
                let socket = Glibc.accept(listener, nil, nil)
                guard socket >= 0 else {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    return
                }
                guard let self else { return _ = close(socket) }
                self.serve(socket)
            }
        }
    }

    private func serve(_ socket: Int32) {
        state.withLock { state in
            state.sockets.insert(socket)
            state.connections += 1
        }
        onThread { [weak self] in
            let connection = FakeConnection(socket)
            while let printer = self, printer.answer(on: connection) {}
            if let printer = self { printer.state.withLock { _ = $0.sockets.remove(socket) } }
            close(socket)
        }
    }
}

public struct FakePrinterProblem: Error {
    public var reason: String
}

/// Runs `body` on a thread of its own.
func onThread(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    let result = pthread_create(
        &thread, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }, box.toOpaque())
    if result == 0 { pthread_detach(thread) } else { box.release() }
}

private final class ThreadBody {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

extension FakePrinter.State {
    /// Lets jobs print whose time has come.
    mutating func advance() {
        guard !isOutOfPaper else { return }
        for id in jobs.keys.sorted() {
            guard var job = jobs[id], job.isClosed, job.state == 5 || job.state == 6 || job.state == 3 else { continue }
            let start = job.printsAt ?? .now + printingTakes
            job.printsAt = start
            if start <= .now {
                job.state = 9
                job.reasons = ["job-completed-successfully"]
                ledger += job.documents
            } else {
                job.state = 5
                job.reasons = ["job-printing"]
            }
            jobs[id] = job
        }
    }
}
