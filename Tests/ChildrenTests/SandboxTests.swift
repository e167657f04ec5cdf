import Children
import Foundation
import QuireTestKit
import Testing

@Suite("The sandbox of children", .enabled(if: !isSanitized))
struct SandboxTests {
    @Test("A hostile program gets nowhere", arguments: HostileAttempt.all)
    func refused(attempt: String) async throws {
        let scene = try await HostileScene()
        // What cannot be enforced here is what the report says, and nothing else.
        if let needed = HostileAttempt.needs(attempt), !scene.nursery.report.isEnforced(needed) { return }

        let end = try await scene.run(attempt, .converter)

        #expect(end != .exited(7), "it came through")
        #expect(end != .exited(2), "there is no such attempt")
        if attempt == "cpu" { #expect(end == .exceeded(.cpu)) }
        if attempt.hasSuffix("-10gb"), attempt != "allocate-10gb" { #expect(end == .exceeded(.fileSize)) }
    }

    /// What a program that brings octets to a device is there for: the network, processes of its own, and the programs of the
    /// system that it was written with.
    private static let devicesMay: Set<String> = [
        "connect-tcp", "bind-tcp", "send-udp", "tcp6-socket", "netlink-socket", "bind-abstract",
        "socketpair",
    ]

    @Test("A hostile program for a device gets no further than to the network", arguments: HostileAttempt.all)
    func device(attempt: String) async throws {
        let scene = try await HostileScene()
        if let needed = HostileAttempt.needs(attempt), !scene.nursery.report.isEnforced(needed) { return }

        let end = try await scene.run(attempt, .device)

        // Whether the socket's folder lets it in depends on whose user it has.
        if attempt != "connect-unix" { #expect((end == .exited(7)) == Self.devicesMay.contains(attempt)) }
        #expect(end != .exited(2), "there is no such attempt")
    }

    @Test("A child, and what it has started, is known for one by its process; others are not")
    func known() async throws {
        let nursery = try await newNursery()
        let (reader, writer) = try Descriptor.pipe()
        var sandbox = SandboxProfile.device
        sandbox.programs = ["/usr/bin"]
        let program = Program(path: "/bin/sh", arguments: ["-c", "sleep 30 & echo $!; wait"], sandbox: sandbox)

        let child = try await nursery.start(program, descriptors: [nil, writer])
        var said = [UInt8](repeating: 0, count: 16)
        let count = read(reader.number, &said, said.count)
        let text = String(decoding: said.prefix(max(0, count)), as: UTF8.self)
        let grandchild = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))

        #expect(nursery.has(grandchild))
        #expect(!nursery.has(getpid()) && !nursery.has(1))
        #expect(Nursery.sees(getpid()) && !Nursery.sees(.max))
        _ = await child.stop(grace: .zero)
        #expect(!nursery.has(grandchild))
    }

    @Test(
        "The same attempts come through where nothing holds them back",
        arguments: [
            "read-passwd", "read-spool", "write-spool", "chmod-spool", "touch-spool", "watch-spool", "list-spool",
            "make-file-outside", "list-other-folders", "reopen-input", "chmod-input", "parent-environment",
            "signal-parent", "sigqueue-parent", "tgkill-parent", "signal-by-owner", "limit-parent", "renice-parent",
            "bind-parent", "outlive-parent", "connect-tcp", "bind-tcp", "send-udp", "connect-unix", "bind-abstract",
            "socketpair", "exec-shell", "exec-own", "exec-memory", "memory-file", "personality", "keyctl",
            "shared-memory", "leave-group", "truncate-spool", "remove-spool",
        ])
    func open(attempt: String) async throws {
        let scene = try await HostileScene()

        let end = try await scene.run(attempt, SandboxProfile(mayStartProcesses: true, wanted: []))

        #expect(end == .exited(7))
    }

    @Test("A program that has settled executes nothing more", arguments: ["exec-shell", "exec-own", "exec-memory"])
    func settled(attempt: String) async throws {
        let end = try await HostileScene().run(attempt, SandboxProfile(wanted: []), settled: true)

        #expect(end == .exited(0))
    }

    @Test("Everything that HostileChild can try is tried")
    func allAttempts() async throws {
        let path = try #require(ProgramFinder().helper("HostileChild"))
        let stage = Stage(name: "list", program: Program(path: path, arguments: ["list"]))

        let names = try await Pipeline([stage], input: .none).start(in: newNursery()).everything()

        #expect(Set(names.split(separator: "\n").map(String.init)) == Set(HostileAttempt.all))
    }

    @Test("A child that may start processes cannot take them out of its group")
    func group() async throws {
        let scene = try await HostileScene()
        guard scene.nursery.report.isEnforced(.systemCalls) else { return }
        var sandbox = SandboxProfile.converter
        sandbox.mayStartProcesses = true

        #expect(try await scene.run("leave-group", sandbox) == .exited(0))
    }

    @Test("Sockets of this machine can be allowed without those of others")
    func unixSockets() async throws {
        let scene = try await HostileScene()
        guard scene.nursery.report.isEnforced(.systemCalls) else { return }
        var sandbox = SandboxProfile.converter
        sandbox.network = .unixSockets

        #expect(try await scene.run("socketpair", sandbox) == .exited(7))
        #expect(try await scene.run("connect-tcp", sandbox) == .exited(0))
    }

    @Test("A program that may be executed besides is executed")
    func programs() async throws {
        let scene = try await HostileScene()
        var sandbox = SandboxProfile.converter
        sandbox.programs = ["/bin/sh"]

        #expect(try await scene.run("exec-shell", sandbox) == .exited(7))
    }

    @Test("What a profile requires and cannot be had keeps the program from starting")
    func required() async throws {
        let nursery = try await newNursery { $0.users = 0..<0 }
        var sandbox = SandboxProfile.converter
        sandbox.required = [.ownUser]

        let error = await #expect(throws: SpawnError.self) {
            try await nursery.start(Program(path: "/bin/true", sandbox: sandbox))
        }

        #expect(error?.path == "/bin/true")
    }

    @Test("A child is shut in by what the report says, and the report names everything")
    func report() async throws {
        let nursery = try await newNursery()

        let child = try await nursery.start(Program(path: "/bin/true"))

        #expect(await child.end() == .exited(0))
        #expect(child.enforced == nursery.report.enforced)
        #expect(nursery.report.entries.map(\.protection) == Protection.allCases)
        #expect(nursery.report.entries.allSatisfy { $0.isEnforced || !$0.reason.isEmpty })
    }

    @Test("Programs of the distribution run in the sandbox", arguments: ["gs", "pdftoppm", "pdftops", "mutool"])
    func distribution(name: String) async throws {
        // Not every machine has all of them.
        guard let path = ProgramFinder().system(name) else { return }
        let version = ["gs": "--version", "mutool": "-v"][name] ?? "-v"

        let child = try await newNursery().start(Program(path: path, arguments: [version]))

        #expect(await child.end().isGood)
    }
}
