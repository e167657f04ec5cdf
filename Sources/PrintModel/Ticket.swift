public import IPP

/// What a client asks for when it makes a job, checked against what the printer can do.
public struct Ticket: Hashable, Sendable {
    public var printer: PrinterID
    /// "job-name", at most 255 octets.
    public var name: String
    public var owner: Owner
    /// 1 (lowest) to 100 (highest) (RFC 8011 §5.2.1).
    public var priority: Int
    public var hold: Hold
    /// Everything else that was asked for or said, as it came: Job Template attributes and the operation attributes
    /// that the job keeps ("job-name", "document-name-supplied", "client-info" …).
    public var attributes: AttributeGroup
    public var terms = JobTerms()
    /// Whether it takes its place among the jobs of other users in turn (``FairTurns``), and not behind all of them.
    public var takesTurns = false
    /// What its device wants to hear, given with the job ("auth-info"): sealed where it lies, and forgotten with its end.
    public var deviceSecret: DeviceSecret?
    /// What opens its encrypted documents ("document-password"): sealed where it lies, and forgotten with its end.
    public var documentPassword: [UInt8]?
    /// A client that sends the same key again gets the same job; `nil` when it sent none.
    public var idempotencyKey: String?

    public init(
        printer: PrinterID, name: String, owner: Owner, priority: Int = 50, hold: Hold = .none,
        attributes: AttributeGroup = AttributeGroup(.job), idempotencyKey: String? = nil
    ) {
        self.printer = printer
        self.name = name
        self.owner = owner
        self.priority = priority
        self.hold = hold
        self.attributes = attributes
        self.idempotencyKey = idempotencyKey
    }
}

extension Ticket {
    /// The attribute that opens an encrypted document (PWG 5100.13): kept sealed with the job until it is finished, shown to
    /// nobody (``DeviceSecretStore/opened(_:)``).
    public static let passwordAttribute = "document-password"

    /// What the job keeps the password of one of its documents under.
    public static func passwordAttribute(ofDocument number: Int) -> String { "\(passwordAttribute);\(number)" }

    public static func isPassword(_ name: String) -> Bool {
        name == passwordAttribute || name.hasPrefix("\(passwordAttribute);")
    }
}

extension AttributeGroup {
    /// Adds the pages of a document to "job-pages" (PWG 5100.7).
    public mutating func add(pages: Int) {
        let before = self["job-pages"]?.integerValue ?? 0
        let (sum, isTooMany) = before.addingReportingOverflow(Int32(clamping: pages))
        attributes.removeAll { $0.name == "job-pages" }
        attributes.append(Attribute("job-pages", .integer(isTooMany ? .max : sum)))
    }
}
