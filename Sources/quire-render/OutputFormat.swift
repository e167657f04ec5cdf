import CPoppler
import Raster

/// What pages are written as.
enum OutputFormat: Hashable {
    case raster(RasterFormat)
    /// One page, to be looked at.
    case picture(quire_picture_format)

    init?(rawValue: String) {
        switch rawValue {
        case "image/jpeg": self = .picture(QUIRE_JPEG)
        case "image/png": self = .picture(QUIRE_PNG)
        default:
            guard let format = RasterFormat(rawValue: rawValue) else { return nil }
            self = .raster(format)
        }
    }

    /// Whether a page's bytes are the same wherever in the document it stands, so that they can be made in another process
    /// and sent twice.
    var hasIndependentPages: Bool {
        switch self {
        case .raster(.pwg), .raster(.urf), .raster(.cups), .raster(.pnm): true
        case .raster(.pclm), .raster(.pcl), .raster(.pdf), .picture: false
        }
    }

    func encoder(_ order: RenderOrder, to sink: @escaping ByteSink) throws -> any RasterEncoder {
        switch self {
        case .raster(let format): try format.encoder(order.options, to: sink)
        case .picture(let format): PictureEncoder(format, to: sink)
        }
    }
}
