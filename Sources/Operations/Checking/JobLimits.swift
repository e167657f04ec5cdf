import IPP
import PrintModel

/// How large the jobs of a queue may be, and what they have to ask for: what an administrator set, within what the server
/// takes.
struct JobLimits {
    /// Settable of a queue besides "printer-mandatory-job-attributes".
    static let settable = ["job-impressions-supported", "job-k-octets-supported", "job-media-sheets-supported"]

    /// By the name of what a client says of its job.
    let ranges: [(name: String, range: IntegerRange)]
    /// "printer-mandatory-job-attributes" (PWG 5100.13): attributes without which no job is made.
    let mandatory: [String]

    init(of printer: Printer, octetsMax: Int64) {
        let kOctetsMax = Int32(clamping: octetsMax / 1024)
        ranges = [("job-impressions", Int32.max), ("job-k-octets", kOctetsMax), ("job-media-sheets", .max)].map {
            (name, most) in
            guard case .rangeOfInteger(let set)? = printer.attributes[name + "-supported"]?.values.first else {
                return (name, IntegerRange(0, most))
            }
            return (name, IntegerRange(set.lower, min(set.upper, most)))
        }
        if case .rangeOfInteger(let set)? = printer.attributes["job-k-octets-supported"]?.values.first {
            self.octetsMax = Int64(set.upper) * 1024
        } else {
            self.octetsMax = .max
        }
        mandatory = printer.attributes["printer-mandatory-job-attributes"]?.stringValues ?? []
    }

    /// Octets of the longest document, where an administrator set a limit.
    let octetsMax: Int64

    /// Throws where the client says that its job is smaller or larger than the queue takes, or does not say what it must.
    func check(_ request: IPPRequest) throws {
        for (name, range) in ranges {
            guard let number = try request.integer(name), !range.contains(number) else { continue }
            let status: StatusCode =
                name == "job-k-octets" && number > range.upper
                ? .requestEntityTooLarge : .attributesOrValuesNotSupported
            throw OperationError(
                status, "\(name) is \(number); \(range.lower) to \(range.upper) is taken here",
                unsupported: [Attribute(name, .integer(number))])
        }
        let missing = mandatory.filter { request.operation[$0] == nil && request.jobAttributes[$0] == nil }
        guard missing.isEmpty else {
            throw OperationError(.badRequest, "jobs of this printer have to say \(missing.joined(separator: ", "))")
        }
    }
}
