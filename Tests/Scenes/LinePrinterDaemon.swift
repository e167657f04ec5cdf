import Foundation
import Testing

/// Clients from before IPP print, look and remove; what they are told was taken is there.
@Suite("Scene: a line printer daemon", .serialized)
struct LinePrinterDaemonScene {
    private func daemon(_ policy: String = "default") throws -> Daemon {
        try Daemon(policy: policy, arguments: ["--lpd", "127.0.0.1:0"])
    }

    /// A queue that keeps what it gets.
    private func addStill(_ daemon: Daemon) throws {
        #expect(
            try run("/usr/sbin/lpadmin", ["-p", "still", "-v", "file:///dev/null", "-E"], server: daemon.socket).status
                == 0)
        #expect(try run("cupsdisable", ["still"], server: daemon.socket).status == 0)
    }

    private func file(_ text: String, _ daemon: Daemon) throws -> String {
        let file = daemon.folder.appending(path: "note.txt")
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// CUPS' own program for LPD printers.
    private func cupsBackend(_ daemon: Daemon, _ options: String, copies: Int = 1, _ file: String) throws -> Ended {
        try run(
            "/usr/lib/cups/backend/lpd", ["7", "bert", "the title", "\(copies)", "", file], server: daemon.address,
            environment: ["DEVICE_URI": "lpd://127.0.0.1:\(daemon.linePort)/still?reserve=none&\(options)"])
    }

    private func jobs(_ daemon: Daemon) throws -> String {
        try run("quirectl", ["job", "list", "--printer", "still", "--json"], server: daemon.socket).output
    }

    @Test(
        "CUPS' lpd program prints, whichever file it sends first and whether or not it says how long it is",
        arguments: ["order=control,data", "order=data,control", "mode=stream"])
    func cups(options: String) async throws {
        let daemon = try daemon()
        try addStill(daemon)

        let sent = try cupsBackend(daemon, options, copies: 2, try file("hello\n", daemon))

        #expect(sent.status == 0, "\(sent.errors)")
        // With mode=stream the program does not wait for an answer.
        #expect(try await eventually { try jobs(daemon).contains("\"the title\"") })
        let listed = try jobs(daemon)
        #expect(listed.contains("\"bert\""), "\(listed)")
    }

    @Test("rlpr prints a PDF that comes out of the printer; rlpq shows what waits, and rlprm removes it")
    func rlpr() async throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/rlpr") else { return }  // Debian's rlpr.
        let daemon = try daemon()
        try addStill(daemon)
        let place = ["-N", "--port=\(daemon.linePort)", "-H", "127.0.0.1"]
        let pdf = daemon.folder.appending(path: "report.pdf")
        try samplePDF("by rlpr").write(to: pdf)

        let printed = try run("rlpr", place + ["-Ppaper", pdf.path], server: "")
        #expect(printed.status == 0, "\(printed.errors)")
        #expect(
            try await eventually {
                try FileManager.default.subpathsOfDirectory(atPath: daemon.paper.path).contains { $0.hasSuffix(".pdf") }
            })

        let text = try file("hello\n", daemon)
        #expect(try run("rlpr", place + ["-Pstill", "-Jwaiting", text], server: "").status == 0)
        let short = try run("rlpq", place + ["-Pstill"], server: "").output
        #expect(short.contains("Rank    Owner   Job     File(s)                         Total Size"), "\(short)")
        #expect(short.contains("1st"), "\(short)")
        let number = try #require(
            short.split(separator: "\n").first { $0.hasPrefix("1st") }?.split(whereSeparator: \.isWhitespace)
                .compactMap { Int($0) }.first, "\(short)")
        _ = try run("rlprm", place + ["-Pstill", "\(number)"], server: "")
        #expect(try run("rlpq", place + ["-Pstill"], server: "").output.contains("no entries"))
    }

    @Test("Where the disk is full the client is told that nothing was taken, and once there is room it is")
    func full() async throws {
        guard let disk = try SmallDisk(mebibytes: 48) else { return }  // Only root can mount a disk of its own.
        let daemon = try Daemon(in: disk.folder, policy: "default", arguments: ["--lpd", "127.0.0.1:0"])
        try addStill(daemon)
        let text = FileManager.default.temporaryDirectory.appending(path: "lpd-\(UInt64.random(in: 0 ... .max))")
        try Data(repeating: 0x61, count: 4 << 20).write(to: text)
        defer { try? FileManager.default.removeItem(at: text) }  // A leftover in the temporary folder harms nobody.

        let client = try LineTalk(port: daemon.linePort)
        try disk.fill()
        let refused = try client.send(try Data(contentsOf: text), to: "still")
        #expect(refused != 0)
        #expect(refused != nil)
        try disk.free()

        let taken = try await eventually {
            try LineTalk(port: daemon.linePort).send(Data("hello".utf8), to: "still") == 0
        }
        #expect(taken)
        #expect(try jobs(daemon).components(separatedBy: "\"job-name\":").count == 2)
    }

    @Test("kill -9 under load: each job that a client was told of is there, whole")
    func killed() async throws {
        let daemon = try daemon()
        try addStill(daemon)
        let port = daemon.linePort
        let clients = (0..<4).map { client in Task { await Self.sendMany(port: port, as: client) } }
        #expect(try await eventually { try jobs(daemon).components(separatedBy: "\"job-name\":").count > 20 })
        daemon.kill()
        var told: [String] = []
        for client in clients { told += await client.value }
        try daemon.start()

        let listed = try jobs(daemon)
        #expect(told.count >= 10)
        for name in told { #expect(listed.contains("\"\(name)\""), "job \(name) is gone") }
    }

    /// Until the server is gone; gives back what it said it had. On a thread of its own, for it blocks.
    private static func sendMany(port: Int, as client: Int) async -> [String] {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var told: [String] = []
                for number in 0..<2_000 {
                    let text = "\(client)-\(number)"
                    let data = Data(repeating: 0x61, count: 20_000) + Data(text.utf8)
                    guard let talk = try? LineTalk(port: port),
                        (try? talk.send(data, to: "still", name: text)) == 0
                    else { break }
                    told.append(text)
                }
                continuation.resume(returning: told)
            }
        }
    }
}

/// A client of a line printer daemon that tells how its last answer was.
private struct LineTalk {
    private let socket: FileHandle

    init(port: Int) throws {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        socket = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard result == 0 else { throw SceneProblem("cannot connect to \(port)") }
    }

    /// The first answer that is not zero, or the last; `nil` when the connection broke.
    func send(_ data: Data, to queue: String, name: String = "note") throws -> UInt8? {
        let control = Data("Hhost\nPanna\nJ\(name)\nfdfA001host\nN\(name)\n".utf8)
        let parts = [
            Data("\u{2}\(queue)\n".utf8), Data("\u{2}\(control.count) cfA001host\n".utf8), control + Data([0]),
            Data("\u{3}\(data.count) dfA001host\n".utf8), data + Data([0]),
        ]
        for part in parts {
            guard write(part), let answer = answer() else { return nil }
            guard answer == 0 else { return answer }
        }
        return 0
    }

    private func write(_ data: Data) -> Bool {
        var rest = data[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Glibc.send(socket.fileDescriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private func answer() -> UInt8? {
        var octet: UInt8 = 0
        return recv(socket.fileDescriptor, &octet, 1, 0) == 1 ? octet : nil
    }
}

/// A file system in memory that a scene can fill.
private final class SmallDisk {
    let folder: URL

    init?(mebibytes: Int) throws {
        guard geteuid() == 0 else { return nil }
        folder = FileManager.default.temporaryDirectory.appending(path: "quire-small-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard
            try run("mount", ["-t", "tmpfs", "-o", "size=\(mebibytes)m,mode=700", "tmpfs", folder.path], server: "")
                .status == 0
        else { return nil }
    }

    deinit {
        _ = try? run("umount", ["-l", folder.path], server: "")  // The scene is over either way.
    }

    private var ballast: String { folder.appending(path: "ballast").path }

    func fill() throws { _ = try run("dd", ["if=/dev/zero", "of=\(ballast)", "bs=64k"], server: "") }
    func free() throws { try FileManager.default.removeItem(atPath: ballast) }
}
