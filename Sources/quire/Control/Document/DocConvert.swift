import ArgumentParser
import Filters
import Glibc
import IPP
import PrintModel

/// `quirectl doc convert FILE --to MIME > OUT`
struct DocConvert: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert a file as it would be for a printer; no server is asked.",
        discussion: "The result goes to standard output, or to the file that --into names.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "The format to make, such as application/pdf or image/pwg-raster.") var to: String
    @Option(help: "Dots an inch of raster.") var resolution: Int = 300
    @Option(help: "Colours of raster: black, gray, rgb or cmyk.") var colors: ColorWord = .rgb
    @Option(name: .customLong("option"), help: "An option of lpr, such as number-up=2; can be given several times.")
    var options: [String] = []
    @Option(help: "What the file is, where its content is not to be asked.") var format: String?
    @Option(help: "The file to write; one that is there is replaced.") var into: String?
    @Argument(help: "The file.", completion: .file()) var file: String

    enum ColorWord: String, ExpressibleByArgument, CaseIterable, Sendable {
        case black, gray, rgb, cmyk
    }

    func validate() throws {
        guard (18...2400).contains(resolution) else {
            throw ValidationError("a resolution can be 18 to 2400, not \(resolution).")
        }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let wanted = try DocumentTools.attributes(options, control.session)
        let document = try DocumentTools.document(file, format)
        let spaces: [ColorWord: [String]] = [
            .black: ["black_1"], .gray: ["sgray_8"], .rgb: ["srgb_8"], .cmyk: ["cmyk_8"],
        ]
        let device = DeviceCapabilities(
            formats: [to], makeAndModel: "", hasColor: colors == .rgb || colors == .cmyk, resolutions: [resolution],
            colorSpaces: spaces[colors] ?? [])
        let converters = try await DocumentTools.converters(control.session)
        control.session.output.flush()
        let output = try OutputFile(into)
        do {
            let report = try await converters.convert(document, asking: wanted, for: device) { try output.write($0) }
            try output.finish()
            for warning in report.warnings { control.session.errors.print("quirectl: Warning - \(warning)".harmless) }
            if control.isVerbose { control.session.errors.print("\(report.plan): \(report.impressions ?? 0) pages") }
        } catch let problem as ConversionProblem {
            output.remove()
            throw DocumentTools.failure(problem)
        }
        return .done
    }
}

/// Standard output, or a file that is there only when it is whole.
private struct OutputFile {
    private let path: String?
    private let aside: String
    private let descriptor: CInt

    init(_ path: String?) throws(Failure) {
        self.path = path
        aside = "\(path ?? "").\(getpid())~"
        guard path != nil else {
            descriptor = STDOUT_FILENO
            return
        }
        descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.failure(aside) }
    }

    func write(_ bytes: [UInt8]) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { throw Self.failure(path ?? "standard output") }
            rest = rest.dropFirst(max(0, count))
        }
    }

    func finish() throws(Failure) {
        guard let path else { return }
        close(descriptor)
        guard rename(aside, path) == 0 else { throw Self.failure(path) }
    }

    func remove() {
        guard path != nil else { return }
        close(descriptor)
        unlink(aside)
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.failed, code: "file-not-writable", "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
