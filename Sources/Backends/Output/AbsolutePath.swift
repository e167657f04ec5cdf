/// A path from the top, as the names of folders: without `.`, `..` and empty ones.
struct AbsolutePath: Hashable, Sendable {
    var names: [String]

    init(names: [String]) { self.names = names }

    init(_ text: String) { names = text.split(separator: "/").map(String.init) }

    var text: String { "/" + names.joined(separator: "/") }

    func isInside(_ other: AbsolutePath) -> Bool { names.starts(with: other.names) }

    static func + (lhs: AbsolutePath, rhs: [String]) -> AbsolutePath { AbsolutePath(names: lhs.names + rhs) }
}
