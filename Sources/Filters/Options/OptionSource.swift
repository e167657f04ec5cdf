internal import IPP

/// Reads options of a job, and of its queue where the job is silent, in whatever syntax they came.
struct OptionSource {
    let job: AttributeGroup
    let defaults: AttributeGroup

    func values(_ name: String) -> [AttributeValue] {
        (job[name] ?? defaults["\(name)-default"])?.values.filter { value in
            if case .outOfBand = value { false } else { true }
        } ?? []
    }

    /// `collection` where it says more than `plain`: where the job has it, or the queue and the job has neither.
    func preferred(_ collection: String, over plain: String) -> String? {
        if job[collection] != nil { return collection }
        return job[plain] == nil && !values(collection).isEmpty ? collection : nil
    }

    func value(_ name: String) -> AttributeValue? { values(name).first }

    func word(_ name: String) -> String? { value(name)?.stringValue }

    func word(_ name: String, of known: [String]) -> String? { word(name).flatMap { known.contains($0) ? $0 : nil } }

    /// Also from text: CUPS' tools send options they do not know as names.
    func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = value(name) else { return nil }
        let number = value.integerValue.map(Int.init) ?? value.stringValue.flatMap { Int($0) }
        return number.flatMap { range.contains($0) ? $0 : nil }
    }

    func flag(_ name: String) -> Bool? {
        switch value(name) {
        case .boolean(let flag)?: flag
        case let value?: value.stringValue.map { ["true", "yes", "on", "1", ""].contains($0.lowercased()) }
        case nil: nil
        }
    }

    func collection(_ name: String) -> [Attribute]? { collections(name).first }

    func collections(_ name: String) -> [[Attribute]] {
        values(name).compactMap { if case .collection(let members) = $0 { members } else { nil } }
    }
}
