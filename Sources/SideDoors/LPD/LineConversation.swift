import Logging
import Operations
import PrintModel

/// One connection of a client of the line printer daemon protocol (RFC 1179): one command, and for jobs what belongs to it.
///
/// The zero octet that ends a job is sent once the job is as safe as one that IPP acknowledges. Whatever comes in between,
/// the client gets another octet, with a line of text behind it that some show, or no octet at all.
struct LineConversation {
    let connection: Connection
    let desk: any JobDesk
    let service: any PrintService
    let limits: SideLimits
    let log: Logger

    func run() async {
        let wire = Wire(connection, limits: limits)
        do {
            guard let line = try await wire.line(octetsMax: limits.lineOctetsMax, within: limits.commandTime) else {
                return
            }
            switch try LineCommand(line, operandsMax: limits.operandsMax) {
            case .printWaiting(let queue): try await printWaiting(queue)
            case .receiveJob(let queue): try await JobReception(self, wire).run(queue)
            case .state(let queue, let of, let isLong): try await say(state(of: queue, of, isLong: isLong))
            case .remove(let queue, let agent, let jobs): try await say(remove(from: queue, agent, jobs))
            }
        } catch let problem as LineCommand.Problem {
            await refuse(DeskRefusal(problem.reason))
        } catch ConnectionProblem.tooLong {
            limits.board.note(.lpdLineBytes)
            await refuse(DeskRefusal("the line is longer than \(limits.lineOctetsMax) octets"))
        } catch {
            log.debug("a connection ends", metadata: ["from": "\(connection.address)", "error": "\(error)"])
        }
    }

    /// Queues begin by themselves: there is nothing to be done.
    private func printWaiting(_ queue: String) async throws {
        do {
            _ = try await desk.admit(to: queue, user: nil, from: caller(queue))
            try await connection.write([0])
        } catch let refusal as DeskRefusal {
            await refuse(refusal)
        }
    }

    private func say(_ text: String) async throws { try await connection.write(Array(text.utf8)) }

    private func state(of queue: String, _ jobs: [String], isLong: Bool) async throws -> String {
        let questions = QueueQuestions(service: service, caller: caller(queue), queue: queue, limits: limits)
        do {
            return try await QueueState(questions, LineFilter(jobs)).text(isLong: isLong)
        } catch let refusal as DeskRefusal {
            return "\(queue): \(refusal.reason)\n"
        }
    }

    private func remove(from queue: String, _ agent: String, _ jobs: [String]) async throws -> String {
        let questions = QueueQuestions(service: service, caller: caller(queue), queue: queue, limits: limits)
        do {
            return try await JobRemoval(questions, agent: agent).text(jobs)
        } catch let refusal as DeskRefusal {
            return "\(queue): \(refusal.reason)\n"
        }
    }

    func caller(_ queue: String) -> Caller {
        Caller(requester: connection.requester, authority: nil, path: "/printers/\(queue)")
    }

    /// 1 for what will not be taken, 2 for what may be later, as BSD's daemon has it; the text is LPRng's custom.
    func refuse(_ refusal: DeskRefusal) async {
        log.notice("LPD: refused", metadata: ["from": "\(connection.address)", "why": "\(refusal.reason)"])
        // Gone already: then it knows that nothing was taken.
        try? await connection.write([refusal.isTemporary ? 2 : 1] + Array("\(refusal.reason)\n".utf8))
    }
}
