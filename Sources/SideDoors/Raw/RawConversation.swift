import Logging
import Operations
import PrintModel

/// One connection to a port for raw data: all that comes until the client ends its half, or says nothing more for a while, is
/// a job. One without data is none: that is how printers are looked for.
///
/// There is no way to say that something was not taken, but one: the connection is reset. Nothing is said back of what a
/// client asks in PJL.
struct RawConversation {
    let connection: Connection
    let queue: String
    let desk: any JobDesk
    let limits: SideLimits
    let log: Logger

    func run() async {
        do {
            guard let header = try await RawHead.read(from: connection, limits) else { return }
            connection.mark(inHand: true)
            defer { connection.mark(inHand: false) }
            try await take(header)
        } catch {
            log.notice("raw data are not taken", metadata: metadata(["why": "\(error)"]))
            await connection.reset()
        }
    }

    private func take(_ head: RawHead) async throws {
        let caller = Caller(requester: connection.requester, authority: nil, path: "/printers/\(queue)")
        let words = PJLWords(head.octets)
        _ = try await desk.admit(to: queue, user: words.user ?? "", from: caller)
        guard let document = try await desk.receive(head.stream, for: queue, from: caller) else { return }
        let slip = JobSlip(
            user: words.user, name: words.jobName ?? "Raw data from \(connection.address)", parts: [.init(document)])
        // In a task of its own: a job that has come whole is made whatever becomes of the connection.
        let made = await Task { [desk, queue] () -> Result<JobID, DeskRefusal> in
            do throws(DeskRefusal) {
                return .success(try await desk.submit(slip, to: queue, from: caller))
            } catch {
                return .failure(error)
            }
        }.value
        switch made {
        case .success(let id): log.info("raw data: job \(id)", metadata: metadata([:]))
        case .failure(let refusal):
            await desk.discard(document)
            throw refusal
        }
    }

    private func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging(["from": "\(connection.address)", "queue": "\(queue)"]) { $1 }
    }
}
