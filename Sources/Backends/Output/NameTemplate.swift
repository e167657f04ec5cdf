internal import PrintModel

/// What the files of a `pdf:` printer are called: `{user}/{title}-{job}.pdf`.
///
/// Values, see ``Value``, stand in braces; a slash makes a folder. The job's number is always in the name, so that no
/// two jobs want the same one, and the document's where a job has several; `.pdf` is always its end.
struct NameTemplate: Hashable, Sendable {
    enum Value: String, CaseIterable, Hashable, Sendable {
        case user, title, job, document, printer
    }

    enum Piece: Hashable, Sendable {
        case literal(String)
        case value(Value)
    }

    /// Folders, and last the file.
    private(set) var components: [[Piece]]

    static let standard = NameTemplate(components: [[.value(.title), .literal("-"), .value(.job)]])

    private static let suffix = ".pdf"
    private static let componentsMax = 8
    /// Of the fixed text in one name.
    private static let literalOctetsMax = 100
    /// Of a whole name, without what ``OutputFile/name(serial:)`` adds.
    private static let nameOctetsMax = 240

    private init(components: [[Piece]]) { self.components = components }

    /// Throws what is wrong with `text`, for the administrator.
    init(_ text: String) throws(DeviceURIProblem) {
        components = []
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= Self.componentsMax else {
            throw DeviceURIProblem("name=\(text): at most \(Self.componentsMax - 1) folders")
        }
        for part in parts { components.append(try Self.pieces(of: part, in: text)) }
        normalise()
    }

    private static func pieces(of part: String, in text: String) throws(DeviceURIProblem) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(part)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw DeviceURIProblem("name=\(text): a brace is open and never closed")
            }
            let word = String(rest[rest.index(after: open)..<close])
            guard let value = Value(rawValue: word) else {
                let known = Value.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
                throw DeviceURIProblem("name=\(text): there is no {\(word)}; there are \(known)")
            }
            if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
            pieces.append(.value(value))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        try check(pieces, of: part, in: text)
        return pieces
    }

    private static func check(_ pieces: [Piece], of part: String, in text: String) throws(DeviceURIProblem) {
        let literals = pieces.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
        guard literals.utf8.count <= literalOctetsMax, !literals.contains("}"), !pieces.isEmpty else {
            throw DeviceURIProblem("name=\(text): '\(part)' is no name for a file or folder")
        }
        if case .literal(let first)? = pieces.first, first.hasPrefix(".") || first.hasPrefix("-") {
            throw DeviceURIProblem("name=\(text): names that begin with '.' or '-' are for unfinished and odd files")
        }
    }

    /// Makes what ``suffix`` and the job's number need to be there.
    private mutating func normalise() {
        var file = components.removeLast()
        if case .literal(let end)? = file.last, end.lowercased().hasSuffix(Self.suffix) {
            file.removeLast()
            if end.count > Self.suffix.count { file.append(.literal(String(end.dropLast(Self.suffix.count)))) }
        }
        if !(components + [file]).joined().contains(.value(.job)) { file += Self.added(.job, to: file) }
        components.append(file)
    }

    private static func added(_ value: Value, to pieces: [Piece]) -> [Piece] {
        pieces.isEmpty ? [.value(value)] : [.literal("-"), .value(value)]
    }

    /// The file for a document of `job`.
    ///
    /// - Parameter isOneOfMany: whether the document's number must be in the name.
    func file(for document: Int, isOneOfMany: Bool, of job: Job, on printer: PrinterName) -> OutputFile {
        var pieces = components
        if isOneOfMany, !pieces.joined().contains(.value(.document)), let last = pieces.indices.last {
            pieces[last] += Self.added(.document, to: pieces[last])
        }
        let values: [Value: String] = [
            .user: job.owner.user, .title: Self.title(job.name), .job: job.id.description,
            .document: String(document), .printer: printer.text,
        ]
        var names = pieces.map { Self.fill($0, with: values) }
        let stem = names.removeLast()
        return OutputFile(documents: [document], folders: names, stem: stem, suffix: Self.suffix)
    }

    /// `report.pdf` becomes `report-42.pdf`, not `report.pdf-42.pdf`.
    private static func title(_ name: String) -> String {
        name.lowercased().hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }

    /// Several long values share the room there is.
    private static func fill(_ pieces: [Piece], with values: [Value: String]) -> String {
        var valueOctetsMax = SafeName.octetsMax
        while true {
            let name = pieces.map { piece in
                switch piece {
                case .literal(let text): text
                case .value(let value): SafeName.make(values[value] ?? "", octetsMax: valueOctetsMax)
                }
            }.joined()
            if name.utf8.count <= nameOctetsMax || valueOctetsMax <= 16 { return name }
            valueOctetsMax /= 2
        }
    }
}
