/// What keeps a store from taking anything new in, or from writing at all.
public struct StoreTrouble: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// No room for documents. What is there already is still printed: that is what the reserve is for.
        case full
        /// Nothing is written any more, so nothing is begun either.
        case readOnly
    }

    public var kind: Kind
    /// A sentence for people, with what to do about it.
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
