import Foundation

/// A server under measurement: started, asked for its queues' paths, stopped by its process number.
protocol MeasuredServer: AnyObject {
    var name: String { get }
    /// Whether it is what we compare ourselves with: its failures are reported and do not end the run.
    var isPeer: Bool { get }
    var port: UInt16 { get }
    var process: Process { get }
    /// A queue that accepts jobs and does not print them.
    var pausedPath: String { get }
}

extension MeasuredServer {
    /// Resident memory in MiB.
    var residentMiB: Double {
        guard let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
        else { return 0 }
        return kilobytes / 1024
    }

    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }
}

/// Our own daemon, durable as it always is.
final class QuireServer: MeasuredServer {
    let name = "quire"
    let isPeer = false
    let pausedPath = "/printers/paused"
    private(set) var port: UInt16 = 0
    private(set) var process = Process()
    private let folder: URL
    private let binaries: URL

    init(in folder: URL, binaries: URL) throws {
        self.folder = folder
        self.binaries = binaries
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try start()
        try quirectl("printer", "add", "paused", "file:///dev/null")
        try quirectl("printer", "pause", "paused")
    }

    /// Starts it, again if need be; gives back the seconds until it said that it accepts.
    @discardableResult
    func start() throws -> Double {
        let output = Pipe()
        process = Process()
        process.executableURL = binaries.appending(path: "quired")
        process.arguments = ["serve", "--dir", folder.path, "--listen", "127.0.0.1:0", "--policy", "open"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let began = seconds()
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Problem("quired did not start") }
            line += more
        }
        let took = seconds() - began
        let address = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .first { $0.hasPrefix("127.0.0.1:") }
        guard let port = address?.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw Problem("quired did not say where it listens")
        }
        self.port = port
        return took
    }

    private func quirectl(_ arguments: String...) throws {
        let tool = Process()
        tool.executableURL = binaries.appending(path: "quirectl")
        tool.arguments = ["-s", "unix:\(folder.path)/quire.sock"] + arguments
        tool.standardOutput = FileHandle.nullDevice
        try tool.run()
        tool.waitUntilExit()
        guard tool.terminationStatus == 0 else { throw Problem("quirectl \(arguments) failed") }
    }
}

/// A private cupsd with the settings Debian ships, but for limits that would stop the measurement.
final class CUPSServer: MeasuredServer {
    let name = "cupsd"
    let isPeer = true
    let pausedPath = "/printers/paused"
    let port: UInt16
    let process = Process()

    /// `nil` where cupsd is not installed.
    init?(in folder: URL, port: UInt16) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/cupsd") else { return nil }
        self.port = port
        for name in ["etc", "spool", "tmp", "cache", "run", "log"] {
            try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        let root = folder.path
        try """
        SystemGroup root
        User lp
        Group lp
        ServerRoot \(root)/etc
        RequestRoot \(root)/spool
        TempDir \(root)/tmp
        CacheDir \(root)/cache
        StateDir \(root)/run
        AccessLog \(root)/log/access_log
        ErrorLog \(root)/log/error_log
        PageLog \(root)/log/page_log
        FileDevice Yes

        """.write(toFile: "\(root)/cups-files.conf", atomically: true, encoding: .utf8)
        try """
        LogLevel warn
        AccessLogLevel config
        Listen 127.0.0.1:\(port)
        Browsing No
        WebInterface No
        MaxClients 4000
        MaxJobs 0
        <Location />
          Order allow,deny
          Allow all
        </Location>
        <Policy default>
          JobPrivateAccess all
          JobPrivateValues none
          <Limit All>
            Order deny,allow
            Allow all
          </Limit>
        </Policy>

        """.write(toFile: "\(root)/cupsd.conf", atomically: true, encoding: .utf8)
        try """
        <Printer paused>
        PrinterId 1
        UUID urn:uuid:00000000-0000-4000-8000-000000000001
        DeviceURI file:///dev/null
        State Stopped
        Accepting Yes
        Shared Yes
        JobSheets none none
        OpPolicy default
        ErrorPolicy retry-job
        </Printer>

        """.write(toFile: "\(root)/etc/printers.conf", atomically: true, encoding: .utf8)
        process.executableURL = URL(filePath: "/usr/sbin/cupsd")
        process.arguments = ["-f", "-c", "\(root)/cupsd.conf", "-s", "\(root)/cups-files.conf"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let request = Requests(port: port, path: pausedPath).getPrinterAttributes()
        for _ in 0..<500 {
            if let result = try? LoadGenerator(port: port, request: request).run(connections: 1, requests: 1),
                result.failures == 0
            {
                return
            }
            usleep(20_000)
        }
        throw Problem("cupsd did not start")
    }
}
