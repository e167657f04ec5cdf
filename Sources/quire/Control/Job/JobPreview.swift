import ArgumentParser
import Glibc
import IPP
import IPPClient

/// `quirectl job preview ID`
struct JobPreview: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Draw a page of a job as it will be printed, with all its options.",
        discussion: "A PNG file named JOB-PAGE.png in this folder, unless --to says where.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The job.") var job: String
    @Option(help: "Which page, from 1.") var page: Int32 = 1
    @Option(help: "Dots an inch, 18 to 300.") var resolution: Int32 = 75
    @Option(help: "Which of several documents, from 1.") var document: Int32 = 1
    @Option(help: "The file, or - for standard output.") var to: String?

    func validate() throws {
        guard page >= 1 else { throw ValidationError("pages are counted from 1, not \(page).") }
        guard (18...300).contains(resolution) else {
            throw ValidationError("a resolution can be 18 to 300, not \(resolution).")
        }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let number = try await control.jobNumber(job)
        let picture = try await control.server.preview(of: number, document, page: page, resolution: resolution)
        if to == "-" {
            control.session.output.flush()
            for try await piece in picture.reply.document {
                try JobDownload.write(piece, to: STDOUT_FILENO, named: "standard output")
            }
            return .done
        }
        let path = to ?? "\(number)-\(page).png"
        let size = try await JobDownload.save(picture, at: path)
        if control.isForPrograms {
            let members: [JSON.Member] = [
                .init("job-id", .number(Int64(number))), .init("page", .number(Int64(page))),
                .init("path", .string(path)), .init("octets", .number(size)),
            ]
            control.show([], kind: "Preview", .object(members), name: path)
        } else if !control.isQuiet {
            control.session.output.print("\(path) (\(AttributeDisplay.size(size)))".harmless)
        }
        return .done
    }
}

extension PrintServer {
    /// Quire-Get-Preview: the picture follows the answer.
    fileprivate func preview(
        of job: Int32, _ document: Int32, page: Int32, resolution: Int32
    ) async throws -> JobDocument {
        var request = request(.quireGetPreview, .job(job))
        request.update(.operation) { group in
            group.set("document-number", .integer(document))
            group.set("quire-page", .integer(page))
            group.set("quire-resolution", .integer(resolution))
        }
        let reply = try await client.sendForDocument(request, to: "/jobs/")
        if reply.message.status == .notFound, reply.message.statusMessage.isEmpty { throw Self.unknownJob(job) }
        try reply.message.requireDone(.quireGetPreview)
        return JobDocument(name: nil, format: "image/png", reply: reply)
    }
}
