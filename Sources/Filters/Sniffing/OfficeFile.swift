/// Documents of office programs, as far as their beginning names them: no printer takes them, and the refusal should
/// say what was sent.
enum OfficeFile {
    static func format(of head: Head) -> String? {
        if head.has("PK\u{03}\u{04}") { return zip(head) }
        if head.has("\u{D0}\u{CF}\u{11}\u{E0}\u{A1}\u{B1}\u{1A}\u{E1}") { return compoundFile(head) }
        return nil
    }

    /// OpenDocument and EPUB put their type into the first entry, uncompressed; Microsoft's are known by their folders.
    private static func zip(_ head: Head) -> String {
        let nameOctets = Int(head.byte(26) ?? 0)
        if nameOctets == 8, head.has("mimetype", at: 30), let type = type(in: head) { return type }
        return folders.first { head.find($0.folder, within: head.bytes.count) != nil }?.format ?? "application/zip"
    }

    private static func type(in head: Head) -> String? {
        let extra = Int(head.byte(28) ?? 0) | Int(head.byte(29) ?? 0) << 8
        let octets = Int(head.littleEndian32(18) ?? 0)
        guard (1...100).contains(octets) else { return nil }
        let text = String(decoding: head.bytes.dropFirst(38 + extra).prefix(octets), as: UTF8.self)
        let isType =
            text.contains("/") && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/.+-".contains($0)) }
        return isType ? text : nil
    }

    private static let folders: [(folder: String, format: String)] = [
        ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("FixedDocumentSequence", "application/oxps"), ("FixedDocSeq", "application/oxps"),
    ]

    /// Microsoft's binary formats (MS-CFB): the names of the streams are in UTF-16, often beyond the head.
    private static func compoundFile(_ head: Head) -> String {
        let streams = [
            ("WordDocument", "application/msword"), ("Workbook", "application/vnd.ms-excel"),
            ("PowerPoint Document", "application/vnd.ms-powerpoint"),
        ]
        let found = streams.first { name, _ in
            head.find(name.map { "\($0)\0" }.joined(), within: head.bytes.count) != nil
        }
        return found?.1 ?? "application/x-ole-storage"
    }
}
