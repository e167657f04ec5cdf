import Testing

@testable import PPDReading

@Suite("Names, JCL and filters")
struct NamesTests {
    @Test(
        "Choices of PPDs by their IPP names",
        arguments: [
            ("sides", "DuplexNoTumble", "two-sided-long-edge"), ("sides", "None", "one-sided"),
            ("print-color-mode", "KGray", "monochrome"), ("print-color-mode", "CMYK", "color"),
            ("media-source", "ManualFeed", "manual"), ("media-source", "Tray3", "tray-3"),
            ("media-source", "LowerLeftTray2", "lower-left-tray-2"), ("media-source", "1stTray", "1-st-tray"),
            ("media-type", "Plain", "stationery"), ("media-type", "ExtraHeavy", "extra-heavy"),
            ("output-bin", "Upper", "top"), ("print-quality", "Draft", "3"),
            ("printer-resolution", "600x300dpi", "600x300dpi"),
        ])
    func names(attribute: String, choice: String, name: String) {
        #expect(OptionNames.name(of: choice, for: attribute) == name)
    }

    @Test(
        "What is no resolution, and what has no name", arguments: ["0dpi", "600", "dpi", "99999dpi", "6x6x6dpi", "x"])
    func noResolution(choice: String) {
        #expect(OptionNames.resolution(choice) == nil)
        #expect(OptionNames.name(of: "Sideways", for: "sides") == nil)
        #expect(OptionNames.name(of: "///", for: "media-source") == nil)
    }

    @Test("A job of PJL has our name, and no quote of a title gets out of it")
    func jobName() {
        let begin = Array("\u{1B}%-12345X@PJL JOB\n@PJL SET X=1".utf8)
        let start = String(
            decoding: JobControl.start(begin, title: "a\"\r\n@PJL RESET\u{1B}", user: "ånna"), as: UTF8.self)

        #expect(
            start
                == "\u{1B}%-12345X@PJL\n@PJL SET X=1\n@PJL JOB NAME = \"a___@PJL RESET_\"\n@PJL SET USERNAME = \"__nna\"\n"
        )
        #expect(String(decoding: JobControl.end(begin, []), as: UTF8.self).contains("@PJL EOJ"))
        #expect(JobControl.start([0x1B, 0x45], title: "x", user: "y") == [0x1B, 0x45])
    }

    @Test("Hexadecimal octets of JCL, and what only looks like them")
    func hexadecimal() {
        #expect(JobControl.decoded(Array("<1B>%-1<0d 0A>".utf8)) == Array("\u{1B}%-1\r\n".utf8))
        for text in ["<<a>>", "<1>", "<zz>", "<", "a<b"] {
            #expect(JobControl.decoded(Array(text.utf8)) == Array(text.utf8))
        }
    }

    @Test(
        "Lines of a filter's standard error",
        arguments: [
            ("PAGE: 3 2", FilterMessage.page(3, copies: 2)), ("ERROR: no toner", .error("no toner")),
            ("WARNING: low", .warning("low")), ("DEBUG: x", .log("DEBUG: x")), ("whatever", .log("whatever")),
            ("PAGE: total 9", .log("PAGE: total 9")), ("PAGE: -1 1", .log("PAGE: -1 1")),
            ("ERROR: a\u{1B}[2Jb", .error("a [2Jb")), ("", .log("")),
        ])
    func filterLines(line: String, message: FilterMessage) {
        #expect(FilterMessage(line.utf8) == message)
    }
}
