/// The tables that are looked things up in while running: text in the program, read at the first question.
enum TableWriter {
    static func attributeTable(_ registrations: Registrations) -> String {
        let listed = registrations.attributes.filter { $0.name != "*" }
        let lines = listed.map { record in
            let mark =
                switch record.standing {
                case .current: ""
                case .deprecated: "-"
                case .obsolete: "!"
                }
            let words =
                [
                    record.path.joined(separator: "/"), record.groups.map(Group.letter).joined() + mark,
                    record.specification,
                ]
                + (record.syntax.isSet ? ["1setOf"] : []) + record.syntax.alternatives
            return words.joined(separator: " ")
        }
        let borrowed = Dictionary(grouping: registrations.attributes.filter { $0.name == "*" }) {
            $0.path.dropLast().joined(separator: "/")
        }
        let borrowedLines = borrowed.keys.sorted().compactMap { collection in
            // Some list their own members as borrowed from themselves, where a later standard added to them.
            let lenders = Set((borrowed[collection] ?? []).compactMap(\.lender)).subtracting([collection]).sorted()
            return lenders.isEmpty ? nil : ([collection] + lenders).joined(separator: " ")
        }
        return """
            extension Registry {
                /// A line: path, letters of the groups, specification, syntax. Read by ``RegisteredAttribute``.
                static let attributeTable = \"""
            \(indented(lines, by: 8))
                    \"""

                /// A line: a collection, then those whose members it has.
                static let borrowedMembersTable = \"""
            \(indented(borrowedLines, by: 8))
                    \"""
            }

            """
    }

    /// Keywords behind their attribute and a colon; `=` is before an attribute whose keywords count here too, `-` before
    /// a keyword no longer in use.
    static func keywordTables(_ registrations: Registrations) -> String {
        var order: [String] = []
        var words: [String: [String]] = [:]
        for record in registrations.keywords {
            let word = (record.lender.map { "=" + $0 }) ?? (record.standing == .current ? "" : "-") + record.value
            guard !word.contains(" "), record.lender != record.attribute else { continue }
            if words[record.attribute] == nil { order.append(record.attribute) }
            if words[record.attribute]?.contains(word) != true { words[record.attribute, default: []].append(word) }
        }
        let tables = stride(from: 0, to: order.count, by: 60).map { start in
            let lines = order[start..<min(start + 60, order.count)].flatMap { attribute in
                wrapped([attribute + ":"] + (words[attribute] ?? []))
            }
            return "        \"\"\"\n\(indented(lines, by: 8))\n        \"\"\","
        }
        return """
            extension Registry {
                /// Keywords behind their attribute and a colon; `=` is before an attribute whose keywords count here
                /// too, `-` before a keyword no longer in use.
                static let keywordTables: [String] = [
            \(tables.joined(separator: "\n"))
                ]
            }

            """
    }

    static func tagNames(_ registrations: Registrations) -> String {
        func table(_ records: [TagRecord]) -> String {
            indented(wrapped(records.map { "\($0.number) \($0.name)" }), by: 8)
        }
        return """
            extension Registry {
                static let groupTagNames = RegisteredNames(
                    \"""
            \(table(registrations.groupTags))
                    \""")

                static let valueTagNames = RegisteredNames(
                    \"""
            \(table(registrations.outOfBandTags + registrations.valueTags))
                    \""")
            }

            """
    }

    static func indented(_ lines: [String], by count: Int) -> String {
        lines.map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }

    /// The words in lines of at most 100 characters.
    static func wrapped(_ words: [String]) -> [String] {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + word.count < 100 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }
}
