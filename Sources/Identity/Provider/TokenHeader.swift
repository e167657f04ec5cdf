internal import FoundationEssentials

/// What stands in front of a token, before anybody knows who has written it (RFC 7515 §4.1).
///
/// Read here and not by jwt-kit's `JWTHeader`, which makes an `Int` of every whole number: one of 1e300 ends the process.
struct TokenHeader {
    let algorithm: String
    /// The key's name.
    let key: String?
    /// Whether it says that a reader has to understand more than that ("crit").
    let hasDemands: Bool

    /// `nil` for what is none.
    init?(_ token: String) {
        var text = token.prefix { $0 != "." }.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        text += Array(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let octets = Data(base64Encoded: String(text)),
            let fields = try? JSONDecoder().decode(Fields.self, from: octets)
        else { return nil }
        (algorithm, key, hasDemands) = (fields.alg, fields.kid, fields.hasCritical)
    }

    private struct Fields: Decodable {
        let alg: String
        let kid: String?
        let hasCritical: Bool

        private enum Keys: CodingKey { case alg, kid, crit }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            alg = try container.decode(String.self, forKey: .alg)
            kid = try container.decodeIfPresent(String.self, forKey: .kid)
            hasCritical = container.contains(.crit)
        }
    }
}
