internal import PrintModel

extension Document {
    /// As the printer calls its format.
    func formatThere(_ facts: IPPFacts) -> String {
        if facts.formats.isEmpty || facts.formats.contains(format) { return format }
        return facts.formats.first { $0.lowercased() == format.lowercased() } ?? "application/octet-stream"
    }
}

extension Job {
    /// "job-name" there, at most 255 octets; with a tag, found by it.
    func nameThere(_ tag: String?) -> String {
        let suffix = tag.map { " (\($0))" } ?? ""
        var kept = ""
        for character in name {
            guard kept.utf8.count + character.utf8.count + suffix.utf8.count <= 255 else { break }
            kept.append(character)
        }
        return kept + suffix
    }
}
