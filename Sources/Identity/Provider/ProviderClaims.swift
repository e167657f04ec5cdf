internal import JWTKit

/// What a token says, whatever its claims are called.
struct ProviderClaims: JWTPayload {
    let all: [String: ClaimValue]

    init(from decoder: any Decoder) throws {
        all = try decoder.singleValueContainer().decode([String: ClaimValue].self)
    }

    init(_ all: [String: ClaimValue]) { self.all = all }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(all)
    }

    /// Looked at by whoever knows what is wanted, and what time it is.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    func text(_ name: String) -> String? { if case .text(let text)? = all[name] { text } else { nil } }

    /// Of a list, or of one text with spaces between them.
    func names(_ name: String) -> [String] {
        switch all[name] {
        case .text(let text): text.split(separator: " ").map(String.init)
        case .texts(let texts): texts
        default: []
        }
    }

    /// "aud" is a text or a list (RFC 7519 §4.1.3).
    var audiences: [String] {
        switch all["aud"] {
        case .text(let text): [text]
        case .texts(let texts): texts
        default: []
        }
    }

    /// Seconds since 1970 (RFC 7519 §2, NumericDate).
    func moment(_ name: String) -> Double? { if case .number(let number)? = all[name] { number } else { nil } }
}

enum ClaimValue: Codable, Hashable, Sendable {
    case text(String)
    case texts([String])
    case number(Double)
    /// What nobody here looks at.
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let texts = try? container.decode([String].self) {
            self = .texts(texts)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .other
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .texts(let texts): try container.encode(texts)
        case .number(let number): try container.encode(number)
        case .other: try container.encodeNil()
        }
    }
}
