import IPP
import Operations
import PrintModel
import QuireTestKit
import Synchronization

/// Takes what is handed in, for a queue `lp` that is there and no other, and refuses where a test wants it to.
final class FakeDesk: JobDesk {
    struct Made: Equatable {
        var user: String?
        var name: String?
        var names: [String?]
        var copies: [Int]
        var texts: [String]
    }

    private struct State {
        var jobs: [Made] = []
        var texts: [[UInt8]: String] = [:]
        var held = 0
        var refusesDocuments: DeskRefusal?
        var refusesJobs: DeskRefusal?
    }

    private let state = Mutex(State())
    private let store = MemoryStore()
    let limits: DeskLimits

    init(octetsMax: Int64 = 1 << 20, documents: DeskRefusal? = nil, jobs: DeskRefusal? = nil) {
        limits = DeskLimits(octetsMax: octetsMax, documentsMax: 4)
        state.withLock { ($0.refusesDocuments, $0.refusesJobs) = (documents, jobs) }
    }

    var jobs: [Made] { state.withLock { $0.jobs } }
    /// Documents that were taken in and neither discarded nor made into jobs.
    var held: Int { state.withLock { $0.held } }

    func admit(to queue: String, user: String?, from caller: Caller) async throws(DeskRefusal) -> DeskLimits {
        guard queue == "lp" else { throw DeskRefusal("there is no printer '\(queue)'") }
        if user == "mallory" { throw DeskRefusal("Not allowed to print.") }
        return limits
    }

    func receive(
        _ stream: DocumentStream, for queue: String, from caller: Caller
    ) async throws(DeskRefusal) -> HeldDocument? {
        if let refusal = state.withLock({ $0.refusesDocuments }) { throw refusal }
        do {
            var octets: [UInt8] = []
            while let piece = try await stream.next() {
                octets += piece
                if octets.count > limits.octetsMax { throw DeskRefusal("too long") }
            }
            guard !octets.isEmpty else { return nil }
            let received = try await store.receive(.bytes(octets), octetsMax: .max)
            state.withLock {
                $0.texts[received.digest] = String(decoding: octets, as: UTF8.self)
                $0.held += 1
            }
            return HeldDocument(NewDocument(received: received, format: "text/plain"))
        } catch let refusal as DeskRefusal {
            throw refusal
        } catch {
            throw DeskRefusal("\(error)")
        }
    }

    func discard(_ document: HeldDocument) async { state.withLock { $0.held -= 1 } }

    func submit(_ slip: JobSlip, to queue: String, from caller: Caller) async throws(DeskRefusal) -> JobID {
        if let refusal = state.withLock({ $0.refusesJobs }) { throw refusal }
        return state.withLock { state in
            let texts = slip.parts.map { state.texts[$0.document.document.received.digest] ?? "?" }
            state.held -= texts.count
            state.jobs.append(
                Made(
                    user: slip.user, name: slip.name, names: slip.parts.map(\.name), copies: slip.parts.map(\.copies),
                    texts: texts))
            return JobID(Int32(clamping: state.jobs.count))
        }
    }
}

/// Says that there is nothing.
struct NoService: PrintService {
    func readyAnswer(to message: [UInt8], from caller: Caller) -> [UInt8]? { nil }
    func answer(to message: [UInt8], document: DocumentStream, from caller: Caller) async -> ServiceAnswer {
        let answer = IPPMessage(code: 0x0406, requestID: 1, groups: [AttributeGroup(.operation)])
        return ServiceAnswer(bytes: answer.encoded())
    }
}
