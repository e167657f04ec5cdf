import ArgumentParser
import Glibc
import IPP
import IPPClient

/// `quirectl job download ID`
struct JobDownload: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "Fetch the document of a job, as it was sent.",
        discussion: "It is written to a file of its own name in this folder, unless --to says where. None is replaced.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The job.") var job: String
    @Option(help: "The file, or - for standard output.") var to: String?
    @Option(help: "Which of several documents, from 1.") var document: Int32 = 1

    func run(_ control: Control) async throws -> ExitStatus {
        let number = try await control.jobNumber(job)
        let document = try await control.server.document(document, of: number)
        if to == "-" {
            control.session.output.flush()
            for try await piece in document.reply.document {
                try Self.write(piece, to: STDOUT_FILENO, named: "standard output")
            }
            return .done
        }
        let path = to ?? Self.fileName(of: document, job: number, self.document)
        let size = try await Self.save(document, at: path)
        if control.isForPrograms {
            let members: [JSON.Member] = [
                .init("job-id", .number(Int64(number))), .init("document-format", .string(document.format)),
                .init("path", .string(path)), .init("octets", .number(size)),
            ]
            control.show([], kind: "Download", .object(members), name: path)
        } else if !control.isQuiet {
            control.session.output.print("\(path) (\(document.format), \(AttributeDisplay.size(size)))".harmless)
        }
        return .done
    }

    /// A name from somebody else stays in this folder and is not hidden.
    private static func fileName(of document: JobDocument, job: Int32, _ number: Int32) -> String {
        let name = (document.name ?? "").split(separator: "/").last.map(String.init)?.harmless ?? ""
        guard !name.isEmpty, !name.hasPrefix("."), !name.hasPrefix("-") else {
            return "job-\(job)-\(number)\(suffix(of: document.format))"
        }
        return name.prefix(octets: 255)
    }

    private static func suffix(of format: String) -> String {
        switch format {
        case "application/pdf": ".pdf"
        case "application/postscript": ".ps"
        case "text/plain": ".txt"
        case "image/jpeg": ".jpg"
        case "image/png": ".png"
        case "image/pwg-raster": ".pwg"
        case "image/urf": ".urf"
        default: ".bin"
        }
    }

    static func save(_ document: JobDocument, at path: String) async throws -> Int64 {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw Failure(
                .failed, code: "file-not-writable", "cannot write \"\(path)\": \(String(cString: strerror(errno)))",
                hint: errno == EEXIST ? "name another file with --to." : nil)
        }
        defer { close(file) }
        var size: Int64 = 0
        do {
            for try await piece in document.reply.document {
                try write(piece, to: file, named: path)
                size += Int64(piece.count)
            }
        } catch {
            unlink(path)  // Half a document helps nobody.
            throw error
        }
        return size
    }

    static func write(_ bytes: [UInt8], to file: CInt, named name: String) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw Failure(
                    .failed, code: "file-not-writable", "cannot write \(name): \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(count)
        }
    }
}
