internal import PrintModel

/// Where on the network a device is: what stands between `//` and the path of its URI.
struct NetworkPlace: Hashable, Sendable {
    /// Before the `@`; `nil` without one.
    var user: String?
    /// A name or an address, without the brackets of IPv6.
    var host: String
    var port: Int

    init(user: String? = nil, host: String, port: Int) {
        self.user = user
        self.host = host
        self.port = port
    }

    init(_ uri: DeviceURI, standardPort: Int) throws(DeviceURIProblem) {
        let example = "\(uri.scheme)://printer.example:\(standardPort)"
        guard var text = uri.authority.map({ Substring($0) }), !text.isEmpty else {
            throw DeviceURIProblem("\(uri.scheme): needs a host, as in \(example)")
        }
        if let at = text.lastIndex(of: "@") {
            user = String(text[..<at])
            text = text[text.index(after: at)...]
        }
        var rest: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else {
                throw DeviceURIProblem("'\(text)' has no ']' behind its IPv6 address")
            }
            host = String(text[text.index(after: text.startIndex)..<end])
            rest = text[text.index(after: end)...]
        } else {
            let end = text.firstIndex(of: ":") ?? text.endIndex
            host = String(text[..<end])
            rest = text[end...]
            guard rest.dropFirst().firstIndex(of: ":") == nil else {
                throw DeviceURIProblem("write an IPv6 address in brackets, as in \(uri.scheme)://[\(text)]")
            }
        }
        guard !host.isEmpty, host.utf8.count <= 255, !host.contains(where: { " /\\?#\"<>".contains($0) }) else {
            throw DeviceURIProblem("'\(host)' is no host; write \(example)")
        }
        port = standardPort
        guard !rest.isEmpty else { return }
        rest = rest.dropFirst()
        // "host:" is the standard port (RFC 3986 §3.2.3).
        guard !rest.isEmpty else { return }
        guard let number = Int(rest), (1...65_535).contains(number), rest.allSatisfy(\.isNumber) else {
            throw DeviceURIProblem("'\(rest)' is no port; write a number from 1 to 65535")
        }
        port = number
    }

    /// For messages.
    var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension DeviceURI {
    /// Yes or no in the words that CUPS takes.
    func flag(_ key: String, standard: Bool) throws(DeviceURIProblem) -> Bool {
        switch option(key)?.lowercased() {
        case nil: return standard
        case "", "on", "true", "yes", "1": return true
        case "off", "false", "no", "0": return false
        case let text?: throw DeviceURIProblem("\(scheme): \(key)=\(text) must be on or off")
        }
    }

    /// Seconds, at least one.
    func seconds(_ key: String, standard: Int, most: Int) throws(DeviceURIProblem) -> Duration {
        guard let text = option(key) else { return .seconds(standard) }
        guard let number = Int(text), number >= 0 else {
            throw DeviceURIProblem("\(scheme): \(key)=\(text) must be a number of seconds")
        }
        return .seconds(min(max(number, 1), most))
    }
}
