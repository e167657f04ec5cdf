/// Names with commas between, as `lpstat -p floor2,floor3` has them. Case does not count, and neither does what
/// stands behind a slash, a set of saved options.
struct NameList: Hashable, Sendable {
    private let names: [String]

    /// - Parameter text: `nil` for all there are.
    init(_ text: String?) {
        names = (text ?? "").split(separator: ",").map(String.init)
    }

    var isEverything: Bool { names.isEmpty }

    func includes(_ name: String) -> Bool {
        let name = name.lowercased()
        return isEverything || names.contains { Self.printer($0) == name }
    }

    /// Those that are no printer among `known`.
    func unknown(among known: [String]) -> [String] {
        let known = Set(known.map { $0.lowercased() })
        return names.filter { !known.contains(Self.printer($0)) }
    }

    private static func printer(_ name: String) -> String { name.prefix { $0 != "/" }.lowercased() }
}
