import Children
import Filters
import Glibc
import IPP
import PrintModel

/// What the commands about documents share.
enum DocumentTools {
    static func document(_ path: String, _ format: String?) throws -> FileDocument {
        do {
            return try FileDocument(path: path, format: format)
        } catch let problem as ConversionProblem {
            throw failure(problem)
        }
    }

    /// Options of `lpr` as the attributes a job would have.
    static func attributes(_ options: [String], _ session: Session) throws -> AttributeGroup {
        var parsed: [PrintOption] = []
        for text in options { parsed += try PrintOption.parse(text) }
        return try JobRequest(parsed, now: session.now()).job
    }

    /// The converters that are installed beside this command.
    static func converters(_ session: Session) async throws -> Converters {
        let base = "\(session.variable("TMPDIR") ?? "/tmp")/quire-convert-\(getuid())"
        return Converters(
            nursery: try await Nursery(NurserySettings(temporaryBase: base)), clock: CommandClock(session))
    }

    /// What a printer's device takes, as its server says; `nil` from a server that does not.
    static func device(of printer: String, _ server: PrintServer) async throws -> DeviceCapabilities? {
        let said = try await server.printer(
            printer,
            [
                "quire-device-formats", "quire-device-color-spaces", "quire-device-has-sheets",
                "quire-device-makes-copies", "quire-device-records-options", "printer-resolution-supported",
                "color-supported", "sides-supported",
                "printer-make-and-model", "pwg-raster-document-sheet-back", "media-supported",
            ])
        guard let hasSheets = said["quire-device-has-sheets"]?.boolValue else { return nil }
        var resolutions: [Int] = []
        for value in said["printer-resolution-supported"]?.values ?? [] {
            if case .resolution(let resolution) = value { resolutions.append(Int(resolution.crossFeed)) }
        }
        var device = DeviceCapabilities(
            formats: said["quire-device-formats"]?.stringValues ?? [],
            makeAndModel: said["printer-make-and-model"]?.stringValue ?? "",
            hasColor: said["color-supported"]?.boolValue ?? true,
            hasDuplex: (said["sides-supported"]?.values.count ?? 0) > 1,
            makesCopies: said["quire-device-makes-copies"]?.boolValue ?? false, hasSheets: hasSheets,
            resolutions: resolutions, colorSpaces: said["quire-device-color-spaces"]?.stringValues ?? [],
            sheetBack: said["pwg-raster-document-sheet-back"]?.stringValue ?? "normal",
            media: (said["media-supported"]?.stringValues ?? []).filter { !$0.hasPrefix("custom_m") }
                .compactMap { MediaSize($0) })
        device.recordsOptions = said["quire-device-records-options"]?.boolValue ?? false
        return device
    }

    static func failure(_ problem: ConversionProblem) -> Failure {
        Failure(.failed, code: problem.reason, "\(problem.text).".harmless)
    }
}

/// The clock of a command.
private struct CommandClock: WallClock {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func now() -> Moment { Moment(seconds: session.now()) }

    func uptime() -> Duration { .seconds(session.now()) }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }

    func localTime(at moment: Moment) -> LocalTime {
        var (seconds, broken) = (time_t(moment.seconds), tm())
        localtime_r(&seconds, &broken)
        return LocalTime(
            weekday: Int(broken.tm_wday), minuteOfDay: Int(broken.tm_hour) * 60 + Int(broken.tm_min),
            second: Int(broken.tm_sec))
    }
}
