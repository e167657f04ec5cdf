import IPP
import PrintModel

/// A request whose frame has been checked: version, request-id, groups, charset and language (RFC 8011 §4.1).
struct IPPRequest: Sendable {
    let message: IPPMessage
    let caller: Caller
    var document: DocumentStream

    /// Group 1; it was checked to be there.
    var operation: AttributeGroup
    /// Groups of whoever sent it, where a rule asks for them.
    var groups: Set<String> = []
    /// What became known of it on its way.
    let trail: Trail

    init(
        _ message: IPPMessage, from caller: Caller, document: DocumentStream, trail: Trail = Trail()
    ) throws {
        self.trail = trail
        self.message = message
        self.caller = caller
        self.document = document
        guard let operation = message.groups.first, operation.tag == .operation else {
            throw OperationError(.badRequest, "the request has no operation attributes")
        }
        self.operation = operation
        try RequestFrame.check(message)
    }

    var id: OperationID { OperationID(rawValue: message.code) }

    /// The Job Template attributes; an empty group where none were sent.
    var jobAttributes: AttributeGroup { message[.job] ?? AttributeGroup(.job) }
    var printerAttributes: AttributeGroup { message[.printer] ?? AttributeGroup(.printer) }

    /// The one value of an operation attribute, or `nil` where it was not sent.
    ///
    /// Throws "client-error-bad-request" when it has several values or another syntax than `Value` has.
    func value<Value>(_ name: String, _ read: (AttributeValue) -> Value?) throws -> Value? {
        guard let attribute = operation[name] else { return nil }
        guard attribute.values.count == 1, let value = attribute.values.first.flatMap(read) else {
            throw OperationError(
                .badRequest, "'\(name)' has the wrong syntax or too many values", unsupported: [attribute])
        }
        return value
    }

    func integer(_ name: String) throws -> Int32? {
        try value(name) { if case .integer(let number) = $0 { number } else { nil } }
    }

    func boolean(_ name: String) throws -> Bool? {
        try value(name) { if case .boolean(let flag) = $0 { flag } else { nil } }
    }

    func keyword(_ name: String) throws -> String? {
        try value(name) { if case .keyword(let word) = $0 { word } else { nil } }
    }

    /// A name or text, with or without its language.
    func string(_ name: String) throws -> String? {
        try value(name) { value in
            switch value {
            case .name(let string), .text(let string), .nameWithLanguage(let string, _),
                .textWithLanguage(let string, _):
                string
            default: nil
            }
        }
    }

    func uri(_ name: String) throws -> String? {
        try value(name) { if case .uri(let uri) = $0 { uri } else { nil } }
    }

    func mimeMediaType(_ name: String) throws -> String? {
        try value(name) { if case .mimeMediaType(let type) = $0 { type } else { nil } }
    }

    /// What the client calls its user: a label, never an identity.
    func userLabel() throws -> String? { try string("requesting-user-name") }
}
