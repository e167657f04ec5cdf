internal import Glibc
internal import IPP
public import PrintModel
internal import Synchronization

/// Pictures of pages, kept in a folder so that a list of jobs costs one drawing of each.
public final class Previews: DocumentPreviewer {
    private let converters: Converters
    private let cache: PictureCache
    /// Drawn at a time: pictures must not take the processors from printing.
    private let turn = Turn()

    /// - Parameter folder: made when missing; what is in it may be removed at any time.
    public init(_ converters: Converters, folder: String) {
        self.converters = converters
        cache = PictureCache(folder: folder)
    }

    public func preview(of request: PreviewRequest, for device: DeviceCapabilities) async throws -> [UInt8] {
        let key = Self.key(of: request)
        if let picture = cache.picture(key) { return picture }
        return try await turn.take {
            // Somebody else may have drawn it while this one waited.
            if let picture = self.cache.picture(key) { return picture }
            let picture = try await self.draw(request, device)
            self.cache.keep(picture, as: key)
            return picture
        }
    }

    private func draw(_ request: PreviewRequest, _ device: DeviceCapabilities) async throws -> [UInt8] {
        var paper = device
        paper.formats = [ConverterTable.png]
        paper.resolutions = [request.resolution]
        paper.colorSpaces = device.hasColor ? ["srgb_8"] : ["sgray_8"]
        paper.driver = nil
        var task = ConversionJob(
            options: JobOptions(request.job.wishes(for: request.document), defaults: request.printer.attributes),
            device: paper,
            document: request.document)
        // What is on one set, without the sheets around it.
        (task.options.copies, task.options.startSheet, task.options.endSheet) = (1, "none", "none")
        task.options.resolution = request.resolution
        let plan = try converters.plan(task, avoiding: [])
        var picture: [UInt8] = []
        _ = try await converters.run(task, plan, page: request.page, reading: try await request.open()) { piece in
            picture += piece
            guard picture.count <= Self.pictureOctetsMax else {
                throw ConversionProblem(reason: "resources-exceeded", text: "the picture is too large")
            }
        }
        return picture
    }

    private static let pictureOctetsMax = 32 << 20

    /// What decides how it looks: the bytes, what was asked for, the page.
    private static func key(of request: PreviewRequest) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for octet in request.job.attributes.encoded() + request.printer.attributes.encoded() {
            hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3
        }
        let digest = request.document.digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "\(digest)-\(String(hash, radix: 16))-\(request.page)-\(request.resolution).png"
    }
}

/// One after another.
private actor Turn {
    private var last: Task<Void, Never>?

    func take(_ body: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        let before = last
        let mine = Task {
            await before?.value
            try Task.checkCancellation()
            return try await body()
        }
        last = Task { _ = await mine.result }
        return try await withTaskCancellationHandler {
            try await mine.value
        } onCancel: {
            mine.cancel()
        }
    }
}

/// Files in a folder, the oldest removed when there are too many.
private final class PictureCache: Sendable {
    private let folder: String
    /// Names and sizes, the oldest first.
    private let kept = Mutex<[(name: String, octets: Int)]>([])
    private static let octetsMax = 64 << 20

    init(folder: String) {
        self.folder = folder
        mkdir(folder, 0o700)
        // Of an earlier run: what they look like may have been decided by an older program.
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".png") { unlink("\(folder)/\(name)") }
        }
    }

    func picture(_ name: String) -> [UInt8]? {
        guard kept.withLock({ $0.contains { $0.name == name } }) else { return nil }
        let file = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var picture: [UInt8] = []
        while true {
            let piece = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, filled in
                filled = max(0, read(file, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { return picture.isEmpty ? nil : picture }
            picture += piece
        }
    }

    /// A picture that cannot be kept is drawn again.
    func keep(_ picture: [UInt8], as name: String) {
        let aside = "\(folder)/.\(name)"
        let file = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        let count = picture.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        close(file)
        guard count == picture.count, rename(aside, "\(folder)/\(name)") == 0 else {
            unlink(aside)
            return
        }
        let old = kept.withLock { kept -> [String] in
            kept.append((name, picture.count))
            var old: [String] = []
            while kept.count > 1, kept.reduce(0, { $0 + $1.octets }) > Self.octetsMax {
                old.append(kept.removeFirst().name)
            }
            return old
        }
        for name in old { unlink("\(folder)/\(name)") }
    }
}
