import Glibc
import IPPClient

/// What a command may see of the world. Given to it, so that a test can run one within itself.
struct Session: Sendable {
    /// The name the command was called by, without folders.
    var name: String
    var arguments: [String]
    var environment: [String: String] = [:]
    var output: TextOutput
    var errors: TextOutput
    var user: User
    /// Seconds after 1970-01-01 00:00 UTC.
    var now: @Sendable () -> Int64 = { Int64(time(nil)) }
    /// Where classic settings are kept; `CUPS_SERVERROOT` moves it.
    var configurationFolder: String { environment["CUPS_SERVERROOT"] ?? "/etc/cups" }
    /// The socket of the daemon on this machine.
    var defaultSocket = "/run/quire/quire.sock"
    var standardInput: CInt = STDIN_FILENO
    /// How long to wait between two looks at something that changes.
    var pause: Duration = .milliseconds(500)
    /// How long a completion waits for the server: after more, the person has typed the word themselves.
    var completionPatience: Duration = .seconds(2)
    var stopwatch = Stopwatch.real
    /// What `doctor` looks at besides the server.
    var host = LocalHost()
    /// What the network is told of a printer, by the name it is announced under.
    var announced: @Sendable (_ name: String) async -> ServiceAnswer = ServiceQuestion.ask
    var thread: ClientThread

    struct User: Hashable, Sendable {
        var name: String
        var id: UInt32
        var home: String?
    }

    /// The same under the name of a command behind `quire`.
    func called(_ name: String, with arguments: [String]) -> Session {
        var session = self
        session.name = name
        session.arguments = arguments
        return session
    }

    /// A variable that is there and not empty.
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// The text of a small file of settings; `nil` when it is not there or may not be read, which for settings is
    /// the same.
    func settings(at path: String) -> String? {
        bytes(at: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same, as bytes.
    func bytes(at path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count < Self.settingsBytesMax {
            let piece = [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
                count = max(0, read(file, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }

    private static let settingsBytesMax = 1_048_576

    /// Says why the command failed, and what that comes to in the shell.
    func report(_ error: any Error) -> ExitStatus {
        let failure = Failure(error)
        errors.print("\(name): \(failure.message)")
        if let hint = failure.hint { errors.print("\(name): \(hint)") }
        return failure.status
    }
}

extension Session {
    static func ofThisProcess() -> Session {
        let arguments = CommandLine.arguments
        let environment = Self.environmentOfThisProcess()
        let name = arguments.first?.split(separator: "/").last.map(String.init) ?? "quire"
        return Session(
            name: name, arguments: Array(arguments.dropFirst()), environment: environment,
            output: TextOutput(descriptor: STDOUT_FILENO, environment: environment),
            errors: TextOutput(descriptor: STDERR_FILENO, environment: environment),
            user: .ofThisProcess(environment),
            thread: ClientThread())
    }

    private static func environmentOfThisProcess() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let line = String(cString: pointer)
            if let equals = line.firstIndex(of: "=") {
                variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
            entry += 1
        }
        return variables
    }
}

extension Session.User {
    /// The login name, unless `USER` is another name of the same user.
    fileprivate static func ofThisProcess(_ environment: [String: String]) -> Session.User {
        let id = getuid()
        let home = environment["HOME"]
        if let name = environment["USER"], let entry = getpwnam(name), entry.pointee.pw_uid == id {
            return Session.User(name: name, id: id, home: home)
        }
        guard let entry = getpwuid(id), let name = entry.pointee.pw_name else {
            return Session.User(name: "uid\(id)", id: id, home: home)
        }
        return Session.User(name: String(cString: name), id: id, home: home)
    }
}
