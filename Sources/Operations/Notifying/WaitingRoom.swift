internal import PrintModel

/// Those who wait for the next notification: how many may, and who is called when something has come.
struct WaitingRoom {
    private struct Seat {
        var continuation: CheckedContinuation<Void, Never>
        var channels: [Channel]
        var timer: Task<Void, Never>
    }

    private var seats: [UInt64: Seat] = [:]
    private var lastNumber: UInt64 = 0
    private var called: Set<UInt64> = []
    private var admitted = 0
    private var admittedBySource: [String: Int] = [:]
    /// Nobody waits any more.
    private(set) var isClosed = false

    /// Those who wait now.
    var count: Int { seats.count }

    // MARK: Coming in

    /// Whether a request may wait; ``leave(_:)`` must follow.
    mutating func admit(_ source: String, under limits: NotifierLimits) -> Bool {
        guard !isClosed, admitted < limits.waitersMax,
            admittedBySource[source, default: 0] < limits.waitersPerSourceMax
        else { return false }
        admittedBySource[source, default: 0] += 1
        admitted += 1
        return true
    }

    mutating func leave(_ source: String) {
        admitted -= 1
        let count = admittedBySource[source, default: 0] - 1
        admittedBySource[source] = count > 0 ? count : nil
    }

    mutating func nextNumber() -> UInt64 {
        lastNumber += 1
        return lastNumber
    }

    /// Waits for one of the channels, and no longer than the timer.
    mutating func sit(
        _ number: UInt64, _ continuation: CheckedContinuation<Void, Never>, for channels: [Channel],
        timer: Task<Void, Never>
    ) {
        for channel in channels { channel.waiters.insert(number) }
        seats[number] = Seat(continuation: continuation, channels: channels, timer: timer)
    }

    // MARK: Going on

    /// Something has come for those who wait at the channel: they go on at ``wakeCalled()``.
    mutating func call(at channel: Channel) { called.formUnion(channel.waiters) }

    mutating func wake(_ number: UInt64) {
        guard let seat = seats.removeValue(forKey: number) else { return }
        seat.timer.cancel()
        for channel in seat.channels { channel.waiters.remove(number) }
        seat.continuation.resume()
    }

    /// Lets those go on for whom something has come; gives back how many.
    @discardableResult
    mutating func wakeCalled() -> Int {
        guard !called.isEmpty else { return 0 }
        let numbers = called
        called = []
        for number in numbers { wake(number) }
        return numbers.count
    }

    /// Lets all go on, and nobody wait again.
    mutating func close() {
        isClosed = true
        for number in Array(seats.keys) { wake(number) }
    }
}
