import Foundation
import FoundationNetworking
import IPP

/// A plain HTTP client, not ours, that carries IPP: what a scene asks a daemon with.
struct IPPOverHTTP {
    let address: String
    private let session: URLSession

    init(_ address: String) {
        self.address = address
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 30
        configuration.httpMaximumConnectionsPerHost = 8
        session = URLSession(configuration: configuration)
    }

    /// The answer, and the bytes behind it.
    func send(
        _ operation: OperationID, to path: String, _ attributes: [Attribute] = [], job: [Attribute] = [],
        groups more: [AttributeGroup] = [], document: Data = Data(), user: String = "anna"
    ) async throws -> (message: IPPMessage, document: Data) {
        var groups = [
            AttributeGroup(
                .operation,
                [
                    Attribute("attributes-charset", .charset("utf-8")),
                    Attribute("attributes-natural-language", .naturalLanguage("en")),
                    Attribute(path.hasPrefix("/jobs/") ? "job-uri" : "printer-uri", .uri("ipp://\(address)\(path)")),
                    Attribute("requesting-user-name", .name(user)),
                ] + attributes)
        ]
        if !job.isEmpty { groups.append(AttributeGroup(.job, job)) }
        groups += more
        let message = IPPMessage(code: operation.rawValue, requestID: 1, groups: groups)
        var request = URLRequest(url: URL(string: "http://\(address)\(path)") ?? URL(filePath: "/"))
        request.httpMethod = "POST"
        request.setValue("application/ipp", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(message.encoded()) + document
        let (data, _) = try await session.data(for: request)
        let (answer, offset) = try IPPMessage.decode([UInt8](data), limits: .client)
        return (answer, data.dropFirst(offset))
    }

    /// Sends a document; gives back its job's number once it is acknowledged.
    func printJob(_ name: String, _ document: Data, to path: String, job: [Attribute] = []) async throws -> Int32 {
        let answer = try await send(
            .printJob, to: path, [Attribute("job-name", .name(name))], job: job, document: document
        ).message
        guard answer.status.isSuccessful, case .integer(let id)? = answer[.job]?["job-id"]?.values.first else {
            throw SceneProblem("\(answer.status): \(answer[.operation]?["status-message"]?.values.first as Any)")
        }
        return id
    }

    /// Number and name of every job of a queue.
    func jobs(of path: String, which: String = "all") async throws -> [Int32: String] {
        let answer = try await send(
            .getJobs, to: path,
            [
                Attribute("which-jobs", .keyword(which)),
                Attribute("requested-attributes", [.keyword("job-id"), .keyword("job-name")]),
            ]
        ).message
        return Dictionary(
            answer.groups.filter { $0.tag == .job }.compactMap { group in
                guard case .integer(let id)? = group["job-id"]?.values.first else { return nil }
                return (id, group["job-name"]?.values.first?.stringValue ?? "")
            }, uniquingKeysWith: { $1 })
    }

    func document(of job: Int32) async throws -> Data {
        try await send(
            .cupsGetDocument, to: "/jobs/\(job)", [Attribute("document-number", .integer(1))], user: "root"
        ).document
    }

    func addPrinter(_ name: String, _ device: String, isPaused: Bool = false) async throws {
        let uri = "ipp://\(address)/printers/\(name)"
        let operation = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
                Attribute("printer-uri", .uri(uri)),
            ])
        let printer = AttributeGroup(
            .printer,
            [
                Attribute("device-uri", .uri(device)), Attribute("printer-state", .enum(isPaused ? 5 : 3)),
                Attribute("printer-is-accepting-jobs", .boolean(true)),
            ])
        let message = IPPMessage(
            code: OperationID.cupsAddModifyPrinter.rawValue, requestID: 1, groups: [operation, printer])
        var request = URLRequest(url: URL(string: "http://\(address)/admin/") ?? URL(filePath: "/"))
        request.httpMethod = "POST"
        request.setValue("application/ipp", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(message.encoded())
        let (data, _) = try await session.data(for: request)
        let answer = try IPPMessage(decoding: [UInt8](data))
        guard answer.status.isSuccessful else {
            throw SceneProblem(
                "adding \(name): \(answer[.operation]?["status-message"]?.stringValue ?? "\(answer.status)")")
        }
    }
}
