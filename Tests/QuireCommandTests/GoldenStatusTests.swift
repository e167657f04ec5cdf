import IPP
import Testing

@testable import quire

/// `lpstat` and `lpc status` of a server with five queues, to the byte of what CUPS 2.4.2 writes in the C locale.
@Suite("lpstat writes what scripts read")
struct GoldenStatusTests {
    /// An answer of each command that has one, with its exit status and standard error.
    struct Golden: Sendable, CustomTestStringConvertible {
        let words: String
        var output = ""
        var errors = ""
        var code: Int32 = 0
        var testDescription: String { words }
    }

    static let jobs = """
        Office-Laser-62         root              8192   Sat Nov 21 00:26:46 2026
        Broken-Net-61           root              4096   Sat Nov 21 00:26:46 2026

        """
    private static let accepting = """
        AllOffice accepting requests since Sat Nov 21 00:04:53 2026
        Broken-Net accepting requests since Sat Nov 21 00:26:46 2026
        Label-Maker accepting requests since Sat Nov 21 00:26:46 2026
        Office-Laser accepting requests since Sat Nov 21 00:05:16 2026
        Raw accepting requests since Sat Nov 21 00:18:49 2026

        """
    private static let printers = """
        printer AllOffice is idle.  enabled since Sat Nov 21 00:04:53 2026
        printer Broken-Net now printing Broken-Net-61.  enabled since Sat Nov 21 00:26:46 2026
        \tThe printer may not exist or is unavailable at this time.
        printer Label-Maker is idle.  enabled since Sat Nov 21 00:26:46 2026
        printer Office-Laser is idle.  enabled since Sat Nov 21 00:05:16 2026
        printer Raw is idle.  enabled since Sat Nov 21 00:18:49 2026

        """
    private static let classes = "members of class AllOffice:\n\tOffice-Laser\n\tRaw\n"
    private static let devices = """
        device for AllOffice: ///dev/null
        device for Broken-Net: ipp://127.0.0.1:9198/ipp/print
        device for Label-Maker: socket://127.0.0.1:9199
        device for Office-Laser: ///dev/null
        device for Raw: ///dev/null

        """
    private static let standard = "system default destination: Office-Laser\n"

    @Test(
        "Each command of the golden file",
        arguments: [
            Golden(words: "lpstat", output: jobs), Golden(words: "lpstat -a", output: accepting),
            Golden(words: "lpstat -c", output: classes), Golden(words: "lpstat -d", output: standard),
            Golden(words: "lpstat -e", output: "AllOffice\nBroken-Net\nLabel-Maker\nOffice-Laser\nRaw\n"),
            Golden(words: "lpstat -o", output: jobs),
            Golden(
                words: "lpstat -l -o",
                output: """
                    Office-Laser-62         root              8192   Sat Nov 21 00:26:46 2026
                    \tAlerts: job-hold-until-specified
                    \tqueued for Office-Laser
                    Broken-Net-61           root              4096   Sat Nov 21 00:26:46 2026
                    \tStatus: The printer may not exist or is unavailable at this time.
                    \tAlerts: job-printing
                    \tqueued for Broken-Net

                    """),
            Golden(
                words: "lpstat -R",
                output: """
                      0 Office-Laser-62       root              8192 Sat Nov 21 00:26:46 2026
                      1 Broken-Net-61         root              4096 Sat Nov 21 00:26:46 2026

                    """),
            Golden(
                words: "lpstat -W completed -o",
                output: """
                    Label-Maker-6           root              4096   Sat Nov 21 00:26:46 2026
                    Office-Laser-7          root              4096   Sat Nov 21 00:26:46 2026
                    Office-Laser-8          root              4096   Sat Nov 21 00:26:46 2026

                    """),
            Golden(
                words: "lpstat -W all -u root",
                output: """
                    Office-Laser-1          root              4096   Sat Nov 21 00:05:16 2026
                    Office-Laser-2          root              4096   Sat Nov 21 00:05:16 2026
                    Office-Laser-3          root              4096   Sat Nov 21 00:05:16 2026

                    """),
            Golden(words: "lpstat -p", output: printers),
            Golden(
                words: "lpstat -l -p Office-Laser",
                output: """
                    printer Office-Laser is idle.  enabled since Sat Nov 21 00:05:16 2026
                    \tForm mounted:
                    \tContent types: any
                    \tPrinter types: unknown
                    \tDescription: Office laser, 2nd floor
                    \tAlerts: none
                    \tLocation: Room 204
                    \tConnection: direct
                    \tInterface: /etc/cups/ppd/Office-Laser.ppd
                    \tOn fault: no alert
                    \tAfter fault: continue
                    \tUsers allowed:
                    \t\t(all)
                    \tForms allowed:
                    \t\t(none)
                    \tBanner required
                    \tCharset sets:
                    \t\t(none)
                    \tDefault pitch:
                    \tDefault page size:
                    \tDefault port settings:

                    """),
            Golden(words: "lpstat -p -d", output: printers + standard),
            Golden(words: "lpstat -r", output: "scheduler is running\n"),
            Golden(words: "lpstat -s", output: standard + classes + devices),
            Golden(
                words: "lpstat -t",
                output: "scheduler is running\n" + standard + classes + devices + accepting + printers + jobs),
            Golden(words: "lpstat -u root", output: jobs), Golden(words: "lpstat -v", output: devices),
            Golden(
                words: "lpstat -D -p Office-Laser",
                output: """
                    printer Office-Laser is idle.  enabled since Sat Nov 21 00:05:16 2026
                    \tDescription: Office laser, 2nd floor
                    \tAlerts: none

                    """),
            Golden(
                words: "lpstat -p Stopped",
                output: "printer Stopped disabled since Sat Nov 21 00:26:49 2026 -\n\tfuser change\n"),
            Golden(
                words: "lpstat -a Closed",
                output: "Closed not accepting requests since Sat Nov 21 00:26:49 2026 -\n\tno more\n"),
            Golden(
                words: "lpstat -zz", output: LpstatUsageTests.golden, errors: "lpstat: Error - unknown option \"z\".\n",
                code: 1),
        ])
    func golden(command: Golden) async throws {
        let isLater = command.words.hasSuffix("Stopped") || command.words.hasSuffix("Closed")
        let result = try await FakeServer.run(isLater ? GoldenServer.answerWithAll : GoldenServer.answer) { server in
            await Command.run(
                command.words.split(separator: " ").map(String.init), environment: ["CUPS_USER": "root"],
                server: server.address)
        }

        #expect(result == Result(output: command.output, errors: command.errors, code: command.code))
    }

    @Test("lpstat -H names the server")
    func serverName() async {
        let result = await Command.run(["lpstat", "-H"], server: "127.0.0.1:6310")

        #expect(result == Result(output: "127.0.0.1:6310\n", errors: "", code: 0))
    }
}

/// The usage, kept a second time: a slip in one of the two is seen.
enum LpstatUsageTests {
    static let golden = [
        "Usage: lpstat [options]", "Options:", "-E                      Encrypt the connection to the server",
        "-h server[:port]        Connect to the named server and port",
        "-l                      Show verbose (long) output",
        "-U username             Specify the username to use for authentication",
        "-H                      Show the default server and port", "-W completed            Show completed jobs",
        "-W not-completed        Show pending jobs",
        "-a [destination(s)]     Show the accepting state of destinations",
        "-c [class(es)]          Show classes and their member printers",
        "-d                      Show the default destination",
        "-e                      Show available destinations on the network", "-o [destination(s)]     Show jobs",
        "-p [printer(s)]         Show the processing state of destinations",
        "-r                      Show whether the CUPS server is running",
        "-R                      Show the ranking of jobs", "-s                      Show a status summary",
        "-t                      Show all status information",
        "-u [user(s)]            Show jobs queued by the current or specified users",
        "-v [printer(s)]         Show the devices for each destination", "",
    ].joined(separator: "\n")
}
