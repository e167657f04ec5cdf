import IPP

/// The requests that are measured, as octets on the wire.
struct Requests {
    let port: UInt16
    let path: String

    func printJob(octets: Int, hold: Bool = false) -> [UInt8] {
        var attributes = [
            Attribute("job-name", .name("bench")),
            Attribute("document-format", .mimeMediaType("application/octet-stream")),
        ]
        attributes.insert(Attribute("requesting-user-name", .name("bench")), at: 0)
        let line = Array("The quick brown fox jumps over the lazy dog 0123456789 ABCDEFGHI\n".utf8)
        let document = (0..<octets).map { line[$0 % line.count] }
        let job = hold ? [AttributeGroup(.job, [Attribute("job-hold-until", .keyword("indefinite"))])] : []
        return http(message(.printJob, attributes, job) + document)
    }

    func getPrinterAttributes() -> [UInt8] { http(message(.getPrinterAttributes, [])) }

    func getJobs(limit: Int32) -> [UInt8] {
        http(
            message(
                .getJobs,
                [
                    Attribute("limit", .integer(limit)),
                    Attribute(
                        "requested-attributes",
                        ["job-id", "job-name", "job-state", "job-originating-user-name"].map { .keyword($0) }),
                ]))
    }

    /// Head and message of a Print-Job whose document follows in chunks.
    func chunkedPrintJob() -> [UInt8] {
        let message = message(.printJob, [Attribute("requesting-user-name", .name("bench"))])
        let head =
            "POST \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Type: application/ipp\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n\(String(message.count, radix: 16))\r\n"
        return Array(head.utf8) + message + Array("\r\n".utf8)
    }

    private func message(
        _ operation: OperationID, _ attributes: [Attribute], _ groups: [AttributeGroup] = []
    ) -> [UInt8] {
        let frame = [
            Attribute("attributes-charset", .charset("utf-8")),
            Attribute("attributes-natural-language", .naturalLanguage("en")),
            Attribute("printer-uri", .uri("ipp://localhost:\(port)\(path)")),
        ]
        return IPPMessage(
            code: operation.rawValue, requestID: 1, groups: [AttributeGroup(.operation, frame + attributes)] + groups
        ).encoded()
    }

    private func http(_ body: [UInt8]) -> [UInt8] {
        let head =
            "POST \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Type: application/ipp\r\n"
            + "Content-Length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }
}
