import IPP
import Testing

@Suite("The registry")
struct RegistryTests {
    @Test(
        "Operations have their numbers and names",
        arguments: [
            (OperationID.printJob, 0x0002, "Print-Job"), (.getPrinterAttributes, 0x000B, "Get-Printer-Attributes"),
            (.closeJob, 0x003B, "Close-Job"), (.getUserPrinterAttributes, 0x0066, "Get-User-Printer-Attributes"),
            (.cupsGetDefault, 0x4001, "CUPS-Get-Default"),
            (.cupsCreateLocalPrinter, 0x4028, "CUPS-Create-Local-Printer"),
        ] as [(OperationID, Int16, String)])
    func operations(operation: OperationID, number: Int16, name: String) {
        #expect(operation.rawValue == number)
        #expect(operation.name == name)
        #expect(OperationID(name: name) == operation)
    }

    @Test(
        "Statuses have their numbers and keywords",
        arguments: [
            (StatusCode.ok, 0x0000, "successful-ok"), (.badRequest, 0x0400, "client-error-bad-request"),
            (.requestValueTooLong, 0x0409, "client-error-request-value-too-long"),
            (.versionNotSupported, 0x0503, "server-error-version-not-supported"),
            (.cupsSeeOther, 0x0280, "cups-see-other"),
            (.okIgnoredOrSubstitutedAttributes, 0x0001, "successful-ok-ignored-or-substituted-attributes"),
        ] as [(StatusCode, Int16, String)])
    func statuses(status: StatusCode, number: Int16, keyword: String) {
        #expect(status.rawValue == number)
        #expect(status.keyword == keyword)
        #expect(StatusCode(keyword: keyword) == status)
    }

    @Test("What has no name is described by its number")
    func unnamed() {
        #expect("\(OperationID(rawValue: 0x3FFF))" == "0x3FFF")
        #expect("\(StatusCode(rawValue: -1))" == "0xFFFF")
        #expect("\(JobState(rawValue: 99))" == "99")
    }

    @Test("Enums have the numbers of their keywords")
    func enums() {
        #expect(JobState.completed.rawValue == 9)
        #expect(JobState.pendingHeld.keyword == "pending-held")
        #expect(PrinterState(keyword: "stopped") == .stopped)
        #expect(Orientation.reversePortrait.rawValue == 6)
        #expect(PrintQuality.registered == [.draft, .normal, .high])
        #expect(Finishings.stapleTopLeft.rawValue == 20)
        #expect(Finishings.nothing.keyword == "none")
        #expect(GroupTag.job.name == "job-attributes-tag")
    }

    @Test("An attribute is found with its syntax, bounds, groups and specification")
    func attributes() throws {
        let copies = try #require(Registry.attribute(named: "copies"))
        let rule = try #require(copies.rules.first)
        #expect(copies.rules.count == 1)
        #expect((rule.syntax, rule.minimum, rule.maximum) == (.integer, 1, .max))
        #expect(!copies.isSet)
        #expect(copies.groups == [.jobTemplate, .documentTemplate])
        #expect(copies.specification == "RFC 8011")

        let media = try #require(Registry.attribute(named: "media"))
        #expect(media.syntaxes == [.keyword, .name])

        let priority = try #require(Registry.attribute(named: "job-priority"))
        #expect(priority.rules.first?.maximum == 100)

        #expect(Registry.attribute(named: "job-state", in: .jobStatus)?.outOfBand == [.unknown])
        #expect(Registry.attribute(named: "job-state", in: .printerStatus) == nil)
        #expect(Registry.attribute(named: "no-such-attribute") == nil)
        #expect(Registry.attribute(named: "printer-info")?.rules.first?.maximum == 127)
    }

    @Test("The attributes of a group can be listed")
    func groups() {
        let template = Registry.attributeNames(in: .jobTemplate)

        #expect(template.contains("copies") && template.contains("media-col"))
        #expect(!template.contains("media-supported"))
        #expect(Registry.attributeNames(in: .printerDescription).contains("media-supported"))
    }

    @Test("Members of collections are found, borrowed ones too")
    func members() throws {
        let dimension = try #require(Registry.member("x-dimension", of: "media-col/media-size"))
        #expect(dimension.path == "media-col/media-size/x-dimension")
        #expect(dimension.name == "x-dimension")
        #expect(Registry.members(of: "media-col").contains("media-size"))
        #expect(Registry.members(of: "media-col-default").contains("media-size"))
        #expect(Registry.member("media-type", of: "media-col-default")?.path == "media-col/media-type")
        #expect(Registry.member("copies", of: "overrides")?.path == "copies")
        #expect(Registry.members(of: "overrides").contains("pages"))
        #expect(Registry.members(of: "copies").isEmpty)
    }

    @Test("Each collection xxx-default, xxx-actual, xxx-ready and xxx-database has the members of xxx")
    func variants() {
        for name in RegistryGroup.allCases.flatMap({ Registry.attributeNames(in: $0) }) {
            for suffix in ["-default", "-actual", "-ready", "-database"] where name.hasSuffix(suffix) {
                let base = Set(Registry.members(of: String(name.dropLast(suffix.count))))
                #expect(base.isSubset(of: Registry.members(of: name)), "\(name)")
            }
        }
        #expect(Registry.members(of: "materials-col-default").contains("material-name"))
    }

    @Test("Keywords are found, also by way of the attribute they belong to")
    func keywords() {
        #expect(Registry.keywords(of: "sides") == ["one-sided", "two-sided-long-edge", "two-sided-short-edge"])
        #expect(Registry.keywords(of: "sides-supported") == Registry.keywords(of: "sides"))
        #expect(Registry.keywords(of: "printer-state-reasons").contains("media-jam"))
        #expect(!Registry.keywords(of: "media").contains("iso-a4"))
        #expect(Registry.keywords(of: "media", includingObsolete: true).contains("iso-a4"))
        #expect(Registry.keywords(of: "no-such-attribute").isEmpty)
    }

    @Test("Values are held against what is registered")
    func faults() throws {
        let copies = try #require(Registry.attribute(named: "copies"))
        #expect(copies.fault(in: [.integer(1)]) == nil)
        #expect(copies.fault(in: [.integer(0)]) == .outOfRange(index: 0))
        #expect(copies.fault(in: [.enum(1)]) == .wrongSyntax(index: 0))
        #expect(copies.fault(in: [.integer(1), .integer(2)]) == .tooManyValues)
        #expect(copies.fault(in: [.outOfBand(.noValue)]) == .wrongSyntax(index: 0))

        let ranges = try #require(Registry.attribute(named: "page-ranges"))
        let backwards = AttributeValue.rangeOfInteger(IntegerRange(5, 1))
        #expect(ranges.fault(in: [.rangeOfInteger(IntegerRange(1, 2)), backwards]) == .outOfRange(index: 1))

        let info = try #require(Registry.attribute(named: "printer-info"))
        #expect(info.fault(in: [.text(String(repeating: "x", count: 128))]) == .tooLong(index: 0))
        #expect(info.fault(in: [.textWithLanguage("x", language: "de")]) == nil)
    }

    @Test("Every registered attribute has at least one syntax, or is a member without one")
    func wholeTable() {
        for group in RegistryGroup.allCases {
            for name in Registry.attributeNames(in: group) {
                #expect(Registry.attribute(named: name, in: group)?.rules.isEmpty == false, "\(name)")
            }
        }
    }
}
