internal import Crypto
internal import Dispatch
internal import Foundation
internal import Synchronization

/// A user of the machine: the name that he has there, and his groups.
struct MachineUser: Sendable {
    var name: String
    var groups: Set<String>
}

/// Checks passwords one at a time on a thread of its own, and remembers those that were right: hashing takes 0.1 s and
/// 32 MiB, and clients send the password with every request.
final class PasswordDesk: Sendable {
    private static let rememberedMax = 1_000
    private static let remembersFor = Duration.seconds(300)
    /// What the machine said: whom it does not know any more is out after that.
    private static let remembersMachineFor = Duration.seconds(60)
    /// As many as are hashed in some seconds.
    private static let waitingMax = 64

    private struct Memory {
        var until: ContinuousClock.Instant
        /// The user, where the machine said it.
        var user = MachineUser(name: "", groups: [])
    }

    private let queue = DispatchQueue(label: "quire.passwords")
    private let waiting = Atomic(0)
    private let logRounds: Int
    /// Without which nobody can tell what was remembered from this process' memory.
    private let key = SymmetricKey(size: .bits256)
    private let right = Mutex<[[UInt8]: Memory]>([:])
    /// Of no password; made once, because it takes as long as any.
    private let nobody = Mutex<PasswordHash?>(nil)

    init(logRounds: Int = PasswordHash.standardLogRounds) { self.logRounds = logRounds }

    // MARK: Accounts

    /// Whether it is that password; as slow where there is none to compare with. `nil` when too many are waiting.
    func matches(_ hash: String?, _ password: String) async -> Bool? {
        guard password.utf8.count <= PasswordHash.octetsMax else { return false }
        guard let hash, let known = PasswordHash(hash) else {
            return await run { self.pretend(password) }
        }
        guard let isRight = await run({ known.matches(password) }) else { return nil }
        if isRight { remember(Memory(until: .now + Self.remembersFor), as: mark(hash, password)) }
        return isRight
    }

    func remembers(_ hash: String, _ password: String) -> Bool { memory(mark(hash, password)) != nil }

    /// `nil` when too many are waiting.
    func hash(_ password: String) async throws -> String? {
        let logRounds = self.logRounds
        return try await run { Result { try PasswordHash(of: password, logRounds: logRounds).text } }?.get()
    }

    private func pretend(_ password: String) -> Bool {
        let hash = nobody.withLock { nobody in
            // Without a hash there is nothing to compare with: a look gets quicker, and nobody gets in.
            if nobody == nil { nobody = try? PasswordHash(of: "nobody", logRounds: logRounds) }
            return nobody
        }
        _ = hash?.matches(password)
        return false
    }

    // MARK: The machine's users

    /// - Parameter typed: the name as it was given, which need not be the one that he has.
    func rememberedUser(_ typed: String, _ password: String) -> MachineUser? {
        memory(mark("machine\n\(typed)", password))?.user
    }

    func remember(_ user: MachineUser, typed: String, _ password: String) {
        remember(
            Memory(until: .now + Self.remembersMachineFor, user: user), as: mark("machine\n\(typed)", password))
    }

    // MARK: Memory

    /// Changes with the hash: a new password makes what was remembered worthless.
    private func mark(_ what: String, _ password: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array("\(what)\n\(password)".utf8), using: key))
    }

    private func memory(_ mark: [UInt8]) -> Memory? {
        right.withLock { $0[mark] }.flatMap { $0.until > .now ? $0 : nil }
    }

    private func remember(_ memory: Memory, as mark: [UInt8]) {
        right.withLock { right in
            if right.count >= Self.rememberedMax { right = right.filter { $0.value.until > .now } }
            if right.count >= Self.rememberedMax { right = [:] }
            right[mark] = memory
        }
    }

    private func run<Output: Sendable>(_ work: @escaping @Sendable () -> Output) async -> Output? {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.waitingMax else {
            waiting.subtract(1, ordering: .relaxed)
            return nil
        }
        let output = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
        waiting.subtract(1, ordering: .relaxed)
        return output
    }
}
