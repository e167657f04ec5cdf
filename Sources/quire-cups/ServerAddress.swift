/// `cups://[user:password@]HOST[:PORT]/QUEUE[?waitjob=false&encryption=required]`; without a host, this machine's server.
struct ServerAddress {
    var host: String
    var port: Int32
    var queue: String
    var user: String?
    var password: String?
    /// Whether the job is followed until it is printed.
    var follows = true
    /// Whether nothing may be sent in the clear.
    var isEncrypted = false

    static let usualPort: Int32 = 631

    init?(_ uri: String) {
        guard uri.hasPrefix("cups://") else { return nil }
        let halves = uri.dropFirst("cups://".count).split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false)
        guard let authority = parts.first else { return nil }
        // As people copy it: cups://host/printers/queue.
        let path = parts.dropFirst().filter { !$0.isEmpty }
        let names =
            path.count == 2 && ["printers", "classes"].contains(path[path.startIndex]) ? Array(path.dropFirst()) : path
        guard names.count == 1, let name = names.first.flatMap({ Self.decoded($0) }), !name.isEmpty else { return nil }
        queue = name
        (host, port) = ("", Self.usualPort)
        guard take(authority) else { return nil }
        for option in halves.count == 2 ? halves[1].split(separator: "&") : [] {
            switch option {
            case "waitjob=false": follows = false
            case "waitjob=true": follows = true
            case "encryption=required", "encryption=always": isEncrypted = true
            case "encryption=ifrequested", "encryption=never": isEncrypted = false
            default: return nil
            }
        }
    }

    private mutating func take(_ authority: Substring) -> Bool {
        var place = authority
        if let at = authority.lastIndex(of: "@") {
            let words = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = Self.decoded(words[0])
            password = words.count == 2 ? Self.decoded(words[1]) : nil
            place = authority[authority.index(after: at)...]
        }
        var portText: Substring = ""
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            host = String(place[place.index(after: place.startIndex)..<end])
            portText = place[place.index(after: end)...]
        } else if let colon = place.lastIndex(of: ":") {
            host = String(place[..<colon])
            portText = place[colon...]
        } else {
            host = String(place)
        }
        guard !portText.isEmpty else { return true }
        guard portText.hasPrefix(":"), let number = Int32(portText.dropFirst()), (1...65_535).contains(number) else {
            return false
        }
        port = number
        return true
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                value >= 0x20
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
