import Foundation
import IPP
import Testing

@testable import quire

@Suite("JSON that quirectl writes")
struct ControlSchemaTests {
    /// docs/json, from where this file is.
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/json")

    private static func schema(of kind: String) throws -> JSON {
        let text = try String(contentsOf: folder.appendingPathComponent("\(kind).schema.json"), encoding: .utf8)
        return try #require(JSON(parsing: text))
    }

    /// A file of our own to add.
    private static let ppd = folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("ppd/Quire-Generic-PS.ppd").path

    private static let moment = AttributeValue.dateTime(IPPDateTime(secondsSince1970: Command.now))

    /// One that was set and has stopped somebody, and one that is as it comes.
    private static let limits = Attribute(
        "quire-limits",
        [
            (name: "document-bytes", value: "5368709120", isSet: true, hits: Int32(3)),
            (name: "jobs-per-user", value: "0", isSet: false, hits: 0),
        ].map { limit in
            .collection([
                Attribute("limit-name", .keyword(limit.name)), Attribute("limit-value", .text(limit.value)),
                Attribute("limit-default", .text("1073741824")),
                Attribute("limit-unit", .text(limit.name.hasSuffix("bytes") ? "bytes" : "")),
                Attribute("limit-is-set", .boolean(limit.isSet)), Attribute("limit-hits", .integer(limit.hits)),
                Attribute("limit-bounds", .text("one document")),
                Attribute("limit-zero", .text(limit.name == "jobs-per-user" ? "no limit" : "")),
            ])
        })

    private static let server: FakeServer.Answer = { request in
        let printer = AttributeGroup.printer(
            "floor2", Attribute("printer-state-reasons", .keyword("connecting-to-device")),
            Attribute("printer-is-accepting-jobs", .boolean(true)), Attribute("queued-job-count", .integer(3)),
            Attribute("printer-state-change-date-time", moment), Attribute("printer-type", .enum(4)),
            Attribute("printer-uri-supported", .uri("ipp://a/printers/floor2")),
            Attribute("sides-supported", .keyword("one-sided")),
            Attribute("copies-supported", .rangeOfInteger(IntegerRange(1, 9))),
            Attribute("marker-names", .name("Black")), Attribute("marker-levels", .integer(-2)))
        let job = AttributeGroup.job(
            412, "A", of: "anna", on: "floor2", state: .pendingHeld, Attribute("date-time-at-creation", moment),
            Attribute("date-time-at-completed", .outOfBand(.noValue)),
            Attribute("job-impressions", .outOfBand(.unknown)),
            Attribute("job-state-reasons", .keyword("job-hold-until-specified")))
        switch request.operation {
        case .quireFindPrinters:
            return .answer(
                .ok, nil,
                AttributeGroup(
                    .printer,
                    [
                        Attribute("printer-name", .name("Hall_2")), Attribute("device-info", .text("Hall 2")),
                        Attribute("device-uri", [.uri("ipps://10.0.0.7/ipp/print"), .uri("socket://10.0.0.7")]),
                    ]))
        case .cupsGetDefault, .cupsGetPrinters, .getPrinterAttributes:
            let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment
            return name == "nope" ? .answer(.notFound) : .answer(.ok, nil, printer)
        case .getJobs: return .answer(.ok, nil, job)
        case .getJobAttributes:
            let isThere = request[.operation, "job-uri"]?.stringValue?.hasSuffix("/412") == true
            return isThere ? .answer(.ok, nil, job) : .answer(.notFound)
        case .cupsGetDevices:
            return .answer(.ok, nil, AttributeGroup(.printer, [Attribute("device-uri", .uri("usb://a"))]))
        case .quireProbeDevice:
            return .answer(
                .ok, nil,
                AttributeGroup(
                    .printer,
                    [Attribute("device-uri", .uri("usb://a")), Attribute("quire-device-state", .keyword("ready"))]))
        case .cupsGetPPDs, .quireAddDriver, .quireApproveDriver:
            return .answer(
                .ok, nil,
                AttributeGroup(
                    .printer,
                    [
                        Attribute("ppd-name", .name("acme.ppd")), Attribute("ppd-make-and-model", .text("Acme")),
                        Attribute("ppd-type", .keyword("postscript")),
                        Attribute("quire-driver-refused", .text("line 4: *FoomaticRIPCommandLine: id: a command")),
                    ]))
        case .quireGetAccounts:
            return .answer(
                .ok, nil,
                AttributeGroup(
                    .system,
                    [
                        Attribute("quire-account-name", .name("anna")),
                        Attribute("quire-account-role", .keyword("user")),
                        Attribute("quire-account-is-enabled", .boolean(true)),
                        Attribute("quire-account-created-at", moment),
                    ]))
        case .quireGetQuotas:
            return .answer(
                .ok, nil,
                AttributeGroup(
                    .system,
                    [
                        Attribute("printer-name", .name("floor2")), Attribute("quire-quota-user", .name("anna")),
                        Attribute("job-page-limit", .integer(100)), Attribute("quire-quota-pages-used", .integer(7)),
                        Attribute("quire-quota-is-reached", .boolean(false)), Attribute("quire-quota-since", moment),
                    ]))
        case .quireGetAccounting:
            return .answer(
                .ok, nil,
                AttributeGroup(
                    .system,
                    [
                        Attribute("quire-accounting-user", .name("anna")),
                        Attribute("quire-accounting-account", .name("4711")),
                        Attribute("quire-accounting-jobs", .integer(3)),
                        Attribute("quire-accounting-impressions", .integer(12)),
                    ]))
        case .quireGetTokens, .quireCreateToken:
            return .answer(
                .ok, nil,
                AttributeGroup(
                    .system,
                    [
                        Attribute("quire-token-id", .name("k3m9qx2a")), Attribute("quire-account-name", .name("anna")),
                        Attribute("quire-token-scopes", .keyword("read")),
                        Attribute("quire-token-secret", .text("quire_k3m9qx2a_00")),
                        Attribute("quire-token-expires-at", .outOfBand(.noValue)),
                    ]))
        case .getSystemAttributes: return .answer(.ok, nil, AttributeGroup(.system, [limits]))
        case .cupsGetDocument:
            return .answer(.ok, nil, AttributeGroup(.job, [Attribute("document-format", .mimeMediaType("text/plain"))]))
        case .printJob: return .answer(.ok, nil, job)
        case .holdJob:
            let isThere = request[.operation, "job-uri"]?.stringValue?.hasSuffix("/412") == true
            return isThere ? .answer() : .answer(.notFound)
        default: return .answer()
        }
    }

    private func run(_ line: String) async throws -> Result {
        try await FakeServer.run(Self.server) { server in
            await Command.run(["quirectl"] + line.split(separator: " ").map(String.init), server: server.address)
        }
    }

    private static let downloaded = "\(NSTemporaryDirectory())quire-\(UUID().uuidString)"

    @Test(
        "What is written is what its schema says",
        arguments: [
            ("job list", "JobList"), ("job show 412 --timeline", "JobList"), ("job show 412 --attrs", "JobList"),
            ("job submit /dev/null -P floor2", "JobList"), ("printer list", "PrinterList"),
            ("printer show floor2", "PrinterList"), ("printer default", "PrinterList"), ("job hold 412", "ChangeList"),
            ("job hold 412 413", "ChangeList"), ("job cancel 412 -n", "ChangeList"),
            ("printer pause floor2", "ChangeList"),
            ("printer set floor2 info=x", "ChangeList"), ("printer test floor2", "ChangeList"),
            ("job explain 412", "JobExplanation"), ("printer supplies", "SupplyList"),
            ("printer capabilities floor2", "CapabilityList"), ("device list", "DeviceList"),
            ("device probe usb://a", "DeviceList"), ("printer redirect floor2 off", "ChangeList"),
            ("driver list", "DriverList"), ("driver show acme.ppd", "DriverList"),
            ("driver check \(ppd)", "DriverList"), ("driver add \(ppd)", "ChangeList"),
            ("driver approve acme.ppd", "ChangeList"),
            ("server health", "HealthList"), ("server limits", "LimitList"), ("server status", "ServerStatus"),
            ("status", "ServerStatus"),
            ("version", "Version"), ("printer drain floor2 --cancel", "Drain"),
            ("user list", "UserList"), ("user show anna", "UserList"), ("user disable anna", "ChangeList"),
            ("token list", "TokenList"), ("quota show floor2", "QuotaList"),
            ("accounting --by user,account", "AccountingList"),
            ("find", "FoundPrinterList"), ("share list", "ShareList"), ("share url floor2", "ShareURL"),
            ("share on floor2 --raw9100", "ChangeList"),
            ("doctor", "DoctorReport"), ("doctor airprint floor2", "DoctorReport"),
            ("job download 412 --to \(downloaded)", "Download"),
        ])
    func output(line: String, kind: String) async throws {
        defer { if kind == "Download" { try? FileManager.default.removeItem(atPath: Self.downloaded) } }
        let result = try await run(line + " --json")
        let document = try #require(JSON(parsing: result.output), "\(result)")

        let faults = SchemaCheck.faults(of: document, try Self.schema(of: kind))

        #expect(faults.isEmpty, "\(faults) in \(result.output)")
        #expect(document["items"]?.items.isEmpty == false)
    }

    @Test("Limits are shown in units, and those alone that somebody set or that stopped somebody")
    func limits() async throws {
        let all = try await run("server limits")
        let notable = try await run("server limits --notable -o csv")

        #expect(all.output.contains("5 GiB") && all.output.contains("none"), "\(all.output)")
        #expect(notable.output.split(separator: "\n").count == 2, "\(notable.output)")
        #expect(notable.output.contains("document-bytes,5 GiB,1 GiB,3,one document"), "\(notable.output)")
    }

    @Test(
        "Errors are what their schema says", arguments: ["printer show nope", "job show 7", "job lst", "job list --x"])
    func errors(line: String) async throws {
        let result = try await run(line + " -o json")
        let document = try #require(JSON(parsing: result.errors), "\(result)")

        #expect(SchemaCheck.faults(of: document, try Self.schema(of: "Error")) == [])
        #expect(result.output.isEmpty)
    }

    @Test("The check finds what is wrong")
    func check() throws {
        let schema = try Self.schema(of: "ChangeList")
        for text in [
            #"{"schema":"quire/v2","kind":"ChangeList","items":[]}"#, #"{"schema":"quire/v1","kind":"ChangeList"}"#,
            #"{"schema":"quire/v1","kind":"ChangeList","items":[{"target":4,"done":"x"}]}"#,
            #"{"schema":"quire/v1","kind":"ChangeList","items":[{"target":"4"}]}"#,
            #"{"schema":"quire/v1","kind":"ChangeList","items":[{"target":"4","odd":"x"}]}"#,
        ] {
            #expect(!SchemaCheck.faults(of: try #require(JSON(parsing: text)), schema).isEmpty, "\(text)")
        }
    }

    @Test("JSON is read as it was written, and nothing else is")
    func parsing() {
        let text = #"{"a":[1,-2,true,false,null,"x\"\\\n"],"b":{}}"#
        #expect(JSON(parsing: text)?.text == text)
        #expect(JSON(parsing: #""\u00e4\ud83d\ude00""#) == .string("ä😀"))
        for wrong in [
            "", "{", "[1,]", "{\"a\"}", "\"\\x\"", "\"\\ud83d\"", "1 2", "tru", String(repeating: "[", count: 99_999),
        ] {
            #expect(JSON(parsing: wrong) == nil)
        }
    }
}

/// The part of JSON Schema (2020-12) that the documents in docs/json use.
enum SchemaCheck {
    static func faults(of value: JSON, _ schema: JSON, at path: String = "$") -> [String] {
        var faults: [String] = []
        if let constant = schema["const"], constant != value { faults.append("\(path) is not \(constant.text)") }
        if let options = schema["enum"]?.items, !options.contains(value) { faults.append("\(path) is \(value.text)") }
        if let types = schema["type"] {
            let names = types.string.map { [$0] } ?? types.items.compactMap(\.string)
            if !names.contains(type(of: value)) { faults.append("\(path) is no \(names.joined(separator: " or "))") }
        }
        switch value {
        case .array(let items):
            guard let schema = schema["items"] else { break }
            for (place, item) in items.enumerated() { faults += self.faults(of: item, schema, at: "\(path)[\(place)]") }
        case .object(let members): faults += self.faults(of: members, schema, at: path)
        default: break
        }
        return faults
    }

    private static func faults(of members: [JSON.Member], _ schema: JSON, at path: String) -> [String] {
        var faults: [String] = []
        for name in (schema["required"]?.items ?? []).compactMap(\.string)
        where !members.contains(where: { $0.name == name }) {
            faults.append("\(path) lacks \(name)")
        }
        if case .number(let least)? = schema["minProperties"], members.count < least {
            faults.append("\(path) has too little")
        }
        if case .number(let most)? = schema["maxProperties"], members.count > most {
            faults.append("\(path) has too much")
        }
        let others = schema["additionalProperties"]
        for member in members {
            let place = "\(path).\(member.name)"
            if let known = schema["properties"]?[member.name] {
                faults += self.faults(of: member.value, known, at: place)
            } else if others == .bool(false) {
                faults.append("\(place) is not known")
            } else if let others, others != .bool(true) {
                faults += self.faults(of: member.value, others, at: place)
            }
        }
        return faults
    }

    private static func type(of value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
