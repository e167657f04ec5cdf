import IPP
import PrintModel

/// What an operation answers.
struct IPPResponse: Sendable {
    var status: StatusCode
    /// "status-message", at most 255 octets; empty for none.
    var message: String
    /// Operation attributes besides charset, language and status-message.
    var operationAttributes: [Attribute] = []
    var unsupported: [Attribute] = []
    /// Object groups, in order.
    var groups: [AttributeGroup] = []
    /// More object groups, page by page, so that a list of 100,000 jobs is never in memory at once.
    var pages: (@Sendable () async throws -> [AttributeGroup]?)?
    /// Come in its place, later (Get-Notifications with "notify-wait").
    var waiting: WaitingAnswers?
    /// Follows the message (CUPS-Get-Document).
    var document: DocumentStream?

    init(_ status: StatusCode = .ok, message: String = "", groups: [AttributeGroup] = []) {
        self.status = status
        self.message = message
        self.groups = groups
    }

    /// The answer to a request that was done although some of what it asked for is not supported.
    init(groups: [AttributeGroup], ignoring unsupported: [Attribute]) {
        self.init(unsupported.isEmpty ? .ok : .okIgnoredOrSubstitutedAttributes, groups: groups)
        self.unsupported = unsupported
    }

    /// The same for a request that asked for things that cannot be together as well: that weighs more (RFC 8011 §4.1.7).
    init(groups: [AttributeGroup], ignoring unsupported: [Attribute], conflicting: [Attribute]) {
        self.init(groups: groups, ignoring: unsupported + conflicting)
        if !conflicting.isEmpty { status = .okConflictingAttributes }
    }

    init(_ error: OperationError) {
        self.init(error.status, message: error.message)
        unsupported = error.unsupported
        if error.status == .documentAccessError {
            operationAttributes = [Attribute("document-access-error", .text(error.message.truncated(toOctets: 1023)))]
        }
    }

    /// The message without ``pages``: `IPPMessage` with charset and language first (RFC 8011 §4.1.4.2).
    func ippMessage(version: IPPVersion, requestID: Int32) -> IPPMessage {
        var operation = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
            ])
        if !message.isEmpty {
            operation.attributes.append(Attribute("status-message", .text(message.truncated(toOctets: 255))))
        }
        operation.attributes.append(contentsOf: operationAttributes)
        var all = [operation]
        if !unsupported.isEmpty { all.append(AttributeGroup(.unsupported, unsupported)) }
        return IPPMessage(version: version, code: status.rawValue, requestID: requestID, groups: all + groups)
    }
}

extension String {
    /// As much of it as fits into `octets` of UTF-8, cut between characters.
    func truncated(toOctets octets: Int) -> String {
        guard utf8.count > octets else { return self }
        var result = ""
        var left = octets
        for character in self {
            left -= character.utf8.count
            if left < 0 { break }
            result.append(character)
        }
        return result
    }
}
