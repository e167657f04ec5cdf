internal import PrintModel
internal import Synchronization

/// Where a job's bytes pass on their way to a device, so that a daemon whose job was taken over by a later one cannot go on
/// printing it: what is sent cannot be taken back.
///
/// Bytes pass in pieces of at most ``pieceOctetsMax``. The store is asked whether the lease still counts
/// (``Delivery/confirm``) before the first piece, before each piece when the last answer is older than
/// ``confirmationLasts``, and before the last piece of each document of several: a document of one piece is asked for once,
/// or not at all where the claim is as new as an answer. What is left is the one piece that was on its way to the network
/// while the process, or its machine, was halted.
final class Gate: Sendable {
    /// As much as a device may get of a job that is not ours any more.
    static let pieceOctetsMax = 64 << 10
    /// An answer costs a look into the database, 0.05 ms.
    static let confirmationLasts = Duration.milliseconds(500)

    private struct State {
        var confirmedAt: ContinuousClock.Instant?
        /// What is remembered of the job.
        var deviceJob: String?
    }

    private let delivery: Delivery
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    /// - Parameter now: of a clock that goes on while the machine sleeps.
    init(_ delivery: Delivery, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.delivery = delivery
        self.now = now
        let isBegun = delivery.claimedAt != nil
        state = Mutex(State(confirmedAt: delivery.claimedAt, deviceJob: isBegun ? delivery.job.deviceJob : nil))
    }

    /// Opens a document; its pieces pass this gate.
    func open(_ document: Int) async throws -> GatedDocument {
        GatedDocument(try await delivery.open(document), through: self)
    }

    /// For what is sent around the documents, and for documents that were read before: the same question, asked before
    /// bytes that are not ``GatedDocument``'s.
    ///
    /// - Parameter isLast: asks the store in any case.
    func pass(isLast: Bool = false) async throws {
        try Task.checkCancellation()
        let last = state.withLock { $0.confirmedAt }
        if !isLast, let last, now() - last < Self.confirmationLasts { return }
        try await ask { try await delivery.confirm() }
    }

    /// Remembers what the device calls the job; the store does so only while the lease counts.
    func remember(_ deviceJob: String) async throws {
        guard state.withLock({ $0.deviceJob }) != deviceJob else { return try await pass() }
        try Task.checkCancellation()
        try await keep(deviceJob)
    }

    /// Connects to the device. What was remembered with the claim is taken back when that takes its time: whoever ended now
    /// would not know that nothing was sent.
    func connect(
        within patience: Duration, _ connect: (_ patience: Duration) async throws(LineFailure) -> Line
    ) async throws -> Line {
        guard delivery.claimedAt != nil, patience > Self.confirmationLasts else { return try await connect(patience) }
        do throws(LineFailure) {
            return try await connect(Self.confirmationLasts)
        } catch {
            guard error == .silent else { throw error }
        }
        try await keep(nil)
        return try await connect(patience)
    }

    private func keep(_ deviceJob: String?) async throws {
        try await ask { try await delivery.remember(deviceJob) }
        state.withLock { $0.deviceJob = deviceJob }
    }

    private func ask(_ store: () async throws -> Void) async throws {
        // The time before the question is what counts: the answer may be late.
        let asked = now()
        do {
            // Not on a thread that moves bytes: what the store writes it syncs.
            try await withTaskExecutorPreference(globalConcurrentExecutor, operation: store)
        } catch StoreError.fenced {
            throw GateShut()
        } catch StoreError.notPossible {
            throw GateShut()
        }
        state.withLock { $0.confirmedAt = asked }
    }
}

/// The job is not this attempt's any more: nothing further may be sent.
struct GateShut: Error {}

/// A document on its way to a device.
actor GatedDocument {
    struct Piece: Sendable {
        /// 1 to ``Gate/pieceOctetsMax`` octets.
        var bytes: ArraySlice<UInt8>
        /// Whether the document ends with it.
        var isLast: Bool
    }

    private let gate: Gate
    private let stream: DocumentStream
    /// Read and not yet passed; more than a piece, unless the document ends with it.
    private var held: ArraySlice<UInt8> = []
    private var isRead = false
    private var hasPassed = false

    init(_ stream: DocumentStream, through gate: Gate) {
        self.stream = stream
        self.gate = gate
    }

    /// Reads until the next piece is there, without asking whether it may be sent; `false` when there is none.
    func prepare() async throws -> Bool {
        while !isRead, held.count <= Gate.pieceOctetsMax {
            guard let more = try await stream.next() else {
                isRead = true
                break
            }
            if held.isEmpty { held = more[...] } else { held += more }
        }
        return !held.isEmpty
    }

    /// The next piece, which may be sent now; `nil` behind the last.
    ///
    /// Pieces are full but for the last: a document of many small ones costs no more questions than others.
    func next() async throws -> Piece? {
        guard try await prepare() else { return nil }
        let bytes = held.prefix(Gate.pieceOctetsMax)
        held = held.dropFirst(bytes.count)
        let isLast = isRead && held.isEmpty
        try await gate.pass(isLast: isLast && hasPassed)
        hasPassed = true
        return Piece(bytes: bytes, isLast: isLast)
    }
}
