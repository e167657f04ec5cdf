import IPP
import IPPClient

/// What another server says of its printers.
struct RemoteListing: Sendable {
    struct Queue: Hashable, Sendable {
        var info: String
        var location: String
    }

    /// By name, in lower case.
    let queues: [String: Queue]

    /// Printers of one server that are looked at. A server with more says so by not naming them all: nothing is removed then.
    static let printersMax = 5_000

    /// Whether it is all there is.
    let isWhole: Bool

    init(_ groups: [AttributeGroup]) {
        var queues: [String: Queue] = [:]
        for group in groups.prefix(Self.printersMax) {
            guard let name = group["printer-name"]?.stringValue else { continue }
            queues[name.lowercased()] = Queue(
                info: Self.text(group["printer-info"]), location: Self.text(group["printer-location"]))
        }
        self.queues = queues
        isWhole = groups.count < Self.printersMax
    }

    private static func text(_ attribute: Attribute?) -> String {
        let text = attribute?.values.first?.stringValue ?? ""
        let scalars = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
        var cleaned = String(String.UnicodeScalarView(scalars))
        // As much as "printer-info" holds (RFC 8011 §5.1.2).
        while cleaned.utf8.count > 127 { cleaned.removeLast() }
        return cleaned
    }
}

/// Asks another server for its printers: CUPS-Get-Printers, which both kinds of servers have.
struct RemoteQuestion: Sendable {
    let thread: ClientThread

    private static let patience = Duration.seconds(10)

    func listing(of server: String) async throws(RemoteProblem) -> RemoteListing {
        guard let address = ServerAddress(server) else { throw RemoteProblem("'\(server)' names no server") }
        var options = IPPClientOptions()
        options.connectTimeout = Self.patience
        options.idleTimeout = Self.patience
        let client = IPPClient(to: address, on: thread, options: options)
        let names = ["printer-info", "printer-location", "printer-name"].map { AttributeValue.keyword($0) }
        let message = IPPMessage(
            code: OperationID.cupsGetPrinters.rawValue, requestID: 1,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("limit", .integer(Int32(clamping: RemoteListing.printersMax))),
                        Attribute("requested-attributes", names),
                    ])
            ])
        let answer: IPPMessage
        do throws(IPPClientError) {
            answer = try await client.send(message, to: "/")
        } catch {
            throw RemoteProblem("\(error)")
        }
        // What servers say that have none.
        if answer.status == .notFound { return RemoteListing([]) }
        guard answer.status.isSuccessful else {
            throw RemoteProblem("it answers \(answer.status) \(answer.statusMessage)")
        }
        return RemoteListing(answer.groups.filter { $0.tag == .printer })
    }
}

struct RemoteProblem: Error, Hashable, Sendable {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
