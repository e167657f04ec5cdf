internal import PrintModel

/// `pdf:FOLDER` and `pdf:///FOLDER`: a printer whose paper is PDF files, one for each document.
///
/// `?name=` says what they are called (``NameTemplate``), such as `pdf:paper?name={user}/{title}-{job}.pdf`.
struct PDFBackend: FolderBackend {
    static let scheme = "pdf"
    static let format = "application/pdf"

    let output: FolderOutput?
    private let folder: FolderOutput
    private let names: NameTemplate

    let capabilities = Self.paper

    init(_ uri: DeviceURI, _ setting: BackendSetting) throws(DeviceURIProblem) {
        try uri.allow(options: ["name"])
        if let template = uri.option("name") { names = try NameTemplate(template) } else { names = .standard }
        folder = try setting.output(to: uri, example: "pdf:paper or pdf:///srv/out/paper")
        output = folder
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        if let other = delivery.documents.first(where: { $0.format != Self.format }) {
            return .refused(
                because: "document \(other.number) is \(other.format); this printer takes \(Self.format) only")
        }
        return await folder.deliver(files(of: delivery), of: delivery)
    }

    func resolve(_ delivery: Delivery) async -> Interrupted {
        await folder.resolve(files(of: delivery), of: delivery)
    }

    func probe() async -> DeviceTrouble? { await folder.probe() }

    private func files(of delivery: Delivery) -> [OutputFile] {
        delivery.documents.map { document in
            names.file(
                for: document.number, isOneOfMany: delivery.documents.count > 1, of: delivery.job,
                on: delivery.printer.name)
        }
    }
}

extension PDFBackend {
    /// Pages of any size, drawn to their edges. What only a machine can do is written into the file.
    private static let paper: DeviceCapabilities = {
        var paper = DeviceCapabilities(
            formats: [Self.format], makeAndModel: "Quire PDF Printer", concurrentJobsMax: 32, colorSpaces: [],
            media: MediaSize.common)
        // A small label to an A0 poster.
        paper.customMedia = CustomMedia(widths: 1000...84_100, heights: 1000...118_900)
        paper.trays = [
            InputTray("auto", .other, capacity: -1, level: -1),
            InputTray("main", .other, size: MediaSize("iso_a4_210x297mm"), type: "stationery", capacity: -1, level: -1),
            InputTray(
                "alternate", .other, size: MediaSize("na_letter_8.5x11in"), type: "stationery", capacity: -1, level: -1),
            InputTray(
                "photo", .other, size: MediaSize("na_index-4x6_4x6in"), type: "photographic", capacity: -1, level: -1),
            InputTray("manual", .sheetFeedManual, capacity: -1, level: -2),
        ]
        paper.mediaTypes = [
            "stationery", "stationery-letterhead", "stationery-heavyweight", "labels", "envelope", "transparency",
            "photographic", "photographic-glossy", "cardstock",
        ]
        paper.bins = [
            OutputBin("face-down", .other, capacity: -1, remaining: -1),
            OutputBin("face-up", .other, capacity: -1, remaining: -1, isFaceUp: true, isLastOnTop: true),
        ]
        paper.finishings = finishings
        paper.recordsOptions = true
        paper.pagesPerMinute = 60
        paper.pagesPerMinuteColor = 60
        paper.deviceID = "MFG:Quire;MDL:PDF Printer;CMD:PDF;"
        return paper
    }()

    /// staple, punch, cover, bind, saddle-stitch, edge-stitch, fold, trim, the four single and the four dual staples,
    /// punch dual left (RFC 8011 §5.2.6, PWG 5100.1).
    private static let finishings: [Int32] = [4, 5, 6, 7, 8, 9, 10, 11, 20, 21, 22, 23, 28, 29, 30, 31, 74]
}
