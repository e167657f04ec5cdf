import IPP
import PrintModel
import Synchronization

/// Answers to Get-Printer-Attributes, kept as octets: clients ask the same thing again and again, each second.
///
/// An answer is kept under the octets of its request (but for the request-id) and the circumstances that an answer may
/// depend on; it counts until the printers, the devices' conditions or the queue's depth change, or the second is over,
/// because it tells the time. What it costs: one look-up in a table.
final class ReadyAnswers: Sendable {
    private struct Key: Hashable {
        var message: ArraySlice<UInt8>
        var version: UInt16
        var caller: Caller

        var octets: Int {
            message.count + caller.path.utf8.count + (caller.authority?.utf8.count ?? 0) + caller.requester.octets
        }

        /// All octets at once: an `ArraySlice` hashes them one by one.
        func hash(into hasher: inout Hasher) {
            message.withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(version)
            hasher.combine(caller)
        }
    }
    /// All that an answer was made from.
    private struct Basis: Hashable {
        var printers: UInt64
        /// Of the System: the server's rules are kept there.
        var system: Int32
        var drivers: UInt64
        var conditions: UInt64
        var counts: QueueCounts
        var printed: PageCounters
        var second: Int64
    }
    private struct Entry {
        var basis: Basis
        var printer: PrinterID?
        var bytes: [UInt8]
        /// With its key.
        var octets: Int
    }

    /// All of one second: what was kept in an earlier one is no more given to anybody.
    private struct Kept {
        var byKey: [Key: Entry] = [:]
        var octets = 0
        var second: Int64 = 0
    }

    /// Kept answers with what they are found by, in octets: some hundred different requests of some kilobytes each.
    static let octetsMax = 8 << 20
    private static let requestOctetsMax = 8192
    /// Of a path or an authority: those that clients use are short, those of others could be as long as they like.
    private static let nameOctetsMax = 256
    /// What an entry costs besides, in octets.
    private static let overhead = 512

    private let context: OperationContext
    private let kept = Mutex<Kept>(Kept())

    init(context: OperationContext) { self.context = context }

    func answer(to message: [UInt8], from caller: Caller) -> [UInt8]? {
        guard let key = key(of: message, from: caller) else { return nil }
        guard let entry = kept.withLock({ $0.byKey[key] }) else { return nil }
        guard entry.basis == basis(of: entry.printer) else { return nil }
        var bytes = entry.bytes
        bytes.replaceSubrange(4..<8, with: message[4..<8])
        return bytes
    }

    /// Keeps an answer if it is of the kind that may be kept.
    func keep(_ answer: [UInt8], answering message: [UInt8], from caller: Caller) {
        guard let key = key(of: message, from: caller), answer.count >= 8, answer[2] == 0, answer[3] == 0 else {
            return
        }
        guard let request = try? IPPRequest(IPPMessage(decoding: message), from: caller, document: .bytes([])),
            let printer = try? context.targetPrinter(of: request)
        else { return }  // It was answered well a moment ago; if it no longer is, there is nothing to keep.
        let octets = key.octets + answer.count + Self.overhead
        let basis = basis(of: printer.id)
        let entry = Entry(basis: basis, printer: printer.id, bytes: answer, octets: octets)
        kept.withLock { kept in
            if kept.second != basis.second || kept.octets + octets > Self.octetsMax {
                kept = Kept(second: basis.second)
            }
            let before = kept.byKey.updateValue(entry, forKey: key)
            kept.octets += octets - (before?.octets ?? 0)
        }
    }

    var octets: Int { kept.withLock { $0.octets } }

    private func key(of message: [UInt8], from caller: Caller) -> Key? {
        guard message.count > 8, message.count <= Self.requestOctetsMax,
            message[2] == 0, message[3] == UInt8(truncatingIfNeeded: OperationID.getPrinterAttributes.rawValue),
            message[4] < 0x80, message[4] | message[5] | message[6] | message[7] != 0,
            caller.path.utf8.count <= Self.nameOctetsMax, caller.authority?.utf8.count ?? 0 <= Self.nameOctetsMax
        else { return nil }
        return Key(message: message[8...], version: UInt16(message[0]) << 8 | UInt16(message[1]), caller: caller)
    }

    private func basis(of printer: PrinterID?) -> Basis {
        Basis(
            printers: context.printers.revision, system: context.system.system().configChanges,
            drivers: context.drivers.revision,
            conditions: context.conditions.revision,
            counts: printer.map { context.jobs.counts(of: $0) } ?? QueueCounts(),
            printed: context.system.printed(by: printer), second: context.clock.now().seconds)
    }
}

extension Requester {
    /// Of what is known of him, about.
    fileprivate var octets: Int {
        let ofOrigin =
            switch origin {
            case .localUser(_, let name): name.utf8.count
            case .network(let address, _): address.utf8.count
            }
        guard let identity else { return ofOrigin }
        return ofOrigin + identity.name.utf8.count + identity.groups.reduce(0) { $0 + $1.utf8.count + 32 }
    }
}
