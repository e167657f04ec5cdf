/// How large a page becomes ("print-scaling", PWG 5100.13 §6.2.10).
enum Scaling: String {
    /// Larger than the sheet: `fit` if the sheet has margins, else `fill`. Otherwise `none`.
    case auto
    /// Larger than the sheet: `fit`. Otherwise `none`.
    case autoFit = "auto-fit"
    /// Covers the whole sheet; what is too much is cut off.
    case fill
    /// As large as it fits into what can be printed on.
    case fit
    /// As it is; in the middle, and cut off where it is larger.
    case none

    /// A page that is larger by no more than this, a millimetre, is not: sizes are rounded in many ways.
    static let tolerance = 3.0

    /// What `auto` and `auto-fit` come to for a page and a sheet.
    func decided(for page: Size, on canvas: Canvas) -> Scaling {
        let isLarger =
            page.width > canvas.size.width + Self.tolerance || page.height > canvas.size.height + Self.tolerance
        switch self {
        case .auto where isLarger: return canvas.hasMargins ? .fit : .fill
        case .autoFit where isLarger: return .fit
        case .auto, .autoFit: return .none
        case .fill, .fit, .none: return self
        }
    }
}
