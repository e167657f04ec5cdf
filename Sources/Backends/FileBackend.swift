internal import PrintModel

/// `file:///FOLDER/`: puts each job's bytes into a file, exactly as they came; several documents one after another.
///
/// Files are called `000042-title`: in the order of the job numbers when sorted by name.
///
/// `?format=image/pwg-raster` makes it a device that takes that format only, as a printer would, with sheets: then
/// `dpi=300` and `colors=gray`, `colors=color`, `colors=black` or `colors=cmyk` say what raster it takes, and
/// `sheet-back=rotated` how the backs of sheets are turned.
struct FileBackend: FolderBackend {
    static let scheme = "file"
    private static let options = ["format", "dpi", "colors", "sheet-back"]

    let output: FolderOutput?
    private let folder: FolderOutput
    private let suffix: String

    let capabilities: DeviceCapabilities

    init(_ uri: DeviceURI, _ setting: BackendSetting) throws(DeviceURIProblem) {
        try uri.allow(options: Self.options)
        guard uri.isAbsolute else { throw DeviceURIProblem("file: needs a whole path, as in file:///srv/out/") }
        folder = try setting.output(to: uri, example: "file:///srv/out/")
        output = folder
        guard let format = uri.option("format") else {
            capabilities = DeviceCapabilities(formats: [], makeAndModel: "Quire Folder", concurrentJobsMax: 32)
            suffix = ""
            return
        }
        guard let known = FileFormat(format) else {
            throw DeviceURIProblem("format=\(format) is not one of \(FileFormat.names)")
        }
        suffix = known.suffix
        capabilities = try known.device(
            dpi: uri.option("dpi"), colors: uri.option("colors"), sheetBack: uri.option("sheet-back"))
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        await folder.deliver([file(of: delivery)], of: delivery)
    }

    func resolve(_ delivery: Delivery) async -> Interrupted {
        await folder.resolve([file(of: delivery)], of: delivery)
    }

    func probe() async -> DeviceTrouble? { await folder.probe() }

    private func file(of delivery: Delivery) -> OutputFile {
        let number = delivery.job.id.description
        let padded = String(repeating: "0", count: max(0, Self.digits - number.count)) + number
        return OutputFile(
            documents: delivery.documents.map(\.number), stem: "\(padded)-\(SafeName.make(delivery.job.name))",
            suffix: suffix)
    }

    private static let digits = 6
}

/// `file:///dev/null` is what administrators write to get rid of jobs; everything else is a folder.
func fileBackend(_ uri: DeviceURI, _ setting: BackendSetting) throws(DeviceURIProblem) -> any Backend {
    if uri.isAbsolute, uri.authority ?? "" == "", uri.names == ["dev", "null"] { return try NullBackend(uri) }
    return try FileBackend(uri, setting)
}
