internal import Workbench

/// The command lines of Ghostscript: the only interpreter of PostScript there is, run as a program (AGPL), never linked.
enum Ghostscript {
    private static let quiet = ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sstdout=%stderr", "-sOutputFile=%stdout"]

    /// - Parameter sheet: for PostScript that does not say what it is drawn on.
    static func postscriptToPDF(on sheet: SheetSize?) -> [String] {
        let size = sheet.map {
            ["-dDEVICEWIDTHPOINTS=\($0.width)", "-dDEVICEHEIGHTPOINTS=\($0.height)"]
        }
        return ["-sDEVICE=pdfwrite", "-dAutoRotatePages=/None"] + (size ?? [])
            + ["-dCompatibilityLevel=1.7"] + quiet + ["-"]
    }

    static let grayPDF =
        [
            "-sDEVICE=pdfwrite", "-dProcessColorModel=/DeviceGray", "-sColorConversionStrategy=Gray",
            "-dAutoRotatePages=/None", "-dCompatibilityLevel=1.7",
        ] + quiet + ["-"]

    static func pclXL(_ job: ConversionJob) -> [String] {
        let device = job.colorSpace == "srgb_8" ? "pxlcolor" : "pxlmono"
        var words = ["-sDEVICE=\(device)", "-r\(job.resolution)"]
        if job.options.sides != "one-sided" {
            words += ["-dDuplex=true", "-dTumble=\(job.options.sides == "two-sided-short-edge")"]
        }
        return words + quiet + ["-"]
    }
}
