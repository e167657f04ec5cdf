internal import PrintModel

/// `file:///FOLDER/`: puts each job's bytes into a file, exactly as they came; several documents one after another.
///
/// Files are called `000042-title`: in the order of the job numbers when sorted by name.
struct FileBackend: FolderBackend {
    static let scheme = "file"

    let output: FolderOutput?
    private let folder: FolderOutput

    let capabilities = DeviceCapabilities(formats: [], makeAndModel: "Quire Folder", concurrentJobsMax: 32)

    init(_ uri: DeviceURI, _ setting: BackendSetting) throws(DeviceURIProblem) {
        try uri.allow(options: [])
        guard uri.isAbsolute else { throw DeviceURIProblem("file: needs a whole path, as in file:///srv/out/") }
        folder = try setting.output(to: uri, example: "file:///srv/out/")
        output = folder
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        await folder.deliver([Self.file(of: delivery)], of: delivery)
    }

    func resolve(_ delivery: Delivery) async -> Interrupted {
        await folder.resolve([Self.file(of: delivery)], of: delivery)
    }

    func probe() async -> DeviceTrouble? { await folder.probe() }

    static func file(of delivery: Delivery) -> OutputFile {
        let number = delivery.job.id.description
        let padded = String(repeating: "0", count: max(0, Self.digits - number.count)) + number
        return OutputFile(
            documents: delivery.documents.map(\.number), stem: "\(padded)-\(SafeName.make(delivery.job.name))",
            suffix: "")
    }

    private static let digits = 6
}

/// `file:///dev/null` is what administrators write to get rid of jobs; everything else is a folder.
func fileBackend(_ uri: DeviceURI, _ setting: BackendSetting) throws(DeviceURIProblem) -> any Backend {
    if uri.isAbsolute, uri.authority ?? "" == "", uri.names == ["dev", "null"] { return try NullBackend(uri) }
    return try FileBackend(uri, setting)
}
