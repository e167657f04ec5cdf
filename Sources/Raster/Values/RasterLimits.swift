/// Bounds of what is read and written: a page beyond them is not one that any printer has.
public enum RasterLimits {
    /// Pixels of a side: 200,000 are 8.4 m at 600 dpi.
    public static let pixelsMax = 200_000
    /// Bytes of a line; a few of them are in memory.
    public static let lineOctetsMax = 64 << 20
    /// Dots an inch.
    public static let resolutionMax = 9_600
    /// Hundredths of a millimetre of a medium's side: 100 m, for rolls.
    public static let mediaMax = 10_000_000
}
