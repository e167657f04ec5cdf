import FoundationEssentials
import Logging
import Testing

@testable import FrontDoor

@Suite("The access log")
struct AccessLogTests {
    private func entry(_ path: String, user: String? = nil) -> AccessLog.Entry {
        AccessLog.Entry(
            host: "10.0.0.7", user: user, method: "POST", path: path, isVersion1_0: false, status: 200, octets: 219,
            operation: 0x0002, answer: 0)
    }

    @Test("A line is the Common Log Format with the operation and its status, whatever is in the path")
    func lines() throws {
        let folder = try TemporaryFolder()
        let log = try AccessLog(path: folder.path + "/access", log: Logger(label: "test"))
        log.note(entry("/printers/floor2", user: "anna"))
        log.note(entry("/a\" 200\n10.9.9.9 - root \u{1B}é"))
        log.close()

        let lines = try String(contentsOfFile: folder.path + "/access", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("10.0.0.7 - anna ["))
        #expect(lines[0].hasSuffix("] \"POST /printers/floor2 HTTP/1.1\" 200 219 Print-Job successful-ok"))
        #expect(lines[1].contains("\"POST /a__200_10.9.9.9_-_root___ HTTP/1.1\""))
    }

    @Test("A file that is long becomes FILE.O, and no line is lost between")
    func turned() throws {
        let folder = try TemporaryFolder()
        let log = try AccessLog(path: folder.path + "/access", fileOctetsMax: 200, log: Logger(label: "test"))
        for number in 0..<3 {
            log.note(entry("/\(number)" + String(repeating: "x", count: 150)))
            log.close()
        }

        let new = try String(contentsOfFile: folder.path + "/access", encoding: .utf8)
        let old = try String(contentsOfFile: folder.path + "/access.O", encoding: .utf8)
        #expect(new.contains("/2x"))
        #expect(old.contains("/1x"))
    }
}
