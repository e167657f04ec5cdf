internal import NIOCore
internal import PrintModel
internal import Synchronization

/// A connection to a printer that is made while the store ends one job and takes the next. Opened and closed without a byte
/// it is no job to any printer.
final class ReadyLine: DeviceReadiness {
    private let opening: Mutex<Line.Opening?>
    private let ear: Ear

    init(to place: NetworkPlace, on eventLoop: any EventLoop) {
        ear = Ear(nil)
        // As long as the claim of the job stands for an answer of the store.
        opening = Mutex(Line.Opening(to: place, within: Gate.confirmationLasts, on: eventLoop, ear))
    }

    /// For the first who asks; `nil` where the connection could not be made, which is to be tried again then: a printer may
    /// refuse one for a moment after the last.
    func line(hear: @escaping @Sendable (ByteBuffer) -> Void) async -> Line? {
        let opening = self.opening.withLock { opening in
            defer { opening = nil }
            return opening
        }
        guard let line = try? await opening?.line(), !line.state.hasEnded else { return nil }
        ear.listen(hear)
        return line
    }
}
