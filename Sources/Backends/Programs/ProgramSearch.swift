internal import Children
internal import Logging
internal import PrintModel
internal import Synchronization

/// Asks all programs at once which devices they find.
struct ProgramSearch: Sendable {
    /// Of one program.
    static let devicesMax = 1_000
    static let octetsMax = 1 << 20

    let settings: ProgramSettings

    /// By URI, each once. A program that takes longer is ended, and what it said until then counts.
    func devices(_ query: DeviceQuery) async -> [FoundDevice] {
        let programs = ProgramFolders(settings: settings).all().filter { query.wants(scheme: $0.scheme) }
        let found = await withTaskGroup(of: [FoundDevice].self) { group in
            for program in programs { group.addTask { await devices(of: program, query.timeout) } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        var seen: Set<String> = []
        return found.sorted { ($0.scheme, $0.uri) < ($1.scheme, $1.uri) }.filter { seen.insert($0.uri).inserted }
    }

    private func devices(of program: DeviceProgram, _ timeout: Duration) async -> [FoundDevice] {
        var log = Logger(label: "quire.program")
        log[metadataKey: "device"] = "\(program.scheme)"
        let listener = ListListener()
        let talk = ProgramTalk(tell: { _ in }, log: log)
        var ears = talk.ears
        ears.onOutput = { listener.hear($0) }
        let order = ProgramOrder(program: program, settings: settings)
        let child: DeviceChild
        do {
            child = try await DeviceChild.start(order.listing(), in: settings.nursery, heardBy: ears)
        } catch {
            log.debug("\(error)")
            return []
        }
        child.endDocument()
        await withTaskCancellationHandler {
            _ = await child.end(within: timeout)
        } onCancel: {
            child.kill()
        }
        return listener.devices()
    }
}

/// Takes the lines of a list, as many as are believed.
private final class ListListener: Sendable {
    private struct Heard {
        var octets = 0
        var line: [UInt8] = []
        var devices: [FoundDevice] = []
    }

    private let heard = Mutex(Heard())

    func hear(_ bytes: [UInt8]) {
        heard.withLock { heard in
            for byte in bytes {
                heard.octets += 1
                guard heard.octets <= ProgramSearch.octetsMax else { return }
                if byte == 0x0A { finish(&heard) } else { heard.line.append(byte) }
            }
        }
    }

    /// All of it, when the program has ended.
    func devices() -> [FoundDevice] {
        heard.withLock { heard in
            finish(&heard)
            return heard.devices
        }
    }

    private func finish(_ heard: inout Heard) {
        defer { heard.line = [] }
        guard heard.devices.count < ProgramSearch.devicesMax,
            let line = String(validating: heard.line, as: UTF8.self), let device = DiscoveryLine.parse(line)
        else { return }
        heard.devices.append(device)
    }
}
