import IPP
import IPPClient

extension PrintServer {
    /// The URI of a printer, as it stands in requests that are about it.
    func uri(ofPrinter name: String) -> String {
        request(.getPrinterAttributes, .printer(name))[.operation]?["printer-uri"]?.stringValue ?? ""
    }

    /// The job a printer is at, or the next one; `nil` when none waits.
    func currentJob(of printer: String) async throws -> Int32? {
        let jobs = try await jobs(of: printer, ["job-id", "job-state"])
        let printing = jobs.first { $0["job-state"]?.integerValue == JobState.processing.rawValue }
        return (printing ?? jobs.first)?["job-id"]?.integerValue
    }

    func hasPrinter(_ name: String) async throws -> Bool {
        var request = request(.getPrinterAttributes, .printer(name))
        request.ask(for: ["printer-name"])
        let answer = try await client.send(request, to: "/")
        // A name with letters that no printer can have is a bad request to some.
        if answer.status == .notFound || answer.status == .badRequest { return false }
        try answer.requireSuccess()
        return true
    }
}
