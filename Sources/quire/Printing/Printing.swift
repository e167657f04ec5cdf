import Glibc
import IPP
import IPPClient

/// `lpr` and `lp` from their order to the end: checked, sent, told, and waited for where that was asked.
struct Printing: Sendable {
    private let order: PrintOrder
    private let session: Session

    init(_ order: PrintOrder, _ session: Session) {
        self.order = order
        self.session = session
    }

    /// - Parameter said: what the command says on standard output once the server has the job.
    func run(_ said: (Submission.Receipt, _ printer: String) -> Void = { _, _ in }) async throws -> Bool {
        var submission = try await Submission(order, session)
        if order.isDryRun {
            try await Self.retrying(&submission) { try await $0.validate() }
            session.output.print("would \(submission.plan)")
            try await DryRun(submission: submission, session: session).tell(order.files)
            return true
        }
        let progress = ProgressLine(.auto, on: session.errors)
        // Shown for what takes a while only.
        submission.sent = { bytes, all in
            if (all ?? bytes) >= Self.progressBytesMin { progress.show(bytes: bytes, of: all) }
        }
        defer { progress.clear() }
        let receipt = try await Self.retrying(&submission) { try await $0.send() }
        progress.clear()
        removeFiles()
        if !order.isJSON { said(receipt, submission.printer) }
        if !order.isSilent { await submission.tell(receipt) }
        if order.waits {
            let wait = JobWait(number: receipt.number, server: submission.server, session: session)
            let end = try await wait.run()
            if order.isJSON { show(end) }
            if let failure = end.failure { throw failure }
        } else if order.isJSON {
            show(JobDescription(attributes: try await job(receipt, submission.server)))
        }
        return true
    }

    /// Once more for a printer in the network, where the server has no queue of that name.
    private static func retrying<Value: Sendable>(
        _ submission: inout Submission, _ body: (Submission) async throws -> Value
    ) async throws -> Value {
        do {
            return try await body(submission)
        } catch let failure as Failure where failure.code == "printer-not-found" {
            // Why no queue could be made for one that was found is worth more than that there is none.
            guard let other = try await submission.forFoundPrinter() else { throw failure }
            submission = other
            return try await body(other)
        }
    }

    private static let progressBytesMin: Int64 = 1_048_576

    /// All there is to say of the job; what the receipt says where the server does not show jobs.
    private func job(_ receipt: Submission.Receipt, _ server: PrintServer) async throws -> AttributeGroup {
        (try? await server.job(receipt.number, JobDescription.requested)) ?? receipt.job
    }

    private func show(_ job: JobDescription) {
        let members: [JSON.Member] = [
            .init("schema", .string("quire/v1")), .init("kind", .string("JobList")),
            .init("items", .array([job.json])),
        ]
        session.output.print(JSON.object(members).text)
    }

    /// `-r`: only now, that the server has promised to print them.
    private func removeFiles() {
        guard order.isRemovingFiles else { return }
        for file in order.files where unlink(file) != 0 {
            session.errors.print("\(session.name): cannot remove \"\(file)\": \(String(cString: strerror(errno)))")
        }
    }
}
