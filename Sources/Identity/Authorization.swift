internal import Foundation

/// An `Authorization` field, taken apart.
enum Authorization: Hashable, Sendable {
    /// RFC 7617
    case basic(user: String, password: String)
    /// RFC 6750
    case bearer(String)

    /// Whose it says it is, for those who read later who tried; of a token its number, which is not secret.
    var claimedName: String? {
        switch self {
        case .basic(let user, _): user
        case .bearer(let text): TokenSecret(text).map { "token \($0.id)" }
        }
    }

    /// A password or a token fits in less.
    private static let octetsMax = 8 << 10

    /// `nil` for a scheme that is not taken here, and for what is none.
    init?(_ field: String) {
        guard field.utf8.count <= Self.octetsMax else { return nil }
        let parts = field.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2 else { return nil }
        let rest = parts[1].trimmingCharacters(in: .whitespaces)
        switch parts[0].lowercased() {
        case "basic":
            guard let data = Data(base64Encoded: rest),
                let text = String(validating: data, as: UTF8.self), let colon = text.firstIndex(of: ":")
            else { return nil }
            let user = String(text[..<colon])
            guard !user.isEmpty, user.utf8.count <= 255,
                !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
            else { return nil }
            self = .basic(user: user, password: String(text[text.index(after: colon)...]))
        case "bearer":
            guard rest.allSatisfy({ $0.isASCII && $0 > " " }) else { return nil }
            self = .bearer(rest)
        default: return nil
        }
    }
}
