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

    let capabilities = DeviceCapabilities(
        formats: [Self.format], makeAndModel: "Quire PDF Printer", concurrentJobsMax: 32, colorSpaces: [])

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
