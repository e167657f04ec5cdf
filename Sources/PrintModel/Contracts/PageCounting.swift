/// Counts the pages of a document while it passes by.
public protocol PageCounting: Sendable {
    mutating func add(_ piece: [UInt8])

    /// Asked once, after the last piece; `nil` when nobody can say without converting it.
    mutating func pages() -> Int?
}
