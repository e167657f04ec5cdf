import Foundation
import Testing

/// Documents of one job are asked for different things, listed, changed and canceled one by one, by ipptool.
@Suite("Scene: documents as objects", .serialized)
struct DocumentObjects {
    /// The lines every request begins with.
    private static let head = """
        GROUP operation-attributes-tag
        ATTR charset attributes-charset utf-8
        ATTR naturalLanguage attributes-natural-language en
        ATTR uri printer-uri $uri
        """

    private static func send(_ file: String, last: Bool, _ template: [String], expecting lines: [String] = []) -> String
    {
        """
        {
            OPERATION Send-Document
            \(head)
            ATTR integer job-id $job-id
            ATTR name requesting-user-name $user
            ATTR name document-name "\(file)"
            ATTR mimeMediaType document-format application/pdf
            ATTR boolean last-document \(last)
            GROUP document-attributes-tag
            \(template.joined(separator: "\n"))
            FILE \(file)
            STATUS successful-ok
            EXPECT document-number OF-TYPE integer IN-GROUP document-attributes-tag
            EXPECT document-state OF-TYPE enum IN-GROUP document-attributes-tag WITH-VALUE 3
            \(lines.joined(separator: "\n"))
        }

        """
    }

    private static func create(_ template: [String] = []) -> String {
        """
        {
            OPERATION Create-Job
            \(head)
            ATTR name requesting-user-name $user
            ATTR name job-name two
            GROUP job-attributes-tag
            ATTR keyword job-hold-until indefinite
            \(template.joined(separator: "\n"))
            STATUS successful-ok
            EXPECT job-id OF-TYPE integer
        }

        """
    }

    private static func request(_ operation: String, _ lines: [String], status: String = "successful-ok") -> String {
        """
        {
            OPERATION \(operation)
            \(head)
            ATTR integer job-id $job-id
            \(lines.joined(separator: "\n"))
            STATUS \(status)
        }

        """
    }

    /// Runs a test file made of these; gives back what ipptool said.
    private func ipptool(_ daemon: Daemon, _ requests: String...) throws -> Ended {
        let script = daemon.folder.appending(path: "documents.test")
        try requests.joined().write(to: script, atomically: true, encoding: .utf8)
        return try run(
            "ipptool", ["-tv", "ipp://\(daemon.address)/ipp/print/paper", script.path], server: daemon.address)
    }

    private func sample(_ name: String, pages: Int, in daemon: Daemon) throws -> String {
        let file = daemon.folder.appending(path: "\(name).pdf")
        try samplePDF(name, pages: pages).write(to: file)
        return file.path
    }

    /// Pages of the files that came out, in the order of their names.
    private func printed(_ daemon: Daemon, _ count: Int) async throws -> [Int?] {
        func files() throws -> [String] {
            guard FileManager.default.fileExists(atPath: daemon.paper.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path)
                .filter { !$0.hasPrefix(".") }.sorted()
        }
        #expect(try await eventually { try files().count >= count })
        return try files().map { name in
            let said = try run(
                "/usr/bin/qpdf", ["--show-npages", daemon.paper.appending(path: name).path], server: "")
            return Int(said.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    @Test("Each document is printed as it was asked for, and the job says what was done")
    func twoDocuments() async throws {
        let daemon = try Daemon()
        let first = try sample("first", pages: 8, in: daemon)
        let second = try sample("second", pages: 8, in: daemon)

        let said = try ipptool(
            daemon, Self.create(["ATTR integer number-up 2"]),
            Self.send(first, last: false, ["ATTR integer number-up 4", "ATTR keyword sides two-sided-long-edge"]),
            Self.send(second, last: true, ["ATTR rangeOfInteger page-ranges 1-3", "ATTR integer copies 2"]),
            Self.request("Release-Job", ["ATTR name requesting-user-name $user"]))

        #expect(said.status == 0, "\(said.output)")
        // Eight pages by four; three pages by two as the job says, twice.
        #expect(try await printed(daemon, 2) == [2, 4])
        let isDone = try await eventually {
            try run("quirectl", ["job", "list", "--all", "--json"], server: daemon.address).output.contains("completed")
        }
        #expect(isDone)
        let after = try ipptool(
            daemon,
            """
            {
                OPERATION Get-Document-Attributes
                \(Self.head)
                ATTR integer job-id 1
                ATTR integer document-number 1
                STATUS successful-ok
                EXPECT document-state OF-TYPE enum WITH-VALUE 9
                EXPECT impressions-completed WITH-VALUE 2
                EXPECT media-sheets-completed WITH-VALUE 1
                EXPECT number-up-actual WITH-VALUE 4
                EXPECT sides-actual WITH-VALUE two-sided-long-edge
                EXPECT pages WITH-VALUE 8
            }
            {
                OPERATION Get-Job-Attributes
                \(Self.head)
                ATTR integer job-id 1
                ATTR keyword requested-attributes all,job-actual
                STATUS successful-ok
                EXPECT job-impressions WITH-VALUE 4
                EXPECT job-media-sheets WITH-VALUE 3
                EXPECT job-impressions-completed WITH-VALUE 6
                EXPECT copies-actual OF-TYPE integer COUNT 2
                EXPECT number-up-actual OF-TYPE integer COUNT 2
                EXPECT page-ranges-actual WITH-VALUE 1-3
            }
            """)
        #expect(after.status == 0, "\(after.output)")
    }

    @Test("A canceled document is not printed, the job's others are, and a reprint has it again")
    func canceled() async throws {
        let daemon = try Daemon()
        let first = try sample("first", pages: 1, in: daemon)
        let second = try sample("second", pages: 3, in: daemon)
        let number = "ATTR integer document-number 1"

        let said = try ipptool(
            daemon, Self.create(), Self.send(first, last: false, []), Self.send(second, last: true, []),
            Self.request("Cancel-Document", ["ATTR name requesting-user-name $user", number]),
            Self.request(
                "Cancel-Document", ["ATTR name requesting-user-name $user", number],
                status: "client-error-not-possible"),
            Self.request(
                "Get-Document-Attributes",
                [
                    number, "EXPECT document-state WITH-VALUE 7",
                    "EXPECT document-state-reasons WITH-VALUE canceled-by-user",
                ]),
            Self.request("Release-Job", ["ATTR name requesting-user-name $user"]))

        #expect(said.status == 0, "\(said.output)")
        #expect(try await printed(daemon, 1) == [3])
        let isDone = try await eventually {
            try run("quirectl", ["job", "list", "--all", "--json"], server: daemon.address).output.contains("completed")
        }
        #expect(isDone)
        let again = try run("quirectl", ["job", "reprint", "1"], server: daemon.address)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await printed(daemon, 3).compactMap { $0 }.sorted() == [1, 3, 3])
    }

    @Test("What a document cannot be asked is refused when the job is binding, and its others are taken")
    func binding() throws {
        let daemon = try Daemon()
        let file = try sample("file", pages: 1, in: daemon)

        let said = try ipptool(
            daemon,
            Self.create().replacingOccurrences(
                of: "ATTR name job-name two", with: "ATTR name job-name two\nATTR boolean ipp-attribute-fidelity true"),
            Self.request(
                "Validate-Document",
                [
                    "ATTR name requesting-user-name $user", "GROUP document-attributes-tag",
                    "ATTR keyword sides three-sided",
                ], status: "client-error-attributes-or-values-not-supported"),
            Self.send(file, last: true, ["ATTR keyword sides two-sided-short-edge"]),
            Self.request(
                "Get-Documents",
                ["ATTR keyword requested-attributes all", "EXPECT sides WITH-VALUE two-sided-short-edge"]))

        #expect(said.status == 0, "\(said.output)")
    }
}
