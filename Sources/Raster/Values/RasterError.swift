/// Why raster could not be read or written.
public struct RasterError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        /// The bytes are not what they are called.
        case damaged
        /// The bytes end before the page does.
        case truncated
        /// They are good, but nothing here reads or writes such a thing.
        case unsupported
        /// Beyond ``RasterLimits``.
        case tooLarge
    }

    public let code: Code
    /// What was expected and what was found.
    public let reason: String
    /// Bytes from the beginning of what is read; `nil` when writing.
    public let offset: Int?

    public init(_ code: Code, _ reason: String, at offset: Int? = nil) {
        self.code = code
        self.reason = reason
        self.offset = offset
    }

    public var description: String {
        offset.map { "raster \(code) at byte \($0): \(reason)" } ?? "raster \(code): \(reason)"
    }
}
