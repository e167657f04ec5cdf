/// Why some bytes are not an IPP message.
///
/// Compare ``code``; print the whole error.
public struct IPPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An open set: compare with `==` and treat one that you do not know as ``badValue``.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case truncated, missingEnd, unexpectedTag, badName, badValue, notUTF8, valueTooLong
            case tooManyBytes, tooManyAttributes, tooManyValues, nestedTooDeep
        }
        private let kind: Kind

        /// The bytes ended inside the header, a name, a value or a collection.
        public static var truncated: Code { Code(kind: .truncated) }
        /// The bytes ended between two attributes, without an end-of-attributes tag.
        public static var missingEnd: Code { Code(kind: .missingEnd) }
        /// A tag stands where the grammar of RFC 8010 §3.2 allows none.
        public static var unexpectedTag: Code { Code(kind: .unexpectedTag) }
        /// A name is missing, is longer than 255 octets, or is not visible US-ASCII.
        public static var badName: Code { Code(kind: .badName) }
        /// The octets of a value are not what its syntax asks for.
        public static var badValue: Code { Code(kind: .badValue) }
        /// The octets of a string are not UTF-8.
        public static var notUTF8: Code { Code(kind: .notUTF8) }
        /// A value is longer than its syntax allows (RFC 8011 §5.1): `client-error-request-value-too-long`.
        public static var valueTooLong: Code { Code(kind: .valueTooLong) }
        /// More than ``IPPLimits/attributeBytesMax``: `client-error-request-entity-too-large`, as are the next three.
        public static var tooManyBytes: Code { Code(kind: .tooManyBytes) }
        /// More than ``IPPLimits/attributesMax``.
        public static var tooManyAttributes: Code { Code(kind: .tooManyAttributes) }
        /// More than ``IPPLimits/valuesMax``.
        public static var tooManyValues: Code { Code(kind: .tooManyValues) }
        /// Deeper than ``IPPLimits/collectionDepthMax``.
        public static var nestedTooDeep: Code { Code(kind: .nestedTooDeep) }

        public var description: String { kind.rawValue }
    }

    public let code: Code
    public let reason: String
    /// Where it went wrong, in bytes from the start of the message: at the tag, the length or the value in question.
    public let byteOffset: Int

    public init(_ code: Code, _ reason: String, at byteOffset: Int) {
        self.code = code
        self.reason = reason
        self.byteOffset = byteOffset
    }

    public var description: String { "IPP \(code) at byte \(byteOffset): \(reason)" }
}
