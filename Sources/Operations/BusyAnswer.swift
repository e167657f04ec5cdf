import IPP

/// The answer to a request that is not looked at, for whoever has no time for it.
public enum BusyAnswer {
    /// "server-error-busy" (RFC 8011 Appendix B.1.5.8).
    ///
    /// - Parameter message: the request as it came, or as much of it as came.
    public static func bytes(to message: [UInt8], saying text: String) -> [UInt8] {
        let header = message.prefix(8)
        guard header.count == 8 else { return [] }
        let asked = IPPVersion(header[0], header[1])
        let requestID = header[4...].reduce(Int32(0)) { $0 << 8 | Int32($1) }
        let answer = IPPMessage(
            version: RequestFrame.answerVersion(for: asked), code: StatusCode.busy.rawValue, requestID: requestID,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("status-message", .text(text)),
                    ])
            ])
        return answer.encoded()
    }
}
