internal import PrintModel

/// A format that a folder can be told to take, as a printer takes one.
struct FileFormat: Hashable, Sendable {
    var format: String
    var suffix: String
    var isRaster = false

    private static let all = [
        FileFormat(format: "application/pdf", suffix: ".pdf"),
        FileFormat(format: "application/postscript", suffix: ".ps"),
        FileFormat(format: "image/pwg-raster", suffix: ".pwg", isRaster: true),
        FileFormat(format: "image/urf", suffix: ".urf", isRaster: true),
        FileFormat(format: "application/PCLm", suffix: ".pclm", isRaster: true),
        FileFormat(format: "application/vnd.cups-raster", suffix: ".ras", isRaster: true),
        FileFormat(format: "application/vnd.hp-pcl", suffix: ".pcl", isRaster: true),
        FileFormat(format: "application/vnd.hp-pclxl", suffix: ".pxl", isRaster: true),
        FileFormat(format: "image/jpeg", suffix: ".jpg", isRaster: true),
    ]

    static let names = all.map(\.format).joined(separator: ", ")

    init?(_ format: String) {
        guard let known = Self.all.first(where: { $0.format.lowercased() == format.lowercased() }) else { return nil }
        self = known
    }

    private init(format: String, suffix: String, isRaster: Bool = false) {
        self.format = format
        self.suffix = suffix
        self.isRaster = isRaster
    }

    private static let colors = [
        "gray": ["sgray_8"], "color": ["srgb_8", "sgray_8"], "black": ["black_1"], "cmyk": ["cmyk_8"],
    ]

    func device(dpi: String?, colors: String?, sheetBack: String?) throws(DeviceURIProblem) -> DeviceCapabilities {
        let dots = dpi.map { Int($0) } ?? 600
        guard let dots, (72...2400).contains(dots) else {
            throw DeviceURIProblem("dpi=\(dpi ?? "") must be a number from 72 to 2400")
        }
        // PCL 5 is black and white here.
        let standard = format == "application/vnd.hp-pcl" ? "black" : "color"
        guard let spaces = Self.colors[colors ?? standard] else {
            throw DeviceURIProblem("colors=\(colors ?? "") must be gray, color, black or cmyk")
        }
        let turns = ["normal", "flipped", "rotated", "manual-tumble"]
        guard turns.contains(sheetBack ?? "normal") else {
            throw DeviceURIProblem("sheet-back=\(sheetBack ?? "") must be one of \(turns.joined(separator: ", "))")
        }
        return DeviceCapabilities(
            formats: [format], makeAndModel: "Quire Folder", concurrentJobsMax: 4,
            hasColor: !isRaster || spaces.contains { $0 == "srgb_8" || $0 == "cmyk_8" }, hasSheets: true,
            resolutions: [dots], colorSpaces: spaces, sheetBack: sheetBack ?? "normal")
    }
}
