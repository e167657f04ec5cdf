import Discovery
import FrontDoor
import Glibc
import Logging
import Operations
import PrintModel
import SideDoors
import Spool

/// The ways in that are older than IPP, and telling the network of them all.
extension House {
    static func makeSettings(
        _ store: SQLiteStore, _ policy: AccessPolicy, _ limits: Limits
    ) -> ServerSettings {
        var settings = ServerSettings(
            instanceUUID: store.uuid, policy: policy, softwareVersion: Quired.version, limits: limits)
        settings.hostName = hostName
        return settings
    }

    /// Without its domain.
    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        let octets = name.prefix { $0 != 0 && $0 != 0x2E }.map { UInt8(bitPattern: $0) }
        return octets.isEmpty ? "localhost" : String(decoding: octets, as: UTF8.self)
    }

    /// What listens for clients of line printer daemons; `nil` where it was not asked for.
    static func openLineServer(
        _ serve: Serve, _ entrance: Entrance, _ context: OperationContext
    ) async throws -> (LineServer?, [BoundAddress]) {
        guard !entrance.lineAddresses.isEmpty || !entrance.lineSockets.isEmpty else { return (nil, []) }
        let server = LineServer(
            desk: OperationDesk(context: context, door: .lineDaemon), service: OperationService(context: context),
            limits: SideLimits(context.settings.limits, board: context.limitBoard),
            limitsPerSource: serve.policy != .open, log: Logger(label: "quire.lpd"))
        var addresses: [BoundAddress] = []
        do {
            for socket in entrance.lineSockets { addresses.append(try await server.listen(descriptor: socket)) }
            for place in entrance.lineAddresses {
                addresses += try await server.listen(host: place.host, port: place.port)
            }
        } catch {
            await server.stop(within: .zero)
            throw StartProblem("LPD: \(error)")
        }
        return (server, addresses)
    }

    /// Ports for raw data are opened where the server itself listens, and nowhere else.
    static func makeRawPorts(_ serve: Serve, _ context: OperationContext, _ hosts: [String]) -> RawPorts {
        var places: [String] = []
        for host in hosts where !places.contains(host) { places.append(host) }
        return RawPorts(
            desk: OperationDesk(context: context), printers: context.printers, hosts: places,
            limits: SideLimits(context.settings.limits, board: context.limitBoard),
            limitsPerSource: serve.policy != .open, log: Logger(label: "quire.raw"),
            changed: { context.discovery.stir() })
    }

    /// All doors to the network.
    static func places(_ addresses: [BoundAddress], _ line: [BoundAddress], _ raw: RawPorts) -> [ListeningPlace] {
        var seen: Set<ListeningPlace> = []
        let doors = addresses.compactMap { $0.place(.ipp) }
        let ports = raw.open.sorted().flatMap { port in
            doors.map { ListeningPlace(.raw, address: $0.address, port: port) }
        }
        return (doors + line.compactMap { $0.place(.lineDaemon) } + ports).filter { seen.insert($0).inserted }
    }

    static func makeAnnouncer(
        _ serve: Serve, _ context: OperationContext, _ addresses: [BoundAddress], _ line: [BoundAddress],
        _ raw: RawPorts
    ) -> Announcer? {
        guard serve.announce else {
            context.discovery.set(
                .init(
                    isAnnouncing: false,
                    message: "Printers are not announced: the server was started with --no-announce."))
            return nil
        }
        let place = Announcer.Place(
            port: addresses.first { $0.isForOthers }?.port, linePort: line.first { $0.isForOthers }?.port,
            rawPorts: { raw.open })
        return Announcer(
            printers: context.printers, service: OperationService(context: context), place: place,
            board: context.discovery, isSharing: { context.system.system().sharesPrinters }, clock: context.clock,
            log: Logger(label: "quire.discovery"))
    }
}

extension BoundAddress {
    /// `nil` for a Unix socket.
    func place(_ door: ListeningPlace.Door) -> ListeningPlace? {
        guard case .tcp(let address, let port) = self else { return nil }
        return ListeningPlace(door, address: address, port: port)
    }

    /// Whether others than this machine can reach it.
    var isForOthers: Bool { place(.ipp)?.isForOthers == true }
}
