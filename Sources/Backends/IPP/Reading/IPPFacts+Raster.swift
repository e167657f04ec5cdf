internal import IPP
internal import PrintModel

extension IPPFacts {
    private static let pdf = "application/pdf"
    private static let pwg = "image/pwg-raster"
    private static let urf = "image/urf"

    /// The order in which formats are taken that the printer says it understands: pages as they are described before pages
    /// as dots.
    static func preferred(_ formats: [String], _ said: Said) -> [String] {
        var formats = formats.map { $0.lowercased() == "application/pclm" ? "application/PCLm" : $0 }.uniqued()
        formats.removeAll {
            ["application/octet-stream", "application/vnd.cups-raw", "application/vnd.cups-command"]
                .contains($0.lowercased())
        }
        // A printer that takes no version of PDF takes no PDF (PWG 5100.13 "pdf-versions-supported").
        let versions = said.words("pdf-versions-supported")
        if !versions.isEmpty, versions.allSatisfy({ $0 == "none" }) { formats.removeAll { $0 == pdf } }
        if formats.contains(urf), formats.contains(pwg), !formats.contains(pdf), !agrees(said) {
            formats.removeAll { $0 == urf }
        }
        let first = [pdf, pwg, urf, "image/jpeg"]
        return first.filter(formats.contains) + formats.filter { !first.contains($0) }
    }

    /// Whether a page made for PWG raster is right in Apple raster as well: pages are made in one way only.
    private static func agrees(_ said: Said) -> Bool {
        let apple = AppleRaster(said.words("urf-supported"))
        let resolutions = pwgResolutions(said)
        guard apple.resolutions.isSuperset(of: resolutions) else { return false }
        return apple.sheetBack == nil || apple.sheetBack == said.word("pwg-raster-document-sheet-back")
    }

    mutating func readRaster(_ said: Said) {
        let apple = AppleRaster(said.words("urf-supported"))
        let plain = Self.dots(said, "printer-resolution-supported")
        var dots = plain
        var spaces: [String] = []
        var back: String?
        if formats.contains(Self.pwg) {
            dots = Self.pwgResolutions(said)
            spaces = said.words("pwg-raster-document-type-supported")
            back = said.word("pwg-raster-document-sheet-back")
        } else if formats.contains(Self.urf) {
            dots = apple.resolutions
            spaces = apple.colorSpaces
            back = apple.sheetBack
        }
        if dots.isEmpty { dots = plain }
        capabilities.resolutions = dots.isEmpty ? [300] : dots.sorted()
        let known = capabilities.hasColor ? ["srgb_8", "sgray_8", "cmyk_8", "black_1"] : ["sgray_8", "black_1"]
        let spoken = known.filter(spaces.contains)
        capabilities.colorSpaces =
            spoken.isEmpty ? (capabilities.hasColor ? ["srgb_8", "sgray_8"] : ["sgray_8"]) : spoken
        capabilities.sheetBack = ["flipped", "rotated", "manual-tumble"].first { $0 == back } ?? "normal"
    }

    private static func pwgResolutions(_ said: Said) -> Set<Int> {
        dots(said, "pwg-raster-document-resolution-supported")
    }

    /// Those that are the same both ways, in dots an inch.
    private static func dots(_ said: Said, _ name: String) -> Set<Int> {
        Set(
            said.values(name).compactMap { value in
                guard case .resolution(let resolution) = value, resolution.crossFeed == resolution.feed else {
                    return nil
                }
                let dots = Double(resolution.feed) * (resolution.units == 4 ? 2.54 : 1)
                return 50...4800 ~= dots ? Int(dots.rounded()) : nil
            })
    }
}

/// "urf-supported": one word a property, such as `RS300-600` and `DM1` (Apple's Bonjour Printing Specification).
private struct AppleRaster {
    var resolutions: Set<Int> = []
    var colorSpaces: [String] = []
    var sheetBack: String?

    init(_ words: [String]) {
        for word in words.map({ $0.uppercased() }) {
            switch word {
            case "W8": colorSpaces.append("sgray_8")
            case "SRGB24": colorSpaces.append("srgb_8")
            case "DEVCMYK32": colorSpaces.append("cmyk_8")
            case "DM1": sheetBack = "normal"
            case "DM2": sheetBack = "flipped"
            case "DM3": sheetBack = "rotated"
            case "DM4": sheetBack = "manual-tumble"
            default:
                guard word.hasPrefix("RS") else { continue }
                resolutions.formUnion(word.dropFirst(2).split(separator: "-").compactMap { Int($0) })
            }
        }
        resolutions = resolutions.filter { 50...4800 ~= $0 }
    }
}
