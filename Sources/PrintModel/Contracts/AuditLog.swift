/// What is written down about who did what (docs/AUDIT.md). Never what a document is called or what is in it, and never a
/// secret.
public struct AuditEvent: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Something was set up, or a queue run.
        case change
        /// A document was read back, or this record.
        case read
        /// Somebody's job was changed by somebody else.
        case job
        /// Somebody was refused something.
        case refusal
        /// A password or a token was wrong; or a right one was somebody's who may do more than print.
        case login
    }

    public var kind: Kind
    public var at: Moment
    /// A user's name, proved or not.
    public var who: String
    /// ``Proof``, `socket` for the kernel's word, `none` for a mere name.
    public var proof: String
    /// The address, or `localhost` for the Unix socket.
    public var host: String
    /// The operation's name, such as `Pause-Printer`.
    public var operation: String
    /// What it was about: `printer floor2`, `job 12`, `account anna`; empty where it was about the server.
    public var target: String
    /// The answer's status, such as `successful-ok`.
    public var result: String
    /// What else there is to say: the rule that decided, names of attributes that were set.
    public var detail: String
    /// The same in the server's log; empty for none.
    public var request: String

    public init(
        _ kind: Kind, at: Moment, who: String, proof: String, host: String, operation: String, target: String = "",
        result: String, detail: String = "", request: String = ""
    ) {
        self.kind = kind
        self.at = at
        self.who = who
        self.proof = proof
        self.host = host
        self.operation = operation
        self.target = target
        self.result = result
        self.detail = detail
        self.request = request
    }
}

/// Keeps events for good, each bound to the one before it, so that a change made afterwards shows.
public protocol AuditLog: Sendable {
    /// Keeps an event; returns when it is on the disk, or is known to be lost, which the log says.
    func record(_ event: AuditEvent) async

    /// Keeps an event soon, without anybody waiting. Of what anybody can cause, refusals, wrong logins and reads, only the first
    /// of each place or reader are kept, and the others counted.
    func note(_ event: AuditEvent)

    /// Records in their order, as they are kept, after number `number`; few at a time.
    func records(_ query: AuditQuery, after number: UInt64, limit: Int) async throws -> AuditPage

    /// Reads all there is and says whether it is whole.
    func verify() async throws -> AuditVerdict
}

/// An event as it is kept.
public struct AuditRecord: Hashable, Sendable {
    /// One more than that of the record before it.
    public var number: UInt64
    /// One line of JSON, at most ``octetsMax``, with the hash at its end.
    public var line: String

    public init(number: UInt64, line: String) {
        self.number = number
        self.line = line
    }

    /// What fits into one text of IPP (RFC 8011 §5.1.3).
    public static let octetsMax = 1023
}

/// Some records.
public struct AuditPage: Hashable, Sendable {
    public var records: [AuditRecord]
    /// The number after which to go on; `nil` where there are no more.
    public var next: UInt64?

    public init(records: [AuditRecord], next: UInt64?) {
        self.records = records
        self.next = next
    }
}

/// Which records somebody wants.
public struct AuditQuery: Hashable, Sendable {
    public var since: Moment?
    public var user: String?
    /// The operation's name.
    public var operation: String?

    public init(since: Moment? = nil, user: String? = nil, operation: String? = nil) {
        self.since = since
        self.user = user
        self.operation = operation
    }
}

/// What reading all records has shown.
public struct AuditVerdict: Hashable, Sendable {
    /// Of those that are kept; 0 for none.
    public var first: UInt64
    public var last: UInt64
    /// The hash of the last record, in hexadecimal: whoever wrote it down elsewhere can tell later whether records were cut
    /// off.
    public var head: String
    /// The number of the first record that is not as it was, and what is wrong with it; `nil` where all is well.
    public var fault: Fault?

    public struct Fault: Hashable, Sendable {
        public var number: UInt64
        public var reason: String

        public init(number: UInt64, reason: String) {
            self.number = number
            self.reason = reason
        }
    }

    public init(first: UInt64, last: UInt64, head: String, fault: Fault? = nil) {
        self.first = first
        self.last = last
        self.head = head
        self.fault = fault
    }
}

/// For a house that keeps no record.
public struct NoAudit: AuditLog {
    public init() {}
    public func record(_ event: AuditEvent) async {}
    public func note(_ event: AuditEvent) {}
    public func records(_ query: AuditQuery, after number: UInt64, limit: Int) async throws -> AuditPage {
        AuditPage(records: [], next: nil)
    }
    public func verify() async throws -> AuditVerdict { AuditVerdict(first: 0, last: 0, head: "") }
}
