internal import IPP
public import Logging
public import Operations
public import PrintModel
import Synchronization

/// Tells the network of the printers that are shared, by multicast DNS, through this machine's Avahi.
///
/// Nothing depends on it: without Avahi or D-Bus all else goes on, ``DiscoveryBoard`` says what is missing, and it is looked
/// for again. Where nothing is shared nothing is asked of it.
public final class Announcer: Sendable {
    /// Where the server is reached.
    public struct Place: Sendable {
        /// Of IPP and the pages, with TLS and without; `nil` where only this machine can reach it.
        public var port: Int?
        public var linePort: Int?
        /// Ports for raw data that are open, now.
        public var rawPorts: @Sendable () -> Set<Int>

        public init(port: Int?, linePort: Int?, rawPorts: @escaping @Sendable () -> Set<Int> = { [] }) {
            self.port = port
            self.linePort = linePort
            self.rawPorts = rawPorts
        }
    }

    private let printers: any PrinterStore
    private let describer: PrinterDescriber
    private let place: Place
    private let board: DiscoveryBoard
    private let clock: any WallClock
    private let log: Logger

    /// Between two looks at whether a printer has changed.
    private static let lookTime = Duration.seconds(1)
    /// Devices say something new of themselves without a change of the printer.
    private static let looksToRefresh = 60
    private static let retryTime = Duration.seconds(15)

    public init(
        printers: any PrinterStore, service: any PrintService, place: Place, board: DiscoveryBoard,
        clock: any WallClock, log: Logger
    ) {
        self.printers = printers
        self.place = place
        self.board = board
        self.clock = clock
        self.log = log
        describer = PrinterDescriber(service: service, place: place)
    }

    /// Until its task is cancelled; then everything is withdrawn.
    public func run() async {
        guard place.port != nil else {
            say(
                false,
                "Printers are not announced: the server listens at this machine only. Start it with --listen '*:631'.")
            return
        }
        while !Task.isCancelled {
            if printers.printers().contains(where: \.isShared) {
                await announce()
            } else {
                say(false, "No printer is shared; 'quirectl share on NAME' shares one.")
            }
            // Cut off only when it is over anyway.
            try? await Task.sleep(for: Self.lookTime)
        }
    }

    /// As long as the connection to Avahi lasts and something is shared.
    private func announce() async {
        let (news, teller) = AsyncStream.makeStream(of: AvahiLink.News.self, bufferingPolicy: .bufferingNewest(10_000))
        let link: AvahiLink
        do throws(AvahiProblem) {
            link = try AvahiLink { teller.yield($0) }
        } catch {
            say(
                false,
                "Printers are not announced: \(error.reason). D-Bus and Avahi are needed: install the packages dbus and avahi-daemon and start both."
            )
            try? await Task.sleep(for: Self.retryTime)  // Cut off only when it is over anyway.
            return
        }
        await withTaskGroup(of: Void.self) { group in
            let host = HostName()
            group.addTask { await self.follow(news, link, host) }
            group.addTask { await self.keepUp(link, host) }
            await group.next()
            group.cancelAll()
        }
        teller.finish()
        link.close()
    }

    /// Until the connection fails.
    private func follow(
        _ news: AsyncStream<AvahiLink.News>, _ link: AvahiLink, _ host: HostName
    ) async {
        for await piece in news {
            switch piece {
            case .running(let name):
                host.name = name
                say(true, "Shared printers are announced to the network, as printers of \(name).")
            case .waiting:
                say(false, "Printers are not announced: Avahi does not run. Start it: systemctl start avahi-daemon.")
            case .failed(let reason):
                say(false, "Printers are not announced: the connection to Avahi failed (\(reason)); it is tried again.")
                return
            case .announced(let id, let name): await keep(name, of: PrinterID(id))
            case .refused(let id, let reason):
                let name = printers.printer(PrinterID(id))?.name.text ?? "the server"
                log.warning("\(name) cannot be announced: \(reason)")
            }
        }
    }

    /// A name that another took the place of stays: people have chosen the printer by it.
    private func keep(_ name: String, of id: PrinterID) async {
        guard let printer = printers.printer(id), describer.name(of: printer) != name else { return }
        do {
            _ = try await printers.update(id, at: clock.now()) { printer in
                printer.attributes.set("printer-dns-sd-name", .name(name))
            }
            log.notice("\(printer.name) is announced as '\(name)': its own name was taken")
        } catch {
            log.warning("the name '\(name)' of \(printer.name) is not kept: \(error)")
        }
    }

    /// Until nothing is shared any more.
    private func keepUp(_ link: AvahiLink, _ host: HostName) async {
        var seen: (revision: UInt64, raw: Set<Int>, host: String)?
        var looks = 0
        while !Task.isCancelled {
            let now = (revision: printers.revision, raw: place.rawPorts(), host: host.name)
            looks += 1
            if !now.host.isEmpty, seen.map({ $0 != now }) ?? true || looks > Self.looksToRefresh {
                (seen, looks) = (now, 0)
                let shared = printers.printers().filter(\.isShared)
                if shared.isEmpty { return }
                link.announce(await describer.announcements(of: shared, host: now.host))
            }
            // Cut off only when it is over anyway.
            try? await Task.sleep(for: Self.lookTime)
        }
    }

    private func say(_ isAnnouncing: Bool, _ message: String) {
        if board.set(.init(isAnnouncing: isAnnouncing, message: message)) { log.notice("\(message)") }
    }
}

/// What Avahi calls this machine; empty until it has said.
private final class HostName: Sendable {
    private let kept = Mutex("")

    var name: String {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }
}
