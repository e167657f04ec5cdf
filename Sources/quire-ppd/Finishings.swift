import CCups
import PPDReading

/// What a PPD has for each value of "finishings" (`*cupsIPPFinishings 4/staple: "*StapleLocation SinglePortrait"`).
enum Finishings {
    struct Finishing {
        /// The IPP enum (PWG 5100.1).
        var value: Int
        var options: [(keyword: String, choice: String)]
    }

    static func all(of file: PPDFile) -> [Finishing] {
        var found: [Finishing] = []
        var attribute = ppdFindAttr(file.handle, "cupsIPPFinishings", nil)
        while let current = attribute, found.count < 100 {
            let words = PPDFile.string(current.pointee.value).split(separator: " ")
            if let value = Int(PPDFile.string(fixed: current.pointee.spec)), (4...1023).contains(value) {
                let pairs = stride(from: 0, to: words.count - 1, by: 2).map {
                    (keyword: String(words[$0].dropFirst()), choice: String(words[$0 + 1]))
                }
                if !found.contains(where: { $0.value == value }) { found.append(.init(value: value, options: pairs)) }
            }
            attribute = ppdFindNextAttr(file.handle, "cupsIPPFinishings", nil)
        }
        return found.isEmpty ? usual(of: file) : found
    }

    /// Without that keyword: staplers and punches by the names that libcups knows them by.
    private static func usual(of file: PPDFile) -> [Finishing] {
        var found: [Finishing] = []
        for (value, keywords) in [(4, ["Stapling", "StapleLocation", "Staple"]), (5, ["Punch", "Punching"])] {
            guard let option = keywords.lazy.compactMap({ file.option($0) }).first,
                let choice = option.choices.first(where: { !["none", "off", "false"].contains($0.name.lowercased()) })
            else { continue }
            found.append(.init(value: value, options: [(option.keyword, choice.name)]))
        }
        return found
    }

    /// "finishings" as an option: numbers or keywords, by commas.
    static func values(of text: String) -> [Int] {
        text.split(separator: ",").compactMap { word in Int(word) ?? keywords[String(word)] }
    }

    private static let keywords = [
        "none": 3, "staple": 4, "punch": 5, "cover": 6, "bind": 7, "saddle-stitch": 8, "edge-stitch": 9, "fold": 10,
        "trim": 11, "booklet-maker": 13, "staple-top-left": 20, "staple-bottom-left": 21, "staple-top-right": 22,
        "staple-bottom-right": 23, "staple-dual-left": 28, "staple-dual-top": 29, "staple-dual-right": 30,
        "staple-dual-bottom": 31,
    ]
}
