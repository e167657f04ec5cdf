internal import Glibc

/// The names under which we answer: a page of another site that has its own name point at us (DNS rebinding) is refused.
///
/// Of names below `.local` that is this host's, and the one under which printers are announced: anybody on the network can
/// have another one point here by multicast.
struct HostAllowList: Sendable {
    private let names: Set<String>
    private let announced: @Sendable () -> String?

    /// - Parameters:
    ///   - aliases: further names, from the configuration; `*` allows every name.
    ///   - announced: the name under which others find this host, which may change as long as it runs.
    init(
        hostName: String = HostAllowList.ownHostName(), aliases: [String],
        announced: @escaping @Sendable () -> String? = { nil }
    ) {
        var names: Set<String> = ["localhost"]
        let short = String(hostName.prefix { $0 != "." })
        for name in [hostName, short, short.isEmpty ? "" : "\(short).local"] + aliases where !name.isEmpty {
            names.insert(Self.withoutDot(name.lowercased()))
        }
        self.names = names
        self.announced = announced
    }

    /// - Parameter authority: host and perhaps a port, as in `Host`.
    func allows(_ authority: String) -> Bool {
        guard let host = Self.host(of: authority) else { return false }
        if names.contains("*") || names.contains(host) || Self.isAddress(host) { return true }
        return announced().map { Self.withoutDot($0.lowercased()) == host } ?? false
    }

    /// The host in lower case, without brackets, port and last dot; `nil` when it is not one.
    private static func host(of authority: String) -> String? {
        let text = authority.lowercased()
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") && isPort(rest.dropFirst()) else { return nil }
            let address = text[text.index(after: text.startIndex)..<end]
            // A zone (`fe80::1%25eth0`) is read; nothing else may hide behind it.
            guard address.utf8.allSatisfy({ $0.isHostCharacter || [":", "%"].contains(UnicodeScalar($0)) }) else {
                return nil
            }
            return String(address)
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, parts.count == 1 || parts.count == 2 && isPort(parts[1]) else {
            return nil
        }
        guard first.utf8.allSatisfy({ $0.isHostCharacter }) else { return nil }
        return withoutDot(String(first))
    }

    private static func isPort(_ text: Substring) -> Bool { text.utf8.count <= 5 && text.utf8.allSatisfy(\.isDigit) }

    private static func withoutDot(_ name: String) -> String { name.hasSuffix(".") ? String(name.dropLast()) : name }

    private static func isAddress(_ host: String) -> Bool {
        var storage = [UInt8](repeating: 0, count: 16)
        let plain = host.split(separator: "%", maxSplits: 1).first.map(String.init) ?? host  // without the zone
        return inet_pton(AF_INET, plain, &storage) == 1 || inet_pton(AF_INET6, plain, &storage) == 1
    }

    static func ownHostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isHostCharacter: Bool {
        isDigit || self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") || self == UInt8(ascii: "-")
            || self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self >= 128
    }
}
