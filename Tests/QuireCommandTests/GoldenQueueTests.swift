import Glibc
import IPP
import Testing

@testable import quire

/// The commands about jobs and options, to the byte of what CUPS 2.4.2 writes in the C locale.
@Suite("The other commands write what scripts read")
struct GoldenQueueTests {
    typealias Golden = GoldenStatusTests.Golden

    private static func lpcStatus(_ name: String, _ device: String, _ entries: String) -> String {
        """
        \(name):
        \tprinter is on device '\(device)' speed -1
        \tqueuing is enabled
        \tprinting is enabled
        \t\(entries) entries
        \tdaemon present

        """
    }

    @Test(
        "Each command of the golden file",
        arguments: [
            Golden(
                words: "lpq",
                output: """
                    Office-Laser is ready
                    Rank    Owner   Job     File(s)                         Total Size
                    1st     root    62      five.pdf                        8192 bytes

                    """),
            Golden(
                words: "lpq -a",
                output: """
                    Rank    Owner   Job     File(s)                         Total Size
                    1st     root    62      five.pdf                        8192 bytes
                    active  root    61      a b                             4096 bytes

                    """),
            Golden(
                words: "lpq -l -a",
                output: """


                    root: 1st                               [job 62 localhost]
                            2 copies of five.pdf                    8192 bytes


                    root: active                            [job 61 localhost]
                            a b                                     4096 bytes

                    """),
            Golden(words: "lpq -P Raw", output: "Raw is ready\nno entries\n"),
            Golden(words: "lpq -P Nope", errors: "lpq: Unknown destination \"Nope\".\n", code: 1),
            Golden(
                words: "lpc status",
                output: lpcStatus("AllOffice", "///dev/null", "no") + lpcStatus("Broken-Net", "ipp", "1")
                    + lpcStatus("Label-Maker", "socket", "no") + lpcStatus("Office-Laser", "///dev/null", "1")
                    + lpcStatus("Raw", "///dev/null", "no")),
            Golden(words: "lprm 99999", errors: "lprm: Job #99999 does not exist.\n", code: 1),
            Golden(
                words: "cancel Office-Laser-99999",
                errors: "cancel: cancel-job failed: Job #99999 does not exist.\n", code: 1),
            Golden(words: "lp -i 62 -q 10"),
            Golden(words: "lprm -"),
            Golden(words: "lpr -P Office-Laser -q FILE"),
            Golden(
                words: "lpr -P Nope FILE", errors: "lpr: Error - The printer or class does not exist.\n", code: 1),
            Golden(
                words: "lp -d Closed FILE", errors: "lp: Destination \"Closed\" is not accepting jobs.\n", code: 1),
            Golden(words: "lp -d Office-Laser FILE", output: "request id is Office-Laser-63 (1 file(s))\n"),
        ])
    func golden(command: Golden) async throws {
        let file = try TemporaryFile("five")
        let words = command.words.split(separator: " ").map { $0 == "FILE" ? file.path : String($0) }
        let result = try await FakeServer.run(GoldenServer.answer) { server in
            await Command.run(words, environment: ["CUPS_USER": "root"], server: server.address)
        }

        #expect(result == Result(output: command.output, errors: command.errors, code: command.code))
    }

    @Test("lpoptions shows what a printer does by default")
    func options() async throws {
        let answer: FakeServer.Answer = { _ in
            .answer(
                .ok, nil,
                .printer(
                    "Office-Laser", Attribute("copies-default", .integer(1)),
                    Attribute("device-uri", .uri("file:///dev/null")), Attribute("finishings-default", .enum(3)),
                    Attribute("job-cancel-after-default", .integer(10_800)),
                    Attribute("job-hold-until-default", .keyword("no-hold")),
                    Attribute("job-priority-default", .integer(50)),
                    Attribute("job-sheets-default", [.name("none"), .name("none")]),
                    Attribute("marker-change-time", .integer(0)), Attribute("notify-events-default", .keyword("x")),
                    Attribute("number-up-default", .integer(1)), Attribute("print-quality-default", .enum(4)),
                    Attribute("orientation-requested-default", .outOfBand(.noValue)),
                    Attribute("print-color-mode-default", .keyword("color")),
                    Attribute(
                        "printer-commands",
                        [.keyword("AutoConfigure"), .keyword("Clean"), .keyword("PrintSelfTestPage")]
                    ),
                    Attribute("printer-info", .text("Office laser, 2nd floor")),
                    Attribute("printer-is-accepting-jobs", .boolean(true)),
                    Attribute("printer-is-shared", .boolean(true)),
                    Attribute("printer-is-temporary", .boolean(false)),
                    Attribute("printer-location", .text("Room 204")),
                    Attribute("printer-make-and-model", .text("Generic PostScript Printer")),
                    Attribute("printer-state-change-time", .integer(1_795_219_516)),
                    Attribute("printer-state-reasons", .keyword("none")), Attribute("printer-type", .enum(8_532_044)),
                    Attribute("printer-uri-supported", .uri("ipp://localhost:6310/printers/Office-Laser"))))
        }
        let result = try await FakeServer.run(answer) { await $0.run("lpoptions", "-p", "Office-Laser") }

        #expect(
            result.output == """
                copies=1 device-uri=file:///dev/null finishings=3 job-cancel-after=10800 job-hold-until=no-hold \
                job-priority=50 job-sheets=none,none marker-change-time=0 number-up=1 print-color-mode=color \
                printer-commands=AutoConfigure,Clean,PrintSelfTestPage printer-info='Office laser, 2nd floor' \
                printer-is-accepting-jobs=true printer-is-shared=true printer-is-temporary=false \
                printer-location='Room 204' printer-make-and-model='Generic PostScript Printer' printer-state=3 \
                printer-state-change-time=1795219516 printer-state-reasons=none printer-type=8532044 \
                printer-uri-supported=ipp://localhost:6310/printers/Office-Laser

                """)
        #expect(result.errors.isEmpty && result.code == 0)
    }

    @Test("lpoptions -l lists the options of a PPD file as CUPS does")
    func driverOptions() {
        let description = DriverDescription(
            """
            *PPD-Adobe: "4.3"
            *OpenUI *PageSize/Media Size: PickOne
            *OrderDependency: 10 AnySetup *PageSize
            *DefaultPageSize: Letter
            *PageSize Letter/US Letter: "<</PageSize[612 792]>>setpagedevice
            *PageSize Trap/This is PostScript
            "
            *End
            *PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
            *CloseUI: *PageSize
            *OpenUI *PageRegion: PickOne
            *PageRegion Letter: ""
            *CloseUI: *PageRegion
            *OpenUI *Duplex/2-Sided Printing: PickOne
            *DefaultDuplex: None
            *Duplex None/Off: ""
            *Duplex DuplexNoTumble/Long Edge: ""
            *CloseUI: *Duplex
            """)

        #expect(
            description.options == [
                DriverOption(
                    keyword: "PageSize", text: "Media Size", standard: "Letter", choices: ["Letter", "A4"]),
                DriverOption(
                    keyword: "Duplex", text: "2-Sided Printing", standard: "None", choices: ["None", "DuplexNoTumble"]
                ),
            ])
    }
}

/// A file that is gone when nobody holds it any more.
final class TemporaryFile: Sendable {
    let path: String

    init(_ text: String) throws {
        path = "/tmp/quire-command-test-\(UInt64.random(in: 0 ... .max)).txt"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        try #require(file >= 0)
        _ = Array(text.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    deinit { unlink(path) }
}
