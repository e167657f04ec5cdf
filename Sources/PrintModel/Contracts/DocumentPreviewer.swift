/// Shows what a job will look like.
public protocol DocumentPreviewer: Sendable {
    /// One page as a device will get it, with everything applied that was asked for, as a PNG.
    ///
    /// - Throws: ``ConversionProblem``, also for a page behind the last one.
    func preview(of delivery: PreviewRequest, for device: DeviceCapabilities) async throws -> [UInt8]
}

public struct PreviewRequest: Sendable {
    public var job: Job
    public var printer: Printer
    public var document: Document
    /// From 1.
    public var page: Int
    /// Dots an inch, 18 to 300.
    public var resolution: Int
    public var open: @Sendable () async throws -> DocumentStream

    public init(
        job: Job, printer: Printer, document: Document, page: Int, resolution: Int,
        open: @escaping @Sendable () async throws -> DocumentStream
    ) {
        self.job = job
        self.printer = printer
        self.document = document
        self.page = page
        self.resolution = resolution
        self.open = open
    }
}
