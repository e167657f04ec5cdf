import Foundation

/// Measures quired beside a private cupsd, in one run and by turns, and prints ratios.
///
///     make bench                   as root: both spools on one fresh, journaled ext4
///     PrintBench BIN [FOLDER]      BIN holds quired and quirectl; FOLDER is where the spools go
///
/// Quire is measured durable, as it always is; cupsd as it is shipped, which is not. Absolute figures mean little on a
/// machine that others share; the ratios of one run do.
@main
struct PrintBench {
    static func main() {
        do { try measure() } catch {
            print("PrintBench: \(error)")
            exit(1)
        }
    }

    private static func measure() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 2 else { throw Problem("usage: PrintBench BIN [FOLDER]") }
        let binaries = URL(filePath: arguments[1])
        let folder =
            arguments.count > 2
            ? URL(filePath: arguments[2])
            : FileManager.default.temporaryDirectory.appending(path: "quire-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try PrintBench(binaries: binaries, folder: folder).run()
    }

    let binaries: URL
    let folder: URL
    private let rounds = 3

    private func run() throws {
        let disk = BareDisk(folder: folder.path)
        let appends = try disk.syncedAppendsPerSecond()
        print("bare disk: \(Int(appends)) appends of 4 KiB with fdatasync a second")

        try compare("Print-Job 4 KiB, 64 connections", connections: 64, requests: 20_000) { $0.printJob(octets: 4096) }
        try compare("Print-Job 4 KiB, 8 connections", connections: 8, requests: 10_000) { $0.printJob(octets: 4096) }
        let single = try compare("Print-Job 4 KiB, 1 connection", connections: 1, requests: 2000) {
            $0.printJob(octets: 4096)
        }
        print("  against the bare disk: \(ratio(single, appends))")
        try compare("Print-Job 100 KiB, 8 connections", connections: 8, requests: 3000) { $0.printJob(octets: 102_400) }
        try compare("Get-Printer-Attributes, 8 connections", connections: 8, requests: 100_000) {
            $0.getPrinterAttributes()
        }
        try measureDepth(100_000)
        try measureBigJob(octets: 1 << 30, disk)
    }

    /// Both servers by turns, each time with a fresh spool; gives back our median.
    @discardableResult
    private func compare(
        _ title: String, connections: Int, requests: Int, _ request: (Requests) -> [UInt8]
    ) throws -> Double {
        var rates: [String: [Double]] = [:]
        var lines: [String: LoadGenerator.Result] = [:]
        for round in 1...rounds {
            for server in try servers(round) {
                defer { server.stop() }
                let octets = request(Requests(port: server.port, path: server.pausedPath))
                // A server whose rate sinks with its backlog would otherwise be measured at another depth.
                let share = server.isPeer ? max(500, requests / 4) : requests
                let result: LoadGenerator.Result
                do {
                    result = try LoadGenerator(port: server.port, request: octets)
                        .run(connections: connections, requests: share)
                    guard result.failures == 0 else { throw Problem("\(result.failures) requests failed") }
                } catch {
                    guard server.isPeer else { throw Problem("\(server.name): \(error)") }
                    print("  \(server.name), round \(round): \(error)")
                    continue
                }
                rates[server.name, default: []].append(result.perSecond)
                lines[server.name] = result
            }
        }
        let medians = rates.mapValues { $0.sorted()[$0.count / 2] }
        let ours = medians["quire"] ?? 0
        print("\(title):")
        for (name, rate) in medians.sorted(by: { $0.key > $1.key }) {
            let latency =
                lines[name].map { String(format: "p50 %.2f ms, p99 %.2f ms", $0.median, $0.ninetyNinth) } ?? ""
            print("  \(name.padding(toLength: 6, withPad: " ", startingAt: 0)) \(Int(rate))/s  \(latency)")
        }
        if let peer = medians["cupsd"] { print("  ratio \(ratio(ours, peer))") }
        return ours
    }

    private func servers(_ round: Int) throws -> [any MeasuredServer] {
        let here = folder.appending(path: "run")
        try? FileManager.default.removeItem(at: here)  // The first time there is none.
        var servers: [any MeasuredServer] = [try QuireServer(in: here.appending(path: "quire"), binaries: binaries)]
        if let peer = try CUPSServer(in: here.appending(path: "cupsd"), port: UInt16(17_600 + round)) {
            servers.append(peer)
        }
        return round.isMultiple(of: 2) ? servers.reversed() : servers
    }

    /// What a backlog costs.
    private func measureDepth(_ depth: Int) throws {
        let here = folder.appending(path: "deep")
        let server = try QuireServer(in: here, binaries: binaries)
        defer {
            server.stop()
            try? FileManager.default.removeItem(at: here)  // The file system is thrown away or says what lies in it.
        }
        func rate(_ requests: Int) throws -> Double {
            try LoadGenerator(
                port: server.port,
                request: Requests(port: server.port, path: server.pausedPath).printJob(octets: 4096, hold: true)
            ).run(connections: 64, requests: requests).perSecond
        }
        let empty = try rate(10_000)
        _ = try rate(depth - 10_000)
        let deep = try rate(10_000)
        let list = try LoadGenerator(
            port: server.port, request: Requests(port: server.port, path: server.pausedPath).getJobs(limit: 50)
        ).run(connections: 1, requests: 200)
        print("With \(depth) held jobs:")
        print("  submit \(Int(deep))/s, empty \(Int(empty))/s, ratio \(ratio(deep, empty))")
        print(String(format: "  Get-Jobs limit 50: p50 %.2f ms, p99 %.2f ms", list.median, list.ninetyNinth))
        print(String(format: "  resident %.0f MiB", server.residentMiB))
        server.process.terminate()
        server.process.waitUntilExit()
        print(String(format: "  start to ready %.2f s, then resident %.0f MiB", try server.start(), server.residentMiB))
    }

    /// One job of a gigabyte, in chunks.
    private func measureBigJob(octets: Int, _ disk: BareDisk) throws {
        let bare = try disk.sequentialMBPerSecond(octets: octets)
        let here = folder.appending(path: "big")
        let server = try QuireServer(in: here, binaries: binaries)
        defer {
            server.stop()
            try? FileManager.default.removeItem(at: here)  // As above.
        }
        let before = server.residentMiB
        let upload = BigUpload(
            port: server.port, head: Requests(port: server.port, path: server.pausedPath).chunkedPrintJob())
        let took = try upload.run(octets: octets)
        let rate = Double(octets) / 1e6 / took
        print("One job of \(octets >> 20) MiB:")
        print(
            String(format: "  %.0f MB/s, bare write and fdatasync %.0f MB/s, ratio %@", rate, bare, ratio(rate, bare)))
        print(String(format: "  resident %.0f -> %.0f MiB", before, server.residentMiB))
    }

    private func ratio(_ one: Double, _ other: Double) -> String { String(format: "%.2f", one / other) }
}
