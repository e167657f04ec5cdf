/// One way to make one format of another: what it reads and makes, what it costs, which options it carries out.
struct Converter: Hashable, Sendable {
    /// What the planner and people call it.
    enum Name: String, Hashable, Sendable, CaseIterable {
        case text, image, impose, render, rasterPDF = "raster-pdf", rasterConvert = "raster-convert"
        case repeatPages = "repeat"
        case grayPDF = "gray", postscriptPDF = "ps-pdf", pdfPostscript = "pdf-ps", pdfPCLXL = "pdf-pclxl"
        case popplerTool = "pdftoppm", mupdfTool = "mutool", rasterize = "encode"
        case driver
    }

    var name: Name
    var from: Set<String>
    var to: Set<String>
    var cost: Cost
    /// Options that are carried out on the way.
    var consumes: Set<PageNeed>
    var engine: Engine
    /// Resident memory at most, in MiB, as measured; for the plan's words and for limits.
    var memoryMebibytes: Int
    /// How good the result is, 0 to 100; a plan is as good as its worst step.
    var quality = 100
    /// Only where nothing else does it: a second way for when the first one fails.
    var isFallBack = false
}

/// Which program does it.
enum Engine: Hashable, Sendable {
    /// One of our own, beside the daemon or in its libexec folder.
    case helper(String)
    /// One of the distribution's, which may be missing.
    case program(String)

    var name: String {
        switch self {
        case .helper(let name), .program(let name): name
        }
    }
}

/// CPU time, measured (docs/PERFORMANCE.md).
struct Cost: Hashable, Sendable {
    var startMilliseconds: Double
    var millisecondsPerPage: Double
    /// Of the raster that is made, where there is any.
    var millisecondsPerMegapixel: Double = 0

    func milliseconds(pages: Int, megapixels: Double) -> Double {
        startMilliseconds + Double(pages) * (millisecondsPerPage + millisecondsPerMegapixel * megapixels)
    }
}

/// What has to be done to a job's pages by somebody before its device gets them.
public enum PageNeed: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Ranges, several on a side, scaling, turning, another sheet: everything that `quire-impose` does.
    case pages
    /// Sheets before or after the job.
    case sheets
    /// More than one of each, by us.
    case copies
    /// To be opened with a password.
    case password
    /// Resolution, colours or the turn of backs other than the raster has that was sent.
    case raster
    /// Without its colours, on a device that would print them.
    case gray
    /// What a driver has to say to its device.
    case driver

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
