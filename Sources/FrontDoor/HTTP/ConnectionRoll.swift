internal import Glibc
import NIOCore
import Synchronization

/// The connections of one event loop: looks at their deadlines, ends the idlest when room is needed, ends all at the end.
///
/// One repeated task a loop instead of a timer a request: a timer costs more than an answer from the cache.
final class ConnectionRoll {
    let loop: any EventLoop
    let limits: HTTPLimits
    /// For answers: they are written at once nearly always, and then the next one can use the same memory.
    private var scratch = ByteBuffer()
    /// `Date` field with its line end, made anew at every sweep.
    private(set) var dateField: [UInt8] = []
    private(set) var isStopping = false
    /// Those of the other event loops.
    var others: [NIOLoopBound<ConnectionRoll>] = []
    private var connections: [HTTPConnection] = []
    private var sweeping: RepeatedTask?

    init(loop: any EventLoop, limits: HTTPLimits) {
        self.loop = loop
        self.limits = limits
        dateField = Self.dateField(seconds: time(nil))
    }

    func startSweeping() {
        let interval = TimeAmount(limits.sweepInterval)
        let roll = NIOLoopBound(self, eventLoop: loop)
        sweeping = loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in roll.value.sweep() }
    }

    func stopSweeping() {
        sweeping?.cancel()
        sweeping = nil
        others = []  // They hold one another.
    }

    var count: Int { connections.count }

    func add(_ connection: HTTPConnection) {
        connection.place = connections.count
        connections.append(connection)
    }

    func remove(_ connection: HTTPConnection) {
        let place = connection.place
        guard place >= 0, place < connections.count, connections[place] === connection else { return }
        connections.swapAt(place, connections.count - 1)
        connections[place].place = place
        connections.removeLast()
        connection.place = -1
    }

    /// Ends the connections that have been idle longest: a few at once, since finding them means looking at all.
    ///
    /// - Returns: whether there were any.
    func shedIdle(except newcomer: HTTPConnection? = nil) -> Bool {
        let idle = connections.filter { $0.isIdle && $0 !== newcomer }.sorted { $0.idleSince < $1.idleSince }
        for connection in idle.prefix(max(1, connections.count / 128)) { connection.end() }
        return !idle.isEmpty
    }

    /// Has the other event loops do the same.
    func shedElsewhere() -> EventLoopFuture<Bool> {
        let asked = others.map { other in other.eventLoop.submit { other.value.shedIdle() }.hop(to: loop) }
        return EventLoopFuture.reduce(false, asked, on: loop) { $0 || $1 }
    }

    /// Ends what is idle now, and the others after the answer in hand.
    func stop() {
        isStopping = true
        for connection in connections { connection.takeNoMore() }
    }

    /// Ends everything, whatever is in hand.
    func cut() {
        for connection in connections { connection.cut() }
    }

    func takeScratch() -> ByteBuffer {
        defer { scratch = ByteBuffer() }
        return scratch
    }

    /// - Parameter buffer: empty.
    func giveBack(scratch buffer: inout ByteBuffer) {
        if buffer.storageCapacity <= Self.scratchBytesMax { scratch = buffer }
        buffer = ByteBuffer()
    }

    private static let scratchBytesMax = 262_144

    private func sweep() {
        dateField = Self.dateField(seconds: time(nil))
        let now = loop.now
        for connection in connections { connection.checkDeadlines(now: now) }
    }

    /// `Date: Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7), whatever the locale.
    static func dateField(seconds: time_t) -> [UInt8] {
        var (seconds, parts) = (seconds, tm())
        guard gmtime_r(&seconds, &parts) != nil else { return [] }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date =
            "\(days[Int(parts.tm_wday) % 7]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon) % 12]) \(parts.tm_year + 1900)"
        let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return Array("Date: \(date) \(clock) GMT\r\n".utf8)
    }
}
