internal import Foundation
internal import Glibc
internal import PAM
public import PrintModel
internal import Synchronization

/// The passwords of the machine's users: asks `quire-pam`, a program of its own, which asks PAM.
///
/// What PAM's modules do takes as long as it likes: a few questions are out at the same time, others are sent away. A helper
/// that has ended is connected to anew with the next question. Where none has ever said that it could ask PAM, nobody on this
/// machine knows passwords.
public final class MachinePasswords: PasswordAuthority {
    /// Waiting for an answer at the same time; four of them are being answered.
    private static let waitingMax = 36
    /// Then nobody could look. The helper gives a module a minute.
    private static let patience = Duration.seconds(70)
    /// Between two connections, doubled for a helper that ends at once: it is not started as fast as passwords come.
    private static let pause = Duration.seconds(1)
    private static let pauseMax = Duration.seconds(60)

    /// To a helper.
    public struct Connection: Sendable {
        let socket: Int32
        let ended: @Sendable () -> Void

        /// - Parameters:
        ///   - socket: of packets (SOCK_SEQPACKET), with the helper at its other end; closed by who uses it.
        ///   - ended: called when the helper has gone.
        public init(socket: Int32, ended: @escaping @Sendable () -> Void = {}) {
            self.socket = socket
            self.ended = ended
        }
    }

    private struct State {
        /// Our end of the socket to the helper.
        var socket: Int32?
        var triedAt: ContinuousClock.Instant?
        var pause = MachinePasswords.pause
        /// Whether the helper that is there, and whether any has said that it could ask PAM.
        var isReady = false
        var wasReady = false
        var isMissing = false
        var lastNumber: UInt32 = 0
        var waiting: [UInt32: CheckedContinuation<PasswordReply, Never>] = [:]
    }

    private let state = Mutex(State())
    private let connect: @Sendable () throws -> Connection
    private let groups: @Sendable (String) async -> Set<String>
    private let failed: @Sendable (any Error) -> Void

    /// - Parameters:
    ///   - connect: throws where there is no helper.
    ///   - groups: the groups of a user whose password was right.
    ///   - failed: told why there is no helper.
    public init(
        connect: @escaping @Sendable () throws -> Connection, groups: @escaping @Sendable (String) async -> Set<String>,
        failed: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.connect = connect
        self.groups = groups
        self.failed = failed
    }

    /// The helper ends with its socket, and with it the thread that reads.
    deinit { state.withLock { if let socket = $0.socket { shutdown(socket, Int32(SHUT_RDWR)) } } }

    public var isThere: Bool { state.withLock { !$0.isMissing } }

    /// Connects before anybody asks.
    public func prepare() { state.withLock { _ = connected(&$0) } }

    public func check(user: String, password: String) async -> PasswordVerdict {
        guard isThere else { return .nobody }
        // What cannot be asked is nobody's password.
        guard PasswordQuestion(number: 0, user: user, password: password) != nil else { return .wrong }
        let reply = await withCheckedContinuation { continuation in
            ask(user, password, continuation)
        }
        return switch reply.word {
        case .right: .right(name: reply.user, groups: await groups(reply.user))
        case .wrong: .wrong
        case .unknown: .unknown
        }
    }

    private func ask(_ user: String, _ password: String, _ continuation: CheckedContinuation<PasswordReply, Never>) {
        let number = state.withLock { state -> UInt32? in
            guard state.waiting.count < Self.waitingMax, let socket = connected(&state) else { return nil }
            state.lastNumber = max(1, state.lastNumber &+ 1)
            let number = state.lastNumber
            guard let packet = PasswordQuestion(number: number, user: user, password: password)?.packet,
                packet.withUnsafeBytes({
                    send(socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
                }) == packet.count
            else { return nil }
            state.waiting[number] = continuation
            return number
        }
        guard let number else { return continuation.resume(returning: PasswordReply(number: 0, word: .unknown)) }
        Task { [weak self] in
            try? await Task.sleep(for: Self.patience)
            self?.answer(PasswordReply(number: number, word: .unknown))
        }
    }

    private func answer(_ reply: PasswordReply) {
        state.withLock { $0.waiting.removeValue(forKey: reply.number) }?.resume(returning: reply)
    }

    // MARK: The connection

    private func connected(_ state: inout State) -> Int32? {
        if let socket = state.socket { return socket }
        if let triedAt = state.triedAt, triedAt.duration(to: .now) < state.pause { return nil }
        state.triedAt = .now
        do {
            let connection = try connect()
            state.socket = connection.socket
            Thread.detachNewThread { [weak self] in Self.read(connection) { self?.take($0) } }
            return connection.socket
        } catch {
            isGone(&state, because: error)
            return nil
        }
    }

    /// Until the helper has gone, which is told as `nil`.
    private static func read(_ connection: Connection, _ take: (PasswordReply?) -> Void) {
        var packet = [UInt8](repeating: 0, count: PasswordReply.octetsMax + 1)
        while true {
            let count = packet.withUnsafeMutableBytes { recv(connection.socket, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0, let reply = PasswordReply(packet.prefix(count)) else { break }
            take(reply)
        }
        // In this order: whoever still has the number must not find another file behind it.
        take(nil)
        close(connection.socket)
        connection.ended()
    }

    private func take(_ reply: PasswordReply?) {
        if let reply {
            state.withLock { state in
                (state.isReady, state.wasReady, state.isMissing) = (true, true, false)
                state.pause = Self.pause
            }
            return answer(reply)
        }
        let waiting = state.withLock { state in
            defer { (state.socket, state.waiting, state.isReady) = (nil, [:], false) }
            if !state.isReady { isGone(&state, because: HelperProblem()) }
            return state.waiting
        }
        for (number, continuation) in waiting {
            continuation.resume(returning: PasswordReply(number: number, word: .unknown))
        }
    }

    /// There is no helper that could ask. Where there never was one another is looked for later, for nobody asks then.
    private func isGone(_ state: inout State, because error: any Error) {
        state.pause = min(state.pause * 2, Self.pauseMax)
        // Not each time.
        if !state.isMissing { failed(error) }
        guard !state.wasReady else { return }
        state.isMissing = true
        let pause = state.pause
        Task { [weak self] in
            try? await Task.sleep(for: pause)
            self?.prepare()
        }
    }
}

/// A helper that ended before it could ask anything.
struct HelperProblem: Error, CustomStringConvertible {
    let description = "it has ended at once; only accounts of the server are known while there is none"
}
