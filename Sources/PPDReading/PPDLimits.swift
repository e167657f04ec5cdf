/// How much of a PPD is read before it is taken for something else. The largest files of vendors have a fifth of this.
public enum PPDLimits {
    public static let octetsMax = 4 << 20
    /// Besides constraints.
    public static let statementsMax = 60_000
    /// Of one line; libcups stops at 256 KiB.
    public static let lineOctetsMax = 64 << 10
    /// Of a value in quotes, over all its lines.
    public static let valueOctetsMax = 1 << 20
    public static let optionsMax = 2_000
    public static let choicesMax = 20_000
    /// Libcups looks through all groups, and all sizes, for each new one.
    public static let groupsMax = 200
    public static let sizesMax = 2_000
    public static let constraintsMax = 100_000
    /// Statements refused that are told one by one.
    public static let refusalsMax = 500
}

/// Why a file is no PPD that could be used.
public struct PPDFault: Error, Hashable, Sendable {
    /// From 1; 0 where it is about the whole file.
    public var line: Int
    public var text: String

    public init(line: Int, _ text: String) {
        self.line = line
        self.text = text
    }
}
