import Children
import Foundation
import Glibc
import PrintModel
import Synchronization
import Testing

@testable import Identity

@Suite("Passwords of the machine")
struct MachinePasswordTests {
    /// A folder in place of /etc/pam.d with one service, "quire".
    private struct Services {
        let folder: String

        init(_ lines: String, script: String? = nil) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "quire-pam-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try lines.replacing("FOLDER", with: folder).write(
                toFile: folder + "/quire", atomically: true, encoding: .utf8)
            guard let script else { return }
            try script.write(toFile: folder + "/check", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/check")
        }

        func remove() { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// The real helper, as the daemon starts it.
    private static func start(_ service: String, _ folder: String) throws -> (socket: Int32, process: pid_t) {
        let path = try #require(ProgramFinder().helper("quire-pam"))
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        defer { close(ends[1]) }
        let program = TrustedProgram(path: path, arguments: [service, folder])
        return (ends[0], try program.start([ends[1], -1, STDERR_FILENO]))
    }

    private func machine(_ services: Services, service: String = "quire") throws -> MachinePasswords {
        let folder = services.folder
        return MachinePasswords(
            connect: {
                let (socket, process) = try Self.start(service, folder)
                return .init(socket: socket) { while waitpid(process, nil, 0) < 0, errno == EINTR {} }
            }, groups: { ["group of \($0)"] })
    }

    /// Lets in whose password is "secret of NAME". pam_exec calls a program that says no a system error; pam_deny says no.
    private static let checking = """
        auth [success=1 default=ignore] pam_exec.so quiet expose_authtok FOLDER/check
        auth requisite pam_deny.so
        auth required pam_permit.so
        account required pam_permit.so
        """
    private static let script = """
        #!/bin/sh
        read -r password
        [ "$password" = "secret of $PAM_USER" ]
        """

    @Test("PAM's word counts: the right password is right, another is wrong")
    func words() async throws {
        let services = try Services(Self.checking, script: Self.script)
        defer { services.remove() }
        let machine = try machine(services)

        #expect(
            await machine.check(user: "anna", password: "secret of anna")
                == .right(name: "anna", groups: ["group of anna"]))
        #expect(await machine.check(user: "ben", password: "secret of anna") == .wrong)
        #expect(await machine.check(user: "anna", password: "") == .wrong)
        #expect(await machine.check(user: "anna\0", password: "secret of anna") == .wrong)
    }

    @Test("A program that says no is a wrong try, though pam_exec calls it a system error")
    func program() async throws {
        let services = try Services(
            "auth required pam_exec.so quiet expose_authtok FOLDER/check\naccount required pam_permit.so",
            script: Self.script)
        defer { services.remove() }
        let machine = try machine(services)

        #expect(
            await machine.check(user: "anna", password: "secret of anna")
                == .right(name: "anna", groups: ["group of anna"]))
        #expect(await machine.check(user: "anna", password: "another") == .wrong)
    }

    @Test("An account that may not come in does not, whatever its password")
    func locked() async throws {
        let services = try Services("auth required pam_permit.so\naccount required pam_deny.so")
        defer { services.remove() }

        #expect(await (try machine(services)).check(user: "anna", password: "any") == .wrong)
    }

    @Test("Many at the same time each get their own answer")
    func together() async throws {
        let services = try Services(Self.checking, script: Self.script)
        defer { services.remove() }
        let machine = try machine(services)
        let verdicts = await withTaskGroup(of: (Int, PasswordVerdict).self) { group in
            for number in 0..<20 {
                group.addTask {
                    (number, await machine.check(user: "u\(number)", password: "secret of u\(number / 2 * 2)"))
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }

        for (number, verdict) in verdicts {
            #expect(
                verdict
                    == (number.isMultiple(of: 2) ? .right(name: "u\(number)", groups: ["group of u\(number)"]) : .wrong)
            )
        }
    }

    @Test("A service that is not set up lets nobody in")
    func missing() async throws {
        let services = try Services("auth required pam_deny.so")
        defer { services.remove() }

        let verdict = await (try machine(services, service: "none")).check(user: "anna", password: "any")
        #expect(verdict == .wrong || verdict == .unknown)
    }

    @Test("A module that ends its process costs that answer, and none of the others")
    func deadly() async throws {
        let services = try Services(
            Self.checking, script: "#!/bin/sh\nread -r password\n[ \"$password\" = die ] && kill -KILL $PPID\nexit 0\n")
        defer { services.remove() }
        let machine = try machine(services)
        async let dead = machine.check(user: "anna", password: "die")
        async let alive = machine.check(user: "ben", password: "any")

        #expect(await dead == .unknown)
        #expect(await alive == .right(name: "ben", groups: ["group of ben"]))
        #expect(await machine.check(user: "anna", password: "any") == .right(name: "anna", groups: ["group of anna"]))
    }

    @Test("When the helper has ended nobody could look; a new one is asked after a second")
    func helperEnds() async throws {
        let services = try Services(
            Self.checking, script: "#!/bin/sh\nread -r password\n: > \"$0.asked\"\nexec sleep 60\n")
        defer { services.remove() }
        let folder = services.folder
        let processes = Mutex<[pid_t]>([])
        let machine = MachinePasswords(
            connect: {
                let (socket, process) = try Self.start("quire", folder)
                processes.withLock { $0.append(process) }
                return .init(socket: socket) { while waitpid(process, nil, 0) < 0, errno == EINTR {} }
            }, groups: { _ in [] })
        machine.prepare()
        let first = try #require(processes.withLock { $0.first })
        async let asked = machine.check(user: "anna", password: "slow")
        while !FileManager.default.fileExists(atPath: folder + "/check.asked") {
            try await Task.sleep(for: .milliseconds(20))
        }
        kill(first, SIGKILL)

        #expect(await asked == .unknown)
        try "#!/bin/sh\nexit 0\n".write(toFile: folder + "/check", atomically: false, encoding: .utf8)
        try await Task.sleep(for: .milliseconds(1_100))
        #expect(await machine.check(user: "anna", password: "x") == .right(name: "anna", groups: []))
        #expect(processes.withLock { $0.count } == 2)
    }

    @Test("Where a helper ends at once nobody knows passwords, until there is one that does not")
    func helperEndsAtOnce() async throws {
        let services = try Services(Self.checking, script: Self.script)
        defer { services.remove() }
        let folder = services.folder
        let state = Mutex((isInstalled: false, started: 0, told: 0))
        let machine = MachinePasswords(
            connect: {
                let isInstalled = state.withLock { state in
                    state.started += 1
                    return state.isInstalled
                }
                // What is no name of a service is refused at once.
                let (socket, process) = try Self.start(isInstalled ? "quire" : "../quire", folder)
                return .init(socket: socket) { while waitpid(process, nil, 0) < 0, errno == EINTR {} }
            }, groups: { _ in [] }, failed: { _ in state.withLock { $0.told += 1 } })
        machine.prepare()
        while machine.isThere { try await Task.sleep(for: .milliseconds(20)) }

        #expect(await machine.check(user: "anna", password: "secret of anna") == .nobody)
        #expect(state.withLock { $0.told } == 1)
        #expect(state.withLock { $0.started } == 1, "not as fast as passwords come")
        state.withLock { $0.isInstalled = true }
        // Nobody asks where nobody is there: it is found all the same.
        while !machine.isThere { try await Task.sleep(for: .milliseconds(20)) }
        #expect(await machine.check(user: "anna", password: "secret of anna") == .right(name: "anna", groups: []))
        #expect(state.withLock { $0.started } == 2)
    }

    @Test("Without a helper nobody knows passwords, and why is told")
    func noHelper() async {
        struct Gone: Error {}
        let told = Mutex(0)
        let machine = MachinePasswords(
            connect: { throw Gone() }, groups: { _ in [] }, failed: { _ in told.withLock { $0 += 1 } })

        machine.prepare()
        #expect(!machine.isThere)
        for _ in 0..<2 { #expect(await machine.check(user: "anna", password: "x") == .nobody) }
        // Not each time: passwords come as fast as strangers like.
        #expect(told.withLock { $0 } == 1)
    }
}
