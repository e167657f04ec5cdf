import Children
import Foundation
import QuireTestKit
import Testing

@Suite("Single children")
struct ChildTests {
    @Test("A child inherits nothing: its environment is what it was given")
    func environment() async throws {
        let program = Program(path: "/usr/bin/env", environment: ["A": "1", "HOME": "/", "TMPDIR": "/tmp"])
        let run = try await Pipeline([Stage(name: "env", program: program)], input: .none).start(in: newNursery())

        #expect(try await run.everything() == "A=1\nHOME=/\nTMPDIR=/tmp\n")
    }

    @Test("A child finds the name that it was given, and works in a folder of its own that is gone afterwards")
    func folder() async throws {
        var program = Program.shell("echo $0; pwd; echo $TMPDIR; stat -c %a .; umask; mkdir -p a/b; echo x > a/b/c")
        program.name = "a printer"
        let run = try await Pipeline([Stage(name: "sh", program: program)], input: .none).start(in: newNursery())

        let lines = try await run.everything().split(separator: "\n").map(String.init)

        #expect(lines[0] == "a printer")
        #expect(lines[1] == lines[2])
        #expect(lines[3...] == ["700", "0077"])
        #expect(!FileManager.default.fileExists(atPath: lines[1]))
    }

    @Test("A folder cannot be made so that it stays", arguments: ["deep", "closed", "linked", "bytes"])
    func folders(kind: String) async throws {
        let nursery = try await newNursery()
        let outside = "\(nursery.temporaryBase)-outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        let scripts = [
            "deep":
                "n=$(printf %0200d 0); i=0; while [ $i -lt 40 ]; do mkdir $n && cd -P $n; i=$((i+1)); done; echo x > f",
            "closed": "mkdir -p a/b; echo x > a/b/c; chmod 0 a/b a",
            "linked": "ln -s \(outside) a; mkdir b; ln -s \(outside) b/c",
            "bytes": "mkdir -p \"$(printf 'a\\377b')/c\"",
        ]
        var program = Program.shell(scripts[kind] ?? "exit 1")
        // Without the filter of system calls, which forbids chmod.
        program.sandbox.wanted.remove(.systemCalls)

        _ = try await nursery.start(program).end()

        #expect(try FileManager.default.contentsOfDirectory(atPath: nursery.temporaryBase).isEmpty)
        #expect(FileManager.default.fileExists(atPath: outside))
        try FileManager.default.removeItem(atPath: outside)
    }

    @Test("What an earlier daemon left in its folder is removed")
    func leftovers() async throws {
        let base = "/tmp/quire-children-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: "\(base)/child-abc/x", withIntermediateDirectories: true)

        let nursery = try await Nursery(NurserySettings(temporaryBase: base))

        #expect(try FileManager.default.contentsOfDirectory(atPath: nursery.temporaryBase).isEmpty)
    }

    @Test("A folder for temporary folders that others can change is not used")
    func strangersBase() async throws {
        let base = "/tmp/quire-children-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
        chmod(base, 0o777)

        await #expect(throws: DescriptorError.self) { try await Nursery(NurserySettings(temporaryBase: base)) }
    }

    @Test(
        "What cannot be started says why",
        arguments: [
            ("/no/such/program", "execute"), ("/etc/passwd", "execute"), ("relative", "the path is not absolute"),
            ("/bin/tr\0ue", "an argument with a zero byte in it"),
        ])
    func refused(path: String, step: String) async throws {
        let nursery = try await newNursery()

        let error = await #expect(throws: SpawnError.self) { try await nursery.start(Program(path: path)) }

        #expect(error?.step == step)
        #expect(nursery.childrenRunning == 0)
    }

    @Test("More children than there may be are refused for now")
    func tooMany() async throws {
        let nursery = try await newNursery { $0.childrenMax = 1 }
        let first = try await nursery.start(.shell("sleep 1000"))

        let error = await #expect(throws: SpawnError.self) { try await nursery.start(.shell(":")) }

        #expect(error?.isTemporary == true)
        await first.stop(grace: .seconds(60))
        #expect(try await nursery.start(.shell(":")).end().isGood)
    }

    @Test("What the daemon has in memory is not held against its children")
    func memoryOfTheDaemon() async throws {
        let block = [UInt8](repeating: 1, count: 128 << 20)
        var limits = ChildLimits()
        limits.memoryOctets = 64 << 20
        let nursery = try await newNursery()

        #expect(try await nursery.start(.shell("exit 3", limits: limits)).end() == .exited(3))
        #expect(try await nursery.start(.shell("kill -9 $$", limits: limits)).end() == .signaled(9))
        withExtendedLifetime(block) {}
    }

    @Test("A child that fails with all its memory in use is told from one that merely fails")
    func memory() async throws {
        var used = rusage()
        #expect(getrusage(RUSAGE_SELF.rawValue, &used) == 0)
        var limits = ChildLimits()
        limits.memoryOctets = (UInt64(used.ru_maxrss) << 8) * 5 + 256 << 20
        let nursery = try await newNursery()

        let end = try await nursery.start(.shell("yes | tail -c 100G", limits: limits)).end()

        #expect(end == .exceeded(.memory))
    }

    @Test("A child has the dispositions of a fresh process, whatever the daemon ignores")
    func signals() async throws {
        let before = signal(SIGUSR1, SIG_IGN)
        defer { signal(SIGUSR1, before) }

        let child = try await newNursery().start(.shell("kill -USR1 $$; exit 0"))

        #expect(await child.end() == .signaled(SIGUSR1))
    }

    @Test("Helpers are found beside the program that runs, programs of the system in fixed folders, neither by a path")
    func finder() throws {
        let finder = ProgramFinder()

        let helper = try #require(finder.helper("HostileChild"))
        #expect(helper.hasPrefix("/"))
        #expect(finder.system("sh") == "/usr/bin/sh")
        #expect(finder.helper("sh") == nil)
        for name in ["../bin/sh", "/bin/sh", "", ".", "quire-no-such-program"] {
            #expect(finder.system(name) == nil)
            #expect(finder.helper(name) == nil)
        }
    }

    @Test("A thousand starts, good and bad, leave no child and no descriptor", .enabled(if: !isSanitized))
    func noLeaks() async {
        // In a process of its own: other tests have children and descriptors, too.
        await #expect(processExitsWith: .success) {
            let nursery = try await newNursery()
            let good = Program(path: "/bin/true")
            func round(_ number: Int) async throws {
                switch number % 4 {
                case 0: _ = try await nursery.start(good).end()
                case 1: _ = try? await nursery.start(Program(path: "/no/such"))
                case 2: _ = try? await nursery.start(good)
                default:
                    let stage = Stage(name: "a", program: Program(path: "/bin/cat"), instructions: [1])
                    let run = try await Pipeline([stage, stage], input: .stream { nil }).start(in: nursery)
                    if number % 8 == 3 { _ = try await run.next() }
                }
            }
            func settled() async -> Int {
                while nursery.childrenRunning > 0 { await Task.yield() }
                return (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1
            }
            for number in 0..<40 { try await round(number) }
            let before = await settled()
            for number in 0..<1_000 { try await round(number) }
            // A pipeline that was let go of closes its pipes when its driver has seen the end.
            var after = await settled()
            for _ in 0..<100_000 where after > before {
                await Task.yield()
                after = await settled()
            }
            let zombies = waitpid(-1, nil, WNOHANG)
            if after > before || zombies != -1 { exit(1) }
        }
    }
}
