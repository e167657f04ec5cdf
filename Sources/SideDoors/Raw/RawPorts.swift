internal import FrontDoor
public import Logging
internal import NIOCore
internal import NIOPosix
public import Operations
public import PrintModel
internal import Synchronization

/// Ports at which octets are a job, without a protocol (AppSocket, "port 9100"): one for each queue that has been given one
/// ("quire-raw-port"), opened and closed as queues change.
public final class RawPorts: Sendable {
    private struct State {
        var doorways: [Int: Doorway] = [:]
        var open: Set<Int> = []
        var problems: [Int: String] = [:]
    }

    private let desk: any JobDesk
    private let printers: any PrinterStore
    private let hosts: [String]
    private let limits: SideLimits
    private let limitsPerSource: Bool
    private let log: Logger
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let state = Mutex(State())

    private let changed: @Sendable () -> Void
    /// Until a port that was taken is tried again.
    private static let retryTime = Duration.seconds(10)

    /// - Parameters:
    ///   - hosts: where to listen: where the server itself does.
    ///   - changed: told when other ports are open than before.
    public init(
        desk: any JobDesk, printers: any PrinterStore, hosts: [String], limits: SideLimits = SideLimits(),
        limitsPerSource: Bool = true, log: Logger, changed: @escaping @Sendable () -> Void = {}
    ) {
        self.changed = changed
        self.desk = desk
        self.printers = printers
        self.hosts = hosts
        self.limits = limits
        self.limitsPerSource = limitsPerSource
        self.log = log
    }

    /// Those that are open now.
    public var open: Set<Int> { state.withLock { $0.open } }

    /// Until its task is cancelled. ``stop(within:)`` must follow.
    public func run() async {
        while !Task.isCancelled {
            let (revision, before) = (printers.revision, open)
            await adjust()
            if open != before { changed() }
            let isTroubled = state.withLock { !$0.problems.isEmpty }
            await printers.waitForChange(from: revision, atMost: isTroubled ? Self.retryTime : nil)
        }
    }

    public func stop(within time: Duration) async {
        let doorways = state.withLock { state in
            defer { state = State() }
            return Array(state.doorways.values)
        }
        await withDiscardingTaskGroup { group in
            for doorway in doorways { group.addTask { await doorway.stop(within: time) } }
        }
        // Fails only when it has been stopped before.
        try? await group.shutdownGracefully()
    }

    private func adjust() async {
        let wanted = Set(printers.printers().compactMap(\.rawPort))
        let (closing, missing) = state.withLock { state in
            let closing = state.doorways.filter { !wanted.contains($0.key) }
            for port in closing.keys { state.doorways[port] = nil }
            state.open.formIntersection(wanted)
            state.problems = state.problems.filter { wanted.contains($0.key) }
            return (closing, wanted.subtracting(state.open))
        }
        for (port, doorway) in closing {
            await doorway.stop(within: .seconds(2))
            log.notice("raw port \(port) is closed")
        }
        for port in missing.sorted() { await listen(port) }
    }

    private static func isAll(_ host: String) -> Bool { ["*", "0.0.0.0", "::"].contains(host) }

    private func listen(_ port: Int) async {
        let doorway = Doorway(on: group, limits: limits, limitsPerSource: limitsPerSource, log: log) {
            [self] connection in
            // Whose port it is now.
            guard let printer = printers.printers().first(where: { $0.rawPort == port }) else { return }
            await RawConversation(
                connection: connection, queue: printer.name.text, desk: desk, limits: limits, log: log
            ).run()
        }
        do {
            // All addresses first: one of them alone is taken then, and need not be listened at.
            var problem: (any Error)?
            var isOpen = false
            for host in hosts.sorted(by: { Self.isAll($0) && !Self.isAll($1) }) {
                do {
                    _ = try await doorway.open(host: host, port: port)
                    isOpen = true
                } catch {
                    problem = error
                }
            }
            if let problem, !isOpen { throw problem }
            state.withLock { state in
                state.doorways[port] = doorway
                state.open.insert(port)
                state.problems[port] = nil
            }
            log.notice("raw port \(port) is open")
        } catch {
            await doorway.stop(within: .zero)
            let isNew = state.withLock { $0.problems.updateValue("\(error)", forKey: port) != "\(error)" }
            if isNew { log.warning("raw port \(port) cannot be opened, and is tried again: \(error)") }
        }
    }
}
