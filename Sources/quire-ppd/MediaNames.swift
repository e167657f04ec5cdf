import CCups
import PPDReading
import Workbench

/// The sheets of a PPD with the names PWG 5101.1 gives them.
extension PPDFile {
    struct Sheet {
        var choice: String
        var sheet: SheetSize
        /// Whether all of it can be printed on.
        var isBorderless: Bool { sheet.left + sheet.bottom + sheet.right + sheet.top < 0.5 }
    }

    /// Those of fixed sizes that make sense, at most ``PPDFile/sheetsMax``.
    var sheets: [Sheet] {
        sizes.lazy.filter { Self.string(fixed: $0.name) != "Custom" }.prefix(Self.sheetsMax)
            .compactMap { Self.sheet($0) }
    }

    static let sheetsMax = 1_000

    static func sheet(_ size: ppd_size_t) -> Sheet? {
        let (width, height) = (Double(size.width), Double(size.length))
        // 1 mm to 100 m; anything else is no sheet, nor a number perhaps.
        guard (2.8...283_465).contains(width), (2.8...283_465).contains(height) else { return nil }
        let choice = string(fixed: size.name)
        func margin(_ value: Double, _ limit: Double) -> Double { value > 0 && value < limit ? value : 0 }
        return Sheet(
            choice: choice,
            sheet: SheetSize(
                width: width, height: height, left: margin(Double(size.left), width),
                bottom: margin(Double(size.bottom), height), right: margin(width - Double(size.right), width),
                top: margin(height - Double(size.top), height), name: pwgName(choice, width, height)))
    }

    private static func pwgName(_ choice: String, _ width: Double, _ height: Double) -> String {
        let (across, along) = (Int32(width * 2540 / 72 + 0.5), Int32(height * 2540 / 72 + 0.5))
        // `A4.Fullbleed` is the sheet that A4 is.
        let base = String(choice.prefix { $0 != "." })
        if let media = pwgMediaForPPD(base), let name = media.pointee.pwg, abs(media.pointee.width - across) <= 180,
            abs(media.pointee.length - along) <= 180
        {
            return String(cString: name)
        }
        guard let media = pwgMediaForSize(across, along), let name = media.pointee.pwg else { return "" }
        return String(cString: name)
    }

    /// The sheet of the PPD that is meant: of that size within 5 points, as the PPD standard has it; one with margins
    /// before one without, which has to be asked for by the PPD's own name; one of that name before others.
    func sheet(like wanted: SheetSize) -> Sheet? {
        let found = sheets.filter {
            abs($0.sheet.width - wanted.width) <= 5 && abs($0.sheet.height - wanted.height) <= 5
        }
        let withMargins = found.filter { !$0.isBorderless }
        let candidates = withMargins.isEmpty ? found : withMargins
        return candidates.first { $0.sheet.name == wanted.name && !$0.choice.contains(".") }
            ?? candidates.first { $0.sheet.name == wanted.name } ?? candidates.first
    }

    /// `Custom.612x792` where the printer takes sheets of any size and this is one.
    func customChoice(for wanted: SheetSize) -> String? {
        guard contents.variable_sizes != 0,
            (Double(contents.custom_min.0)...max(Double(contents.custom_min.0), Double(contents.custom_max.0)))
                .contains(wanted.width),
            (Double(contents.custom_min.1)...max(Double(contents.custom_min.1), Double(contents.custom_max.1)))
                .contains(wanted.height)
        else { return nil }
        return "Custom.\(Int(wanted.width.rounded()))x\(Int(wanted.height.rounded()))"
    }

    /// A sheet by a name of PWG 5101.1, CUPS or a PPD.
    func sheet(named name: String) -> Sheet? {
        if let exact = sheets.first(where: { $0.choice == name }) { return exact }
        guard let media = pwgMediaForPWG(name) ?? pwgMediaForLegacy(name) ?? pwgMediaForPPD(name) else { return nil }
        let full = media.pointee.pwg.map { String(cString: $0) } ?? name
        return sheet(
            like: SheetSize(
                width: Double(media.pointee.width) * 72 / 2540, height: Double(media.pointee.length) * 72 / 2540,
                name: full))
    }
}
