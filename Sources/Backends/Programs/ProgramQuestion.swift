internal import Children
internal import Logging
internal import PrintModel
internal import Synchronization

/// Asks our own program what became of a job at its server.
struct ProgramQuestion: Sendable {
    let order: ProgramOrder
    let uri: ProgramURI
    let secret: DeviceSecret?

    /// A server that says no word of it in this time is away.
    private static let timeout = Duration.seconds(60)
    /// How often one looks whether the server has printed it.
    private static let again = Duration.seconds(5)

    /// - Parameter part: which run of the job it was, and of how many: those before it are printed.
    func resolve(_ jobURI: String, _ part: (number: Int, count: Int)) async -> Interrupted {
        let isLast = part.number == part.count
        let (word, complaint) = await ask(["--resolve", jobURI])
        let earlier = "\(part.number - 1) of \(part.count) documents are printed"
        switch word {
        case "completed" where isLast: return .delivered
        case "completed": return .unknown(because: "\(part.number) of \(part.count) documents are printed")
        case "none" where part.number == 1: return .notDelivered
        case "none": return .unknown(because: earlier)
        case "canceled": return .unknown(because: "it was canceled at the server (\(jobURI)); \(earlier)")
        case "lost": return .unknown(because: "the server does not know \(jobURI) any more")
        case "waiting":
            return .askAgain(
                DeviceTrouble(.busy, reason: "other", message: "the server still prints \(jobURI)", after: Self.again))
        default:
            return .askAgain(
                DeviceTrouble(
                    .away, reason: ProgramState.connecting,
                    message: complaint.isEmpty ? "the server does not say what became of \(jobURI)" : complaint))
        }
    }

    /// The first word it answers, and what it complained of.
    private func ask(_ arguments: [String]) async -> (word: String, complaint: String) {
        let talk = ProgramTalk(tell: { _ in }, log: Logger(label: "quire.program"))
        let answer = Mutex<[UInt8]>([])
        var ears = talk.ears
        ears.onOutput = { bytes in answer.withLock { $0 += bytes.prefix(max(0, 1_024 - $0.count)) } }
        do {
            let child = try await DeviceChild.start(
                order.asking(arguments, uri: uri, secret: secret), in: order.settings.nursery, heardBy: ears)
            child.endDocument()
            let end = await withTaskCancellationHandler {
                await child.end(within: Self.timeout)
            } onCancel: {
                child.kill()
            }
            let words = String(decoding: answer.withLock { $0 }, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            return (end == .exited(0) ? words.first.map { String($0) } ?? "" : "", talk.finish().problem)
        } catch {
            return ("", "\(error)")
        }
    }
}
