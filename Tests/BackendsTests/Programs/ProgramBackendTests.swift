@testable import Backends
import Foundation
import Glibc
import IPP
import PrintModel
import Testing

@Suite("CUPS' programs: one job", .timeLimit(.minutes(2)))
struct ProgramBackendTests {
    @Test("A program is called as CUPS calls it: arguments, environment, folder, mask")
    func calling() async throws {
        let programs = try await FakePrograms([
            "fake": """
            { printf '%s\\n' "$0" "$#" "$@"; } > $OUT/arguments
            env > $OUT/environment
            { pwd; umask; } > $OUT/place
            cat > $OUT/document
            """
        ])
        let job = TestJob(7, name: "A \"title\"\nwith lines", user: "ana")
        var delivery = job.delivery()
        delivery.lease.job.attributes = AttributeGroup(
            .job,
            [
                Attribute("media", .keyword("iso_a4_210x297mm")), Attribute("sides", .keyword("two-sided-long-edge")),
                Attribute("copies", .integer(1)), Attribute("fit-to-page", .boolean(true)),
                Attribute("mirror", .boolean(false)), Attribute("page-ranges", .rangeOfInteger(IntegerRange(2, 5))),
                Attribute("job-billing", .text("it's 5 o'clock")), Attribute("job-name", .name("no")),
                Attribute("printer-resolution", .resolution(.dpi(600))),
                Attribute("finishings", [.enum(4), .enum(5)]),
                Attribute(
                    "media-col",
                    .collection([Attribute("media-color", .keyword("blue")), Attribute("media-type", .keyword("a b"))])),
            ])
        delivery.printer.info = "Front desk"
        delivery.printer.location = "Room 1"

        #expect(try await programs.backend("fake://ana:secret@host:99/queue?x=y").deliver(delivery) == .delivered)

        let lines = programs.text("arguments").split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0)
        }
        // A shell says its own path for $0; what it was called is in the environment of `ps`.
        #expect(
            Array(lines.dropFirst().prefix(6)) == [
                "5", "7", "ana", "A \"title\" with lines", "1",
                "media=iso_a4_210x297mm sides=two-sided-long-edge fit-to-page nomirror page-ranges=2-5 "
                    + "job-billing=it\\'s\\ 5\\ o\\'clock finishings=4,5 media-col={media-color=blue media-type=a\\ b}",
            ])
        let environment = Dictionary(
            programs.text("environment").split(separator: "\n").compactMap { line -> (String, String)? in
                let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return halves.count == 2 ? (String(halves[0]), String(halves[1])) : nil
            }, uniquingKeysWith: { $1 })
        let expected = [
            "CHARSET": "utf-8", "LANG": "en_US.UTF-8", "DEVICE_URI": "fake://ana:secret@host:99/queue?x=y",
            "CONTENT_TYPE": "application/pdf", "FINAL_CONTENT_TYPE": "application/pdf", "CUPS_FILETYPE": "document",
            "PRINTER": "paper", "PRINTER_INFO": "Front desk", "PRINTER_LOCATION": "Room 1",
            "PRINTER_STATE_REASONS": "none", "CUPS_MAX_MESSAGE": "2047", "AUTH_INFO_REQUIRED": "none",
            "CUPS_SERVERBIN": programs.folder.path, "CUPS_SERVERROOT": "/etc/cups", "CUPS_DATADIR": "/usr/share/cups",
            "CUPS_STATEDIR": "/run/cups", "CUPS_CACHEDIR": "/var/cache/cups", "CUPS_REQUESTROOT": "/var/spool/cups",
            "CUPS_DOCROOT": "/usr/share/cups/doc-root", "SOFTWARE": "CUPS/2.4", "USER": "lp",
            "PATH": "\(programs.folder.path)/filter:/usr/bin:/usr/sbin:/bin:/sbin",
        ]
        for (name, value) in expected { #expect(environment[name] == value, "\(name)") }
        let temporary = environment["TMPDIR"] ?? ""
        #expect(temporary.hasPrefix(programs.folder.path + "/temporary/") && environment["HOME"] == temporary)
        // PWD and _ are the shell's.
        let extra = Set(environment.keys).subtracting(expected.keys).subtracting(["TMPDIR", "HOME", "PWD", "_", "TZ"])
        #expect(extra.isEmpty, "\(extra)")
        #expect(programs.text("place") == "/\n0077\n")
        #expect(programs.output("document") == Array("%PDF-1".utf8))
        #expect(!FileManager.default.fileExists(atPath: temporary))
    }

    @Test("The URI that a program is called by has no password, and its environment has what is kept for the device")
    func credentials() async throws {
        let secret = DeviceSecret(.password(user: "anna b", password: "p@ss/w"))
        let programs = try await FakePrograms(
            [
                "fake":
                    "tr '\\0' '\\n' < /proc/$$/cmdline > $OUT/command; echo \"$DEVICE_URI $AUTH_USERNAME $AUTH_PASSWORD $AUTH_INFO_REQUIRED\" > $OUT/said; cat >/dev/null"
            ], secrets: FixedSecrets(secret: secret))

        #expect(try await programs.backend("fake://host/q").deliver(TestJob().delivery()) == .delivered)

        #expect(
            programs.text("said")
                == "fake://anna%20b:p%40ss%2Fw@host/q anna b p@ss/w username,password\n")
        #expect(!programs.text("command").contains("p@ss"))
        #expect(ProgramURI("ipp://u:p@host:631/x@y").shown == "ipp://host:631/x@y")
        #expect(ProgramURI("lpd://ana@host/q").shown == "lpd://ana@host/q")
        #expect(ProgramURI("lpd://ana:p@host/q").shown == "lpd://host/q")
    }

    @Test("Bytes arrive as they are, in order, all copies and documents of a page language in one run")
    func bytes() async throws {
        let programs = try await FakePrograms(["fake": "echo x >> $OUT/runs; cat >> $OUT/document"])
        let first = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let job = TestJob(documents: [first, [0, 10, 13, 255]], format: "application/vnd.hp-pcl")
        var delivery = job.delivery()
        delivery.lease.job.attributes.set("copies", .integer(2))

        #expect(try await programs.backend("fake:/dev/x").deliver(delivery) == .delivered)

        let once = first + [0, 10, 13, 255]
        // Half a megabyte is nothing to read in a report.
        let isSame = programs.output("document") == once + once
        #expect(isSame)
        #expect(programs.text("runs") == "x\n")
        #expect(job.remembered == "program: begun")
        #expect(job.isConfirmed)
    }

    @Test("Each PDF of a job has a run of its own, and a converted one has its copies already")
    func runs() async throws {
        let programs = try await FakePrograms([
            "fake": "umask 0; echo $4 >> $OUT/runs; cat > /dev/null",
            "ipp": "umask 0; echo $4 >> $OUT/ipp; cat > /dev/null",
        ])
        var delivery = TestJob(documents: [Array("%PDF-1".utf8), Array("%PDF-2".utf8)]).delivery()
        delivery.lease.job.attributes.set("copies", .integer(3))

        #expect(try await programs.backend("fake:/dev/x").deliver(delivery) == .delivered)
        #expect(programs.text("runs") == String(repeating: "1\n", count: 6))

        #expect(try await programs.backend("cups-backend+ipp://host/").deliver(delivery) == .delivered)
        #expect(programs.text("ipp") == "3\n3\n")

        delivery.isConverted = true
        #expect(try await programs.backend("cups-backend+ipp://host/").deliver(delivery) == .delivered)
        #expect(programs.text("ipp") == "3\n3\n1\n1\n")
    }

    @Test("Every exit status says what becomes of the job")
    func statuses() async throws {
        let programs = try await FakePrograms([
            "fake": "cat >/dev/null; echo 'ERROR: no luck' >&2; exit ${DEVICE_URI#fake:}"
        ])
        func outcome(_ status: Int) async throws -> DeliveryOutcome {
            try await programs.backend("fake:\(status)").deliver(TestJob().delivery())
        }
        func trouble(_ kind: DeviceTrouble.Kind, after: Duration? = nil) -> DeliveryOutcome {
            .tryAgain(DeviceTrouble(kind, reason: "other", message: "fake: no luck", after: after))
        }

        #expect(try await outcome(0) == .delivered)
        #expect(try await outcome(1) == trouble(.failed))
        #expect(try await outcome(2) == .needsCredentials(because: "fake: no luck"))
        #expect(try await outcome(3) == .refused(because: "fake: no luck"))
        #expect(try await outcome(4) == trouble(.needsHuman))
        #expect(try await outcome(5) == .canceledThere(because: "fake: no luck"))
        #expect(try await outcome(6) == trouble(.failed, after: .seconds(300)))
        #expect(try await outcome(7) == trouble(.failed, after: .zero))
        #expect(try await outcome(7) == trouble(.failed, after: .seconds(1)))
        #expect(try await outcome(7) == trouble(.failed, after: .seconds(2)))
        #expect(
            try await outcome(42)
                == .tryAgain(
                    DeviceTrouble(.failed, reason: "other", message: "fake: the program ended with status 42: no luck"))
        )
    }

    @Test("A program that crashes is named with its signal, and the job is tried again")
    func crash() async throws {
        let programs = try await FakePrograms(["fake": "kill -SEGV $$"])

        let outcome = try await programs.backend("fake:x").deliver(TestJob().delivery())

        #expect(
            outcome
                == .tryAgain(
                    DeviceTrouble(
                        .failed, reason: "other",
                        message: "fake: the program was killed by signal 11 (segmentation fault)")))
    }

    @Test("A program that says it is done without reading is believed, and it is said")
    func doneEarly() async throws {
        let programs = try await FakePrograms(["fake": "exit 0"])
        let news = ToldNews()
        let job = TestJob(documents: [[UInt8](repeating: 1, count: 3 << 20)], format: "application/octet-stream")

        #expect(try await programs.backend("fake:x").deliver(job.delivery(telling: news)) == .delivered)
        #expect(
            news.all.contains(
                .message("fake: the program said that it is done, and has not read all of the document")))
    }

    @Test("A program that never reads and then fails fails")
    func neverReads() async throws {
        let programs = try await FakePrograms(["fake": "sleep 0.2; exit 1"])
        let job = TestJob(documents: [[UInt8](repeating: 1, count: 3 << 20)], format: "application/octet-stream")

        guard case .tryAgain(let trouble) = try await programs.backend("fake:x").deliver(job.delivery()) else {
            Issue.record("not tried again")
            return
        }
        #expect(trouble.kind == .failed)
    }

    @Test("A job that is stopped ends its program, also one that ignores it, and all that it has started")
    func stopping() async throws {
        let programs = try await FakePrograms([
            "fake":
                "trap '' TERM; echo $$ > $OUT/pid.new; mv $OUT/pid.new $OUT/pid; sleep 1000 & sleep 1000; sleep 1000"
        ])
        let job = TestJob(documents: [[UInt8](repeating: 1, count: 3 << 20)], format: "application/octet-stream")
        let backend = try programs.backend("fake:x")
        let delivering = Task { await backend.deliver(job.delivery()) }
        await until { !programs.text("pid").isEmpty }
        let pid = try #require(Int32(programs.text("pid").dropLast()))

        delivering.cancel()

        #expect(await delivering.value == .stopped)
        #expect(kill(pid, 0) != 0)
        // What it had started is dead, and gone as soon as the system has collected it.
        await until { kill(-pid, 0) != 0 }
    }

    @Test("A job that is stopped when its program has all of it is not printed again by itself")
    func stoppedLate() async throws {
        let programs = try await FakePrograms(["fake": "cat > /dev/null; echo x > $OUT/read; exec sleep 1000"])
        let backend = try programs.backend("fake:x")
        let delivering = Task { await backend.deliver(TestJob().delivery()) }
        await until { !programs.text("read").isEmpty }

        delivering.cancel()

        guard case .unknown = await delivering.value else {
            Issue.record("it would be printed again")
            return
        }
    }

    @Test("What fails after a document was printed does not print that document again")
    func partial() async throws {
        let programs = try await FakePrograms([
            "fake": "cat >/dev/null; [ -e $OUT/once ] && exit 1; echo x > $OUT/once"
        ])
        let job = TestJob(documents: [Array("%PDF-1".utf8), Array("%PDF-2".utf8)])

        guard case .unknown(_, let reason) = try await programs.backend("fake:x").deliver(job.delivery()) else {
            Issue.record("it would be printed again")
            return
        }
        #expect(reason.hasPrefix("printed until now: document 1;"))
    }

    @Test("A program that has not found its device yet has nothing: it is not written down as begun")
    func notBegun() async throws {
        let programs = try await FakePrograms(["fake": "echo x > $OUT/runs; exec sleep 1000"])
        let backend = try programs.backend("fake:x")
        let job = TestJob(documents: [[UInt8](repeating: 1, count: 3 << 20)], format: "application/octet-stream")
        let delivering = Task { await backend.deliver(job.delivery()) }
        await until { !programs.text("runs").isEmpty }

        #expect(job.remembered == nil)
        #expect(await backend.resolve(job.delivery()) == .notDelivered)
        delivering.cancel()
        #expect(await delivering.value == .stopped)
    }

    @Test("A program gets one octet, and the rest only when it is written down that it took that")
    func remembering() async throws {
        let programs = try await FakePrograms(["fake": "cat > $OUT/document"])
        let job = TestJob()
        let delivery = job.delivery(remember: { _ in throw StoreError.fenced })

        #expect(try await programs.backend("fake:x").deliver(delivery) == .stopped)
        #expect(programs.output("document")?.count ?? 0 <= 1)
    }

    @Test("A job that another run has taken over is not begun")
    func fenced() async throws {
        let programs = try await FakePrograms(["fake": "cat > $OUT/document"])
        let delivery = TestJob().delivery(confirm: { throw StoreError.fenced })

        #expect(try await programs.backend("fake:x").deliver(delivery) == .stopped)
        #expect(programs.output("document") == nil)
    }

    @Test("A document that cannot be read to its end is no document for the program")
    func brokenDocument() async throws {
        let programs = try await FakePrograms(["fake": "cat > $OUT/document && echo whole > $OUT/whole"])
        struct Lost: Error {}
        let pieces = FewPieces([Array("half".utf8)])
        let delivery = TestJob(format: "text/plain").delivery(open: { _ in
            DocumentStream {
                if let piece = await pieces.next() { return piece }
                throw Lost()
            }
        })

        guard case .tryAgain(let trouble) = try await programs.backend("fake:x").deliver(delivery) else {
            Issue.record("not tried again")
            return
        }
        #expect(trouble.kind == .local)
        #expect(programs.text("whole").isEmpty)
    }

    @Test("After a crash of the server, what a program had begun nobody knows; what it had not is printed")
    func resolving() async throws {
        let programs = try await FakePrograms(["fake": "cat >/dev/null"])
        let backend = try programs.backend("fake:x")
        let job = TestJob()

        #expect(await backend.resolve(job.delivery()) == .notDelivered)
        _ = await backend.deliver(job.delivery())
        guard case .unknown = await backend.resolve(job.delivery()) else {
            Issue.record("it would be printed again")
            return
        }
    }
}

actor FewPieces {
    private var rest: [[UInt8]]
    init(_ pieces: [[UInt8]]) { rest = pieces }
    func next() -> [UInt8]? { rest.isEmpty ? nil : rest.removeFirst() }
}
