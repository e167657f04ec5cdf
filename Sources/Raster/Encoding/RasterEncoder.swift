/// Takes pages line by line and gives the bytes of a document to its sink, which may throw to stop it.
///
///     try encoder.beginPage(page)
///     while … { try encoder.write(band, count: lines) }    // until page.height lines are written
///     try encoder.endPage()
///     …
///     try encoder.end()
///
/// Never more than a few lines are in memory. After a call that threw nothing more can be written. A page that does not
/// get all of its lines is the caller's mistake, and is never sent on as a whole one.
public protocol RasterEncoder: AnyObject {
    /// Throws when this format has no such page, before anything of it is written.
    func beginPage(_ page: RasterPage) throws

    /// - Parameters:
    ///   - lines: `count` lines of ``RasterPage/octetsPerLine`` bytes each, in the format of the page.
    func write(_ lines: RawSpan, count: Int) throws

    func endPage() throws

    /// What closes the document; a document without pages is one as well.
    func end() throws
}

/// Takes the bytes that are ready, in order. They are only there during the call.
public typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void
