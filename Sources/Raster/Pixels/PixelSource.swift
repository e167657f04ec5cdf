/// Pixels as they come to a converter.
public enum PixelSource: Hashable, Sendable {
    /// Cairo's RGB24 in memory: blue, green, red and a byte that says nothing.
    case bgrx
    /// Cairo's ARGB32 in memory: blue, green, red, alpha, multiplied by it; it lies on white paper.
    case bgraPremultiplied
    case raster(PixelFormat)

    /// The bytes of a line without any filling.
    public func octetsPerLine(width: Int) -> Int {
        switch self {
        case .bgrx, .bgraPremultiplied: width * 4
        case .raster(let format): format.octetsPerLine(width: width)
        }
    }
}
