/// One program of a ``Pipeline``.
public struct Stage: Sendable {
    /// What reasons and logs call it: "render".
    public var name: String
    public var program: Program
    /// What it reads on descriptor 4; without, /dev/null.
    public var instructions: [UInt8]?
    /// Further files it reads, as descriptors 5 to 7.
    public var attachments: [Int32: Descriptor] = [:]
    /// Which page a line says has left; see ``PageMark``.
    public var pageOf: @Sendable (StageLine) -> Int?

    public init(
        name: String, program: Program, instructions: [UInt8]? = nil,
        pageOf: @escaping @Sendable (StageLine) -> Int? = PageMark.progress
    ) {
        self.name = name
        self.program = program
        self.instructions = instructions
        self.pageOf = pageOf
    }
}

/// A line that a stage has written.
public struct StageLine: Hashable, Sendable {
    public enum Source: Hashable, Sendable {
        /// Descriptor 3.
        case progress
        /// Descriptor 2.
        case log
    }

    /// The stage's place in its pipeline, from 0.
    public var stage: Int
    public var source: Source
    /// UTF-8, repaired; control characters are "?".
    public var text: String
    /// It was longer than ``StageLine/octetsMax``, and this is its beginning.
    public var isCut: Bool

    public static let octetsMax = 8 << 10

    public init(stage: Int, source: Source, text: String, isCut: Bool = false) {
        self.stage = stage
        self.source = source
        self.text = text
        self.isCut = isCut
    }
}

/// The two ways in which stages say that a page has left.
public enum PageMark {
    /// `{"page":12}` on descriptor 3.
    public static let progress: @Sendable (StageLine) -> Int? = { line in
        line.source == .progress ? number(after: "{\"page\":", in: line.text) : nil
    }

    /// `PAGE: 12 1` on descriptor 2, as CUPS filters write it (filter(7)).
    public static let cups: @Sendable (StageLine) -> Int? = { line in
        line.source == .log ? number(after: "PAGE:", in: line.text) : nil
    }

    private static func number(after prefix: String, in text: String) -> Int? {
        guard text.hasPrefix(prefix) else { return nil }
        let rest = text.dropFirst(prefix.count).drop { $0 == " " }
        return Int(rest.prefix { ("0"..."9").contains($0) })
    }
}
