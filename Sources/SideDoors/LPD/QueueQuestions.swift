import IPP
import Operations
import PrintModel

/// Asks the server about a queue and its jobs in IPP, so that whoever asks over LPD sees and may what he would there.
struct QueueQuestions: Sendable {
    let service: any PrintService
    let caller: Caller
    let queue: String
    let limits: SideLimits

    static let jobAttributes = [
        "copies", "job-id", "job-k-octets", "job-name", "job-originating-host-name", "job-originating-user-name",
        "job-state",
    ]

    func printer() async throws -> AttributeGroup {
        let names = ["printer-name", "printer-state", "printer-state-message"].map { AttributeValue.keyword($0) }
        let answer = try await ask(.getPrinterAttributes, [Attribute("requested-attributes", names)])
        return answer[.printer] ?? AttributeGroup(.printer)
    }

    /// Those that are not finished, in the order in which they are printed.
    func jobs(user: String?) async throws -> [AttributeGroup] {
        let names = Self.jobAttributes.map { AttributeValue.keyword($0) }
        let answer = try await ask(
            .getJobs,
            [
                Attribute("limit", .integer(Int32(clamping: limits.listedJobsMax))),
                Attribute("requested-attributes", names),
            ], user: user)
        return answer.groups.filter { $0.tag == .job }
    }

    func cancel(_ job: Int32, user: String) async throws {
        _ = try await ask(.cancelJob, [Attribute("job-id", .integer(job))], user: user)
    }

    /// - Throws: ``DeskRefusal`` with the server's words.
    private func ask(_ operation: OperationID, _ attributes: [Attribute], user: String? = nil) async throws
        -> IPPMessage
    {
        guard let name = PrinterName(queue) else { throw DeskRefusal("there is no such printer") }
        var group = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
                Attribute("printer-uri", .uri("ipp://localhost/printers/\(name)")),
            ])
        // "job-id" stands right behind the target (RFC 8011 §4.1.5).
        group.attributes += attributes
        if let user, !user.isEmpty {
            group.attributes.append(Attribute("requesting-user-name", .name(String(user.prefix(63)))))
        }
        let message = IPPMessage(code: operation.rawValue, requestID: 1, groups: [group])
        let answer = await service.answer(to: message.encoded(), document: DocumentStream { nil }, from: caller)
        var octets = answer.bytes
        while octets.count < Self.answerOctetsMax, let more = try await answer.rest?.next() { octets += more }
        let read = try IPPMessage.decode(octets, limits: .client).0
        // RFC 8011 §4.1.6.1: successful ones are below 0x0100.
        guard (0..<0x0100).contains(read.code) else {
            throw DeskRefusal(read[.operation]?["status-message"]?.stringValue ?? "the server refuses")
        }
        return read
    }

    /// Of a thousand jobs with long names.
    private static let answerOctetsMax = 4 << 20
}

/// Which jobs of a queue a client wants: those with these numbers, and those of these users. User names begin with no digit
/// (RFC 1179 §3.2).
struct LineFilter: Hashable, Sendable {
    var numbers: Set<Int32> = []
    var users: Set<String> = []

    init(_ operands: [String]) {
        for operand in operands {
            if let number = Int32(operand) { numbers.insert(number) } else { users.insert(operand) }
        }
    }

    func includes(_ job: AttributeGroup) -> Bool {
        if numbers.isEmpty, users.isEmpty { return true }
        return job["job-id"]?.integerValue.map(numbers.contains) ?? false
            || job["job-originating-user-name"]?.stringValue.map(users.contains) ?? false
    }
}
