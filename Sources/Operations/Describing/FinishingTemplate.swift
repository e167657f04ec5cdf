import IPP

/// Finishings by name: the values of "finishing-template" are the keywords of the enum (PWG 5100.1 §5.2.1).
enum FinishingTemplate {
    static func name(of number: Int32) -> String? { Finishings(rawValue: number).keyword }

    /// One value of "finishings-col-database" for each.
    static func columns(of numbers: [Int32]) -> [AttributeValue] {
        numbers.compactMap { number in
            name(of: number).map { .collection([Attribute("finishing-template", .keyword($0))]) }
        }
    }

    /// The enum that a value of "finishings-col" stands for; `nil` where it says anything else.
    static func number(of value: AttributeValue) -> Int32? {
        guard case .collection(let members) = value, members.count == 1, members[0].name == "finishing-template" else {
            return nil
        }
        return members[0].stringValue.flatMap { Finishings(keyword: $0)?.rawValue }
    }
}
