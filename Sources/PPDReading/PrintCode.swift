/// What the choices of a job put into a PostScript document, as a PPD writes it; each may be empty.
public struct PrintCode: Hashable, Sendable {
    /// In front of the document: JCL, or the way out of the server's loop.
    public var start: [UInt8] = []
    /// With the document's own procedures.
    public var prolog: [UInt8] = []
    /// Once, before the first page.
    public var setup: [UInt8] = []
    /// Before each page.
    public var pageSetup: [UInt8] = []
    /// Behind the document.
    public var end: [UInt8] = []

    public init() {}
}
