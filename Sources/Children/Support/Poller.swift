internal import CSpawn
internal import Glibc
import Synchronization

/// Says when descriptors are ready, for all children together: one thread in epoll_wait.
///
/// Reading and writing themselves are done by the tasks that want the bytes, without blocking: what is there costs no
/// change of threads, and only who has to wait is woken from here. A DispatchSource a pipe does the same by way of two
/// queues more.
final class Poller: Sendable {
    enum Event {
        case readable, writable
    }

    private let core: Core

    init() throws {
        core = try Core()
        try core.beginThread()
    }

    deinit { core.finish() }

    /// Waits until the descriptor is ready, or is woken, or its task is cancelled; the caller looks which.
    ///
    /// - Parameter isNeedless: asked once more after the wait has begun, so that a ``wake(_:)`` is not missed.
    func wait(
        for descriptor: Int32, _ event: Event, _ ticket: Ticket, isNeedless: @Sendable () -> Bool = { false }
    ) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                core.register(ticket.number) { continuation.resume() }
                if !core.arm(descriptor, event, ticket.number) { core.fire(ticket.number) }
                if Task.isCancelled || isNeedless() { core.fire(ticket.number) }
            }
        } onCancel: {
            core.fire(ticket.number)
        }
    }

    /// Calls on the poller's thread, once. Gives back `false`, and never calls, when the kernel cannot.
    func whenReadable(_ descriptor: Int32, _ action: @escaping @Sendable () -> Void) -> Bool {
        let ticket = newTicket()
        core.register(ticket.number, action)
        guard !core.arm(descriptor, .readable, ticket.number) else { return true }
        core.forget(ticket.number)
        return false
    }

    func wake(_ ticket: Ticket) { core.fire(ticket.number) }

    func newTicket() -> Ticket { Ticket(number: core.newNumber()) }

    /// Names one wait. Descriptors' numbers are used again, these are not.
    struct Ticket: Hashable, Sendable {
        fileprivate var number: UInt64
    }
}

/// What the thread holds.
private final class Core: Sendable {
    private struct State {
        var waiting: [UInt64: @Sendable () -> Void] = [:]
        var nextNumber: UInt64 = 1
    }

    private let state = Mutex(State())
    private let epoll: Descriptor
    /// Readable when the thread shall end: the other end is closed.
    private let leashEnd: Descriptor
    private let leash: Mutex<Descriptor?>

    init() throws {
        let number = spawn_watch_open()
        guard number >= 0 else { throw DescriptorError("epoll", errno) }
        epoll = Descriptor(taking: number)
        let pipe = try Descriptor.pipe()
        leashEnd = pipe.reader
        leash = Mutex(pipe.writer)
        _ = arm(pipe.reader.number, .readable, 0)
    }

    func beginThread() throws {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let error = pthread_create(&thread, nil, { Core.work($0) }, context.toOpaque())
        guard error == 0 else {
            context.release()
            throw DescriptorError("thread", error)
        }
        pthread_detach(thread)
    }

    func finish() { leash.withLock { $0 = nil } }

    func newNumber() -> UInt64 {
        state.withLock { state in
            defer { state.nextNumber += 1 }
            return state.nextNumber
        }
    }

    func register(_ number: UInt64, _ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.waiting[number] = action }
    }

    func forget(_ number: UInt64) { state.withLock { _ = $0.waiting.removeValue(forKey: number) } }

    func fire(_ number: UInt64) { state.withLock { $0.waiting.removeValue(forKey: number) }?() }

    func arm(_ descriptor: Int32, _ event: Poller.Event, _ number: UInt64) -> Bool {
        spawn_watch(epoll.number, descriptor, event == .writable ? 1 : 0, number) == 0
    }

    private static func work(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        let core = Unmanaged<Core>.fromOpaque(context).takeRetainedValue()
        var numbers = [UInt64](repeating: 0, count: 64)
        while true {
            let count = spawn_watch_wait(core.epoll.number, &numbers, Int32(numbers.count))
            guard count >= 0 else { return nil }
            for number in numbers.prefix(Int(count)) {
                if number == 0 { return nil }
                core.fire(number)
            }
        }
    }
}
