import Filters
import IPP
import PrintModel

/// `lpr --dry-run`: what would come out, without printing it.
struct DryRun: Sendable {
    let submission: Submission
    let session: Session

    /// Pages, sheets and colour of each file, and the way it would go; the server has said already what it does not like.
    func tell(_ files: [String]) async throws {
        // Only our own server says what a device takes.
        guard let device = try await DocumentTools.device(of: submission.printer, submission.server) else { return }
        guard !device.formats.isEmpty else {
            for file in files { session.output.print("\(file): goes to the device as it is".harmless) }
            return
        }
        let converters = try await DocumentTools.converters(session)
        for file in files {
            let document = try DocumentTools.document(file, nil)
            do {
                let plan = try converters.plan(for: document, asking: submission.jobAttributes, on: device)
                let count = try await count(document, device, converters)
                session.output.print("\(file): \(count)".harmless)
                session.output.print("\(file): \(plan.words)".harmless)
            } catch let problem as ConversionProblem {
                throw DocumentTools.failure(problem)
            }
        }
    }

    /// By drawing it small: nothing else knows which pages have colour.
    private func count(
        _ document: FileDocument, _ device: DeviceCapabilities, _ converters: Converters
    ) async throws -> String {
        var small = device
        (small.formats, small.resolutions, small.driver) = (["image/pwg-raster"], [Self.resolution], nil)
        small.colorSpaces = device.hasColor ? ["srgb_8"] : ["sgray_8"]
        let report = try await converters.convert(document, asking: submission.jobAttributes, for: small) { _ in }
        let pages = document.pages.map { "\($0) page\($0 == 1 ? "" : "s"), " } ?? ""
        let sides = report.impressions ?? 0
        let sheets = report.sheets ?? sides
        let colors = report.colorImpressions.map { ", \($0) with colour" } ?? ""
        return "\(pages)\(sides) side\(sides == 1 ? "" : "s") on \(sheets) sheet\(sheets == 1 ? "" : "s")\(colors)"
    }

    private static let resolution = 72
}
