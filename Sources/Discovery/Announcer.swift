internal import IPP
public import Logging
public import Operations
public import PrintModel

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

    /// What there is to look at.
    private enum Stir: Sendable {
        /// The queues, the ports or the settings may be others.
        case change
        /// Devices say something new of themselves without a change of the printer.
        case minute
        /// After a pause, when Avahi could not be reached.
        case retry
        /// Of the connection with that number.
        case news(AvahiLink.News, Int)
    }

    private let printers: any PrinterStore
    private let describer: PrinterDescriber
    private let place: Place
    private let board: DiscoveryBoard
    private let isSharing: @Sendable () -> Bool
    private let clock: any WallClock
    private let log: Logger

    private static let refreshTime = Duration.seconds(60)
    private static let retryTime = Duration.seconds(15)

    /// - Parameter isSharing: whether the server shares printers at all.
    public init(
        printers: any PrinterStore, service: any PrintService, place: Place, board: DiscoveryBoard,
        isSharing: @escaping @Sendable () -> Bool = { true }, clock: any WallClock, log: Logger
    ) {
        self.printers = printers
        self.place = place
        self.board = board
        self.isSharing = isSharing
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
        let (stirs, teller) = AsyncStream.makeStream(of: Stir.self, bufferingPolicy: .bufferingNewest(10_000))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.watchPrinters(teller) }
            group.addTask { for await _ in self.board.stirs { teller.yield(.change) } }
            group.addTask {
                while !Task.isCancelled {
                    // Cut off only when it is over anyway.
                    try? await Task.sleep(for: Self.refreshTime)
                    teller.yield(.minute)
                }
            }
            await self.keepUp(stirs, teller)
            group.cancelAll()
        }
    }

    private func watchPrinters(_ teller: AsyncStream<Stir>.Continuation) async {
        var revision = printers.revision
        teller.yield(.change)
        while await printers.waitForChange(from: revision) {
            revision = printers.revision
            teller.yield(.change)
        }
    }

    /// What is announced now, and over which connection.
    private struct Standing {
        var link: AvahiLink?
        /// Of the last connection.
        var number = 0
        /// What Avahi calls this machine; empty until it has said.
        var host = ""
        /// Of what was announced last.
        var seen: (revision: UInt64, raw: Set<Int>, host: String)?
        /// Not before the pause after a failure is over.
        var isResting = false
    }

    private func keepUp(_ stirs: AsyncStream<Stir>, _ teller: AsyncStream<Stir>.Continuation) async {
        var now = Standing()
        for await stir in stirs {
            switch stir {
            case .change: await look(&now, teller)
            case .minute:
                now.seen = nil
                await look(&now, teller)
            case .retry:
                now.isResting = false
                await look(&now, teller)
            case .news(let news, let number) where number == now.number && now.link != nil:
                await take(news, &now, teller)
            // Of a connection that was closed meanwhile.
            case .news: continue
            }
        }
        now.link?.close()
    }

    /// Announces what is shared now; nothing is asked of Avahi where nothing is.
    private func look(_ now: inout Standing, _ teller: AsyncStream<Stir>.Continuation) async {
        let wanted = (revision: printers.revision, raw: place.rawPorts(), host: now.host)
        guard isSharing(), printers.printers().contains(where: \.isShared) else {
            now.link?.close()
            (now.link, now.host, now.seen) = (nil, "", nil)
            return say(
                false,
                isSharing()
                    ? "No printer is shared; 'quirectl share on NAME' shares one."
                    : "No printer is shared: sharing was turned off for all of them; 'cupsctl --share-printers' turns it on."
            )
        }
        guard let link = now.link ?? connect(&now, teller), !now.host.isEmpty,
            now.seen.map({ $0 != wanted }) ?? true
        else { return }
        now.seen = wanted
        link.announce(
            await describer.announcements(of: printers.printers().filter(\.isShared), host: now.host))
    }

    private func connect(_ now: inout Standing, _ teller: AsyncStream<Stir>.Continuation) -> AvahiLink? {
        guard !now.isResting else { return nil }
        now.number += 1
        let number = now.number
        do throws(AvahiProblem) {
            now.link = try AvahiLink { teller.yield(.news($0, number)) }
            return now.link
        } catch {
            say(
                false,
                "Printers are not announced: \(error.reason). D-Bus and Avahi are needed: install the packages dbus and avahi-daemon and start both."
            )
            rest(&now, teller)
            return nil
        }
    }

    private func rest(_ now: inout Standing, _ teller: AsyncStream<Stir>.Continuation) {
        now.isResting = true
        Task {
            // Of no use to anybody once it is over.
            try? await Task.sleep(for: Self.retryTime)
            teller.yield(.retry)
        }
    }

    private func take(
        _ news: AvahiLink.News, _ now: inout Standing, _ teller: AsyncStream<Stir>.Continuation
    ) async {
        switch news {
        case .running(let host):
            now.host = host
            board.set(hostName: host)
            say(true, "Shared printers are announced to the network, as printers of \(host).")
            await look(&now, teller)
        case .waiting:
            say(false, "Printers are not announced: Avahi does not run. Start it: systemctl start avahi-daemon.")
        case .failed(let reason):
            say(false, "Printers are not announced: the connection to Avahi failed (\(reason)); it is tried again.")
            now.link?.close()
            (now.link, now.host, now.seen) = (nil, "", nil)
            rest(&now, teller)
        case .announced(let id, let name): await keep(name, of: PrinterID(id))
        case .refused(let id, let reason):
            let name = printers.printer(PrinterID(id))?.name.text ?? "the server"
            log.warning("\(name) cannot be announced: \(reason)")
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

    private func say(_ isAnnouncing: Bool, _ message: String) {
        if board.set(.init(isAnnouncing: isAnnouncing, message: message)) { log.notice("\(message)") }
    }
}
