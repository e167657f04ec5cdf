public import Logging
public import PrintModel
internal import IPP
internal import IPPClient

/// Follows the queues of other servers that were adopted here: what they are called and where they are, and that they are gone.
///
/// A server is asked every five minutes, more rarely while it does not answer, and at once where somebody wants to know. A queue
/// that its server has no more takes no new jobs and says why. An hour later it is removed, as soon as nothing waits in it and
/// nobody has put it into a pool or made it the default; where it has come back before that, all is as it was.
public actor RemoteFollower: RemoteKeeper {
    typealias Ask = @Sendable (_ server: String) async throws(RemoteProblem) -> RemoteListing

    private static let usualPause = Duration.seconds(300)
    private static let longestPause = Duration.seconds(3_600)
    /// A server that is set up anew is without its queues for a while.
    static let grace = Duration.seconds(3_600)
    /// Servers that are followed; each is asked by itself, one after the other.
    private static let serversMax = 200

    private struct Standing {
        var next: Moment
        var failures = 0
    }

    private let printers: any PrinterStore
    private let clock: any WallClock
    private let log: Logger
    private let ask: Ask
    private var standings: [String: Standing] = [:]

    public init(printers: any PrinterStore, clock: any WallClock, log: Logger) {
        let question = RemoteQuestion(thread: ClientThread())
        self.init(printers: printers, clock: clock, log: log) { server async throws(RemoteProblem) in
            try await question.listing(of: server)
        }
    }

    init(printers: any PrinterStore, clock: any WallClock, log: Logger, ask: @escaping Ask) {
        self.printers = printers
        self.clock = clock
        self.log = log
        self.ask = ask
    }

    /// Until its task is cancelled. Nothing is asked, and nothing looked at, where nothing was adopted.
    public func run() async {
        while !Task.isCancelled {
            let revision = printers.revision
            let now = clock.now()
            let servers = Set(printers.printers().compactMap(\.remote).prefix(Self.serversMax))
            standings = standings.filter { servers.contains($0.key) }
            for server in servers where standings[server] == nil {
                standings[server] = Standing(next: now + Self.usualPause)
            }
            for server in servers.sorted() where standings[server].map({ $0.next <= now }) ?? false {
                _ = await look(at: server, removes: false)
            }
            let next = standings.values.map(\.next).min()
            await printers.waitForChange(
                from: revision,
                atMost: next.map { max(.seconds(1), $0 - clock.now()) })
        }
    }

    public func update(_ server: String?) async -> [RemoteReport] {
        let servers = Set(printers.printers().compactMap(\.remote)).filter { server == nil || $0 == server }
        var reports: [RemoteReport] = []
        for server in servers.sorted().prefix(Self.serversMax) {
            reports.append(await look(at: server, removes: true))
        }
        return reports
    }

    /// - Parameter removes: whether queues are removed that are gone, without waiting for them to come back.
    private func look(at server: String, removes: Bool) async -> RemoteReport {
        var report = RemoteReport(server: server)
        do throws(RemoteProblem) {
            let listing = try await ask(server)
            standings[server] = Standing(next: clock.now() + Self.usualPause)
            for printer in printers.printers() where printer.remote == server {
                await follow(printer, listing, removes: removes, &report)
            }
        } catch {
            let failures = (standings[server]?.failures ?? 0) + 1
            let pause = min(Self.usualPause * (1 << min(failures, 5)), Self.longestPause)
            standings[server] = Standing(next: clock.now() + pause, failures: failures)
            report.problem = error.reason
            if failures == 1 { log.notice("\(server) cannot be asked for its printers: \(error.reason)") }
        }
        return report
    }

    private func follow(
        _ printer: Printer, _ listing: RemoteListing, removes: Bool, _ report: inout RemoteReport
    ) async {
        guard let name = printer.remoteName else { return }
        do {
            if let queue = listing.queues[name.lowercased()] {
                let changed = try await printers.update(printer.id, at: clock.now()) { $0.follow(queue) }
                if changed != printer { report.changed.append(printer.name.text) }
            } else if listing.isWhole {
                try await leave(printer, removes: removes, &report)
            }
        } catch StoreError.noSuchPrinter {
            // Somebody was faster.
            return
        } catch {
            log.warning("\(printer.name) does not follow \(report.server): \(error)")
        }
    }

    /// For one that is not there any more.
    private func leave(_ printer: Printer, removes: Bool, _ report: inout RemoteReport) async throws {
        let now = clock.now()
        if printer.remoteGoneSince == nil {
            _ = try await printers.update(printer.id, at: now) { $0.markGone(at: now) }
            log.notice("\(printer.name): \(report.server) has no such printer any more")
        }
        let since = printer.remoteGoneSince ?? now
        guard removes || since + Self.grace <= now, !isWanted(printer),
            try await printers.deleteIdle(printer.id, at: now)
        else {
            report.kept.append(printer.name.text)
            return
        }
        report.removed.append(printer.name.text)
        log.notice("\(printer.name) is removed: \(report.server) has no such printer any more")
    }

    private func isWanted(_ printer: Printer) -> Bool {
        printers.defaultPrinter()?.id == printer.id
            || printers.printers().contains { $0.pool?.members.contains(printer.id) ?? false }
    }
}

extension Printer {
    /// Takes over what is new there. What people have changed here stays theirs.
    fileprivate mutating func follow(_ queue: RemoteListing.Queue) {
        func seen(_ name: String) -> String? { attributes[name]?.values.first?.stringValue }
        if seen(Self.remoteInfoAttribute).map({ $0 == info }) ?? true, !queue.info.isEmpty { info = queue.info }
        if seen(Self.remoteLocationAttribute).map({ $0 == location }) ?? true { location = queue.location }
        attributes.set(Self.remoteInfoAttribute, .text(queue.info))
        attributes.set(Self.remoteLocationAttribute, .text(queue.location))
        guard remoteGoneSince != nil else { return }
        remoteGoneSince = nil
        // What a person said meanwhile stays said.
        if !acceptsJobs, stateMessage == goneMessage {
            acceptsJobs = true
            stateMessage = ""
        }
    }

    fileprivate mutating func markGone(at now: Moment) {
        remoteGoneSince = now
        guard acceptsJobs else { return }
        acceptsJobs = false
        stateMessage = goneMessage
    }

    private var goneMessage: String {
        "\(remote ?? "its server") has no printer \(remoteName ?? name.text) any more; this queue goes when nothing waits in it"
    }
}
