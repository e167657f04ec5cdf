import CCups
import PPDReading
import Workbench

/// What a PPD says does not go together: `*UIConstraints: *A a *B b`, and the newer `*cupsUIConstraints`, which takes the
/// other's place (CUPS' PPD extensions).
enum PPDConstraints {
    private static let constraintsMax = 2_000

    static func all(of file: PPDFile) -> [[PPDDescription.Term]] {
        var seen: Set<Set<PPDDescription.Term>> = []
        let newer = newer(of: file)
        // Makers write each of them twice, once in each order.
        return (newer.isEmpty ? older(of: file) : newer).filter { $0.count > 1 && seen.insert(Set($0)).inserted }
    }

    private static func older(of file: PPDFile) -> [[PPDDescription.Term]] {
        guard let first = file.contents.consts else { return [] }
        return (0..<min(max(0, Int(file.contents.num_consts)), constraintsMax)).map { place in
            let constraint = first[place]
            return [
                .init(
                    keyword: PPDFile.string(fixed: constraint.option1),
                    choice: PPDFile.string(fixed: constraint.choice1)),
                .init(
                    keyword: PPDFile.string(fixed: constraint.option2),
                    choice: PPDFile.string(fixed: constraint.choice2)),
            ]
        }
    }

    private static func newer(of file: PPDFile) -> [[PPDDescription.Term]] {
        var found: [[PPDDescription.Term]] = []
        var attribute = ppdFindAttr(file.handle, "cupsUIConstraints", nil)
        while let current = attribute, found.count < constraintsMax {
            var terms: [PPDDescription.Term] = []
            for word in PPDFile.string(current.pointee.value).split(separator: " ").prefix(40) {
                if word.hasPrefix("*") {
                    terms.append(.init(keyword: String(word.dropFirst().prefix(40)), choice: ""))
                } else if !terms.isEmpty {
                    terms[terms.count - 1].choice = String(word.prefix(40))
                }
            }
            found.append(terms)
            attribute = ppdFindNextAttr(file.handle, "cupsUIConstraints", nil)
        }
        return found
    }
}
