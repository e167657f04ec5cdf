internal import Workbench

/// A sheet as it is read: turned so that its pages are upright.
struct Canvas: Hashable {
    var size: Size
    /// What can be printed on.
    var imageable: Rectangle
    /// From the canvas to the sheet as it is fed.
    var toSheet: Affine
    /// The sheet as it is fed.
    var sheet: Size

    init(_ media: SheetSize, turn: QuarterTurn) {
        sheet = Size(media.width, media.height)
        size = sheet.turned(turn)
        toSheet = .turn(turn, of: size)
        var printable = Rectangle(
            left: media.left, bottom: media.bottom, right: media.width - media.right, top: media.height - media.top)
        // Margins that leave nothing are nonsense, and no reason to print nothing.
        if printable.size.width < 1 || printable.size.height < 1 { printable = Rectangle(sheet) }
        imageable = Affine.turn(QuarterTurn(quarters: -turn.rawValue), of: sheet).bounds(of: printable)
    }

    var hasMargins: Bool { !imageable.contains(Rectangle(size)) }
}

extension SheetSize {
    var size: Size { Size(width, height) }

    /// A sheet without margins.
    init(_ size: Size) { self.init(width: size.width, height: size.height) }
}
