/// What somebody may have meant who typed a name that is not there.
enum Suggestion {
    /// The name that differs least from `word`, where it differs little enough to be a slip.
    static func nearest(to word: String, in names: [String]) -> String? {
        let wanted = word.lowercased()
        let slipMax = max(1, wanted.count / 3)
        let ranked = names.map { (name: $0, distance: distance(wanted, $0.lowercased())) }
        if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= slipMax { return best.name }
        return names.first { $0.lowercased().hasPrefix(wanted) && wanted.count >= 2 }
    }

    /// Letters put in, left out, changed, or swapped with their neighbour (Damerau and Levenshtein).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(lengthMax))
        let right = Array(right.prefix(lengthMax))
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let change = last[column] + (letter == other ? 0 : 1)
                var best = min(change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }

    private static let lengthMax = 128

    /// What to say of a printer that is not there: the nearest name, and five of those that are.
    static func forPrinter(_ name: String, among printers: [String]) -> String {
        if printers.isEmpty { return "This server has no printers." }
        let guess = nearest(to: name, in: printers).map { "Did you mean \"\($0)\"? " } ?? ""
        let more = printers.count > 5 ? " and \(printers.count - 5) more" : ""
        return "\(guess)Printers here: \(printers.prefix(5).joined(separator: ", "))\(more)."
    }
}
