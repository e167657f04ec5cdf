/// "pwg-raster-document-sheet-back" (PWG 5102.4 §5.2.4): how the printer wants the back of a sheet.
public enum SheetBack: String, CaseIterable, Hashable, Sendable {
    /// As it is read; the printer turns it.
    case normal
    /// Mirrored: the printer turns by mirroring.
    case flipped
    /// Turned by 180° unless the sheet is turned over its short edge.
    case rotated
    /// Turned by 180° only when the sheet is turned over its short edge.
    case manualTumble = "manual-tumble"

    /// The same in "urf-supported": DM1 to DM4.
    public init?(urf: String) {
        switch urf {
        case "DM1": self = .normal
        case "DM2": self = .flipped
        case "DM3": self = .rotated
        case "DM4": self = .manualTumble
        default: return nil
        }
    }

    /// What is done to the pixels of a back side (PWG 5102.4, table 11); fronts are never changed.
    ///
    /// A turn and a flip from top to bottom need the whole page, so the renderer does them; ``LineMirror`` is for a
    /// stream.
    public func transform(for sides: Sides) -> BackTransform {
        switch (self, sides) {
        case (.flipped, .twoSidedLongEdge): .flippedVertically
        case (.flipped, .twoSidedShortEdge): .mirrored
        case (.rotated, .twoSidedLongEdge), (.manualTumble, .twoSidedShortEdge): .turned
        default: .none
        }
    }
}
