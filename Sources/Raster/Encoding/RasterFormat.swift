/// The formats that pages are written in, by their media types.
public enum RasterFormat: String, CaseIterable, Hashable, Sendable {
    case pwg = "image/pwg-raster"
    case urf = "image/urf"
    case pclm = "application/PCLm"
    case cups = "application/vnd.cups-raster"
    case pcl = "application/vnd.hp-pcl"
    case pdf = "application/pdf"
    case pnm = "image/x-portable-anymap"

    /// What devices say about formats that leave something open.
    public struct Options: Hashable, Sendable {
        /// Lines, "pclm-strip-height-preferred".
        public var stripHeight = 16
        public var pclmCompression = PCLmEncoder.Compression.flate
        public var sheetBack = SheetBack.normal
        public var cupsVersion = CUPSEncoder.Version.uncompressed

        public init() {}
    }

    public func encoder(_ options: Options = Options(), to sink: @escaping ByteSink) throws -> any RasterEncoder {
        switch self {
        case .pwg: PWGEncoder(to: sink)
        case .urf: URFEncoder(to: sink)
        case .pclm:
            PCLmEncoder(
                stripHeight: options.stripHeight, compression: options.pclmCompression, sheetBack: options.sheetBack,
                to: sink)
        case .cups: CUPSEncoder(options.cupsVersion, to: sink)
        case .pcl: PCLEncoder(to: sink)
        case .pdf: try PDFEncoder(to: sink)
        case .pnm: PNMEncoder(to: sink)
        }
    }
}
