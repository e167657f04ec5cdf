import IPP

/// What a request line points at (RFC 9112 §3.2): `/path?query`, `http://authority/path?query`, or `*`.
struct HTTPTarget: Hashable {
    /// Percent-decoded UTF-8 without control characters and `..`; begins with `/`, or is `*`.
    let path: String
    let query: String?
    let authority: String?

    init(parsing target: ArraySlice<UInt8>, method: String) throws(HTTPRefusal) {
        guard target.allSatisfy({ $0 > 32 && $0 != 127 }) else {
            throw .badRequest("a control character in the target")
        }
        if method == "OPTIONS", target.elementsEqual("*".utf8) {
            (path, query, authority) = ("*", nil, nil)
            return
        }
        let (authority, rest) = try Self.splitAuthority(of: target)
        let parts = rest.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = try Self.decodePath(parts.first ?? rest)
        query = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
        self.authority = authority
    }

    /// `http`, `https`, `ipp` and `ipps` are all read: printers' addresses are written with each of them.
    private static func splitAuthority(
        of target: ArraySlice<UInt8>
    ) throws(HTTPRefusal) -> (authority: String?, rest: ArraySlice<UInt8>) {
        if target.first == UInt8(ascii: "/") { return (nil, target) }
        for scheme in ["http://", "https://", "ipp://", "ipps://"]
        where target.count > scheme.utf8.count && zip(target, scheme.utf8).allSatisfy({ $0.lowercased == $1 }) {
            let rest = target.dropFirst(scheme.utf8.count)
            let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
            guard end > rest.startIndex else { break }
            let path =
                end < rest.endIndex && rest[end] == UInt8(ascii: "/")
                ? rest[end...] : [UInt8(ascii: "/")] + rest[end...]
            return (String(decoding: rest[..<end], as: UTF8.self), path)
        }
        throw .badRequest("a target that is no path")
    }

    private static func decodePath(_ encoded: ArraySlice<UInt8>) throws(HTTPRefusal) -> String {
        guard let decoded = PercentEncoding.decoded(encoded) else { throw .badRequest("a bad percent-encoding") }
        let slash = UInt8(ascii: "/")
        // A coded `/` would be one segment to the client and two to us.
        guard decoded.count(where: { $0 == slash }) == encoded.count(where: { $0 == slash }) else {
            throw .badRequest("a coded slash in the path")
        }
        guard decoded.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
            throw .badRequest("a control character in the path")
        }
        guard let path = String(validating: decoded, as: UTF8.self) else { throw .badRequest("the path is not UTF-8") }
        guard !path.utf8.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) }) else {
            throw .badRequest("the path climbs")
        }
        return path
    }
}
