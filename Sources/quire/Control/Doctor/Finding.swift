/// What one check has come to.
struct Finding: Sendable {
    enum Level: String, Sendable {
        case ok
        /// Works, but not for everybody or not for ever.
        case warning
        /// Somebody cannot print for it, or something can be lost.
        case failure
    }

    /// `clock`, `port 631`, `printer floor2`, `media-col-ready`
    let check: String
    var level: Level
    /// What it is, and what that means: one sentence.
    var text: String
    /// A command that mends it, where there is one.
    var fix: String?
    /// Where it is demanded: a standard with its section.
    var source: String?
    /// What `--fix` does; gives back what has been done, or `nil` when it could not be.
    var mend: (@Sendable () -> String?)?

    static func ok(_ check: String, _ text: String) -> Finding { Finding(check: check, level: .ok, text: text) }

    static func warning(_ check: String, _ text: String, fix: String? = nil) -> Finding {
        Finding(check: check, level: .warning, text: text, fix: fix)
    }

    static func failure(_ check: String, _ text: String, fix: String? = nil) -> Finding {
        Finding(check: check, level: .failure, text: text, fix: fix)
    }
}

extension Finding {
    static let columns: [Table.Column] = [
        .init("CHECK"), .init("RESULT"), .init("SAYS", isFlexible: true), .init("MENDED BY", isFlexible: true),
        .init("SOURCE", isFlexible: true, isWide: true),
    ]

    var item: Control.Item {
        let result: Table.Cell =
            switch level {
            case .ok: .init("ok", .green)
            case .warning: .init("warning", .yellow)
            case .failure: .init("failure", .red)
            }
        func value(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
        return Control.Item(
            name: check,
            cells: [.init(check), result, .init(text), .init(fix ?? ""), .init(source ?? "")],
            json: .object([
                .init("check", .string(check.harmless)), .init("result", .string(level.rawValue)),
                .init("message", .string(text.harmless)), .init("fix", value(fix)), .init("source", value(source)),
            ]))
    }
}
