internal import PrintModel

/// Supplies as CUPS has them: lists of names, types, colours and levels, one element each ("marker-names" and its kin).
struct MarkerLists: Sendable {
    var names: [String]
    /// `waste-toner`.
    var types: [String] = []
    /// `#RRGGBB`, `none`, or several of one cartridge, one behind the other.
    var colors: [String] = []
    /// Per cent: of what is left, in a receptacle of how full it is; -1 unknown, -2 too, -3 some.
    var levels: [Int32] = []
    /// Per cent at which what is used up counts as low.
    var lowLevels: [Int32] = []
    /// Per cent at which a receptacle counts as nearly full.
    var highLevels: [Int32] = []

    /// What printers have at most; who says more is not believed.
    static let suppliesMax = 64

    var supplies: [Supply] { names.prefix(Self.suppliesMax).enumerated().map { supply($1, $0) } }

    private func supply(_ name: String, _ place: Int) -> Supply {
        func at<Element>(_ list: [Element]) -> Element? { list.indices.contains(place) ? list[place] : nil }
        let kind = Self.camelCase(at(types) ?? "other")
        let isReceptacle = kind.hasPrefix("waste")
        let level = Self.level(at(levels))
        let color = Self.color(at(colors))
        let high = Self.percent(at(highLevels)) ?? 95, low = Self.percent(at(lowLevels)) ?? 5
        return Supply(
            name: name, kind: kind, isReceptacle: isReceptacle, colorant: Self.colorants[color] ?? "none", color: color,
            // Ours is the room that is left, in a receptacle as well.
            level: isReceptacle && level >= 0 ? 100 - level : level, lowLevel: isReceptacle ? 100 - high : low)
    }

    private static func percent(_ number: Int32?) -> Int32? { number.flatMap { 0...100 ~= $0 ? $0 : nil } }

    /// -3 to 100. CUPS has -1 for unknown, and we -2, as the Printer MIB has it.
    private static func level(_ number: Int32?) -> Int32 {
        number.flatMap { 0...100 ~= $0 || $0 == -3 ? $0 : nil } ?? -2
    }

    /// `waste-toner` in CUPS is `wasteToner` in RFC 3805.
    private static func camelCase(_ word: String) -> String {
        let parts = word.split(separator: "-")
        return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func color(_ text: String?) -> String {
        guard let text, text.hasPrefix("#"), text.utf8.count >= 7, text.utf8.count <= 255,
            text.allSatisfy({ $0.isASCII && ($0.isHexDigit || $0 == "#") })
        else { return "none" }
        return text.uppercased()
    }

    private static let colorants = [
        "#000000": "black", "#00FFFF": "cyan", "#FF00FF": "magenta", "#FFFF00": "yellow", "#FF0000": "red",
        "#00FF00": "green", "#0000FF": "blue", "#FFFFFF": "white",
    ]
}
