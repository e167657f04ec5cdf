/// Every converter there is. A new one is a line here, its instructions in ``StepBuilder``, and a test.
///
/// The figures are CPU milliseconds on one core of the reference machine (docs/PERFORMANCE.md has the commands): what
/// counts is which way is cheaper, not by how much.
enum ConverterTable {
    static let pdf = "application/pdf"
    static let postscript = "application/postscript"
    static let pwg = "image/pwg-raster"
    static let urf = "image/urf"
    static let pclm = "application/PCLm"
    static let cupsRaster = "application/vnd.cups-raster"
    static let pcl = "application/vnd.hp-pcl"
    static let pclxl = "application/vnd.hp-pclxl"
    static let jpeg = "image/jpeg"
    static let png = "image/png"
    static let anymap = "image/x-portable-anymap"
    static let text = "text/plain"
    /// What a driver makes: bytes that mean something to its device only.
    static let driven = "application/vnd.quire-driven"

    /// Formats of one stream of pages, which can be read one page after another.
    static let rasters: Set<String> = [pwg, urf, cupsRaster]
    private static let rendered: Set<String> = [pwg, urf, pclm, cupsRaster, pcl, jpeg, png, anymap]

    static let all: [Converter] = [
        Converter(
            name: .text, from: [text], to: [pdf], cost: Cost(startMilliseconds: 25, millisecondsPerPage: 1.5),
            consumes: [], engine: .helper("quire-text"), memoryMebibytes: 40),
        Converter(
            name: .image, from: [jpeg, png], to: [pdf], cost: Cost(startMilliseconds: 6, millisecondsPerPage: 2),
            consumes: [], engine: .helper("quire-image"), memoryMebibytes: 16),
        Converter(
            name: .impose, from: [pdf], to: [pdf], cost: Cost(startMilliseconds: 8, millisecondsPerPage: 0.4),
            consumes: [.pages, .sheets, .copies, .password], engine: .helper("quire-impose"), memoryMebibytes: 24),
        Converter(
            name: .render, from: [pdf], to: rendered,
            cost: Cost(startMilliseconds: 15, millisecondsPerPage: 5, millisecondsPerMegapixel: 4),
            consumes: [.raster, .password, .gray], engine: .helper("quire-render"), memoryMebibytes: 128),
        Converter(
            name: .rasterPDF, from: rasters, to: [pdf],
            cost: Cost(startMilliseconds: 5, millisecondsPerPage: 2, millisecondsPerMegapixel: 8), consumes: [.raster],
            engine: .helper("quire-raster"), memoryMebibytes: 24),
        Converter(
            name: .rasterConvert, from: rasters, to: rasters,
            cost: Cost(startMilliseconds: 5, millisecondsPerPage: 1, millisecondsPerMegapixel: 2), consumes: [],
            engine: .helper("quire-raster"), memoryMebibytes: 24),
        Converter(
            name: .repeatPages, from: rasters.union([pcl]), to: [],
            cost: Cost(startMilliseconds: 5, millisecondsPerPage: 0.5, millisecondsPerMegapixel: 0.2),
            consumes: [.copies], engine: .helper("quire-raster"), memoryMebibytes: 16),
        Converter(
            name: .postscriptPDF, from: [postscript], to: [pdf],
            cost: Cost(startMilliseconds: 45, millisecondsPerPage: 8), consumes: [], engine: .program("gs"),
            memoryMebibytes: 60),
        Converter(
            name: .grayPDF, from: [pdf], to: [pdf], cost: Cost(startMilliseconds: 45, millisecondsPerPage: 30),
            consumes: [.gray], engine: .program("gs"), memoryMebibytes: 60, quality: 98),
        Converter(
            name: .pdfPostscript, from: [pdf], to: [postscript],
            cost: Cost(startMilliseconds: 12, millisecondsPerPage: 4), consumes: [], engine: .program("pdftops"),
            memoryMebibytes: 30),
        Converter(
            name: .pdfPCLXL, from: [pdf], to: [pclxl],
            cost: Cost(startMilliseconds: 45, millisecondsPerPage: 3, millisecondsPerMegapixel: 1), consumes: [],
            engine: .program("gs"), memoryMebibytes: 60, quality: 95),
        Converter(
            name: .popplerTool, from: [pdf], to: [anymap],
            cost: Cost(startMilliseconds: 14, millisecondsPerPage: 8, millisecondsPerMegapixel: 6), consumes: [],
            engine: .program("pdftoppm"), memoryMebibytes: 250, quality: 90, isFallBack: true),
        Converter(
            name: .mupdfTool, from: [pdf], to: [anymap],
            cost: Cost(startMilliseconds: 10, millisecondsPerPage: 8, millisecondsPerMegapixel: 7), consumes: [],
            engine: .program("mutool"), memoryMebibytes: 290, quality: 90, isFallBack: true),
        Converter(
            name: .rasterize, from: [anymap], to: [pwg, urf, pclm, cupsRaster, pcl],
            cost: Cost(startMilliseconds: 5, millisecondsPerPage: 1, millisecondsPerMegapixel: 2),
            consumes: [.raster, .gray],
            engine: .helper("quire-raster"), memoryMebibytes: 24, quality: 95),
        Converter(
            name: .driver, from: [pdf, postscript, cupsRaster, pcl, pclxl], to: [driven],
            cost: Cost(startMilliseconds: 8, millisecondsPerPage: 0.2), consumes: [.driver],
            engine: .helper("quire-ppd"), memoryMebibytes: 24),
    ]
}
