import IPP
import PrintModel

extension Printer {
    /// Throws where a queue that is deactivated or shut down does not do what is asked (RFC 3998 §3.4.1, §3.5.2;
    /// PWG 5100.22: "server-error-service-unavailable" from a printer that is shut down).
    func admit(_ operation: OperationID) throws {
        switch power {
        case .on: return
        case .deactivated:
            guard !PowerRule.whileDeactivated.contains(operation) else { return }
            throw OperationError(.printerIsDeactivated, "\(name) is deactivated" + quotedMessage)
        case .shutDown:
            guard !PowerRule.whileShutDown.contains(operation) else { return }
            throw OperationError(.serviceUnavailable, "\(name) is shut down" + quotedMessage)
        }
    }

    private var quotedMessage: String { stateMessage.isEmpty ? "" : ": \(stateMessage)" }
}

/// What is done for a queue that is not at work.
///
/// Questions are answered, and a job whose documents are on their way is received to its end (RFC 3998 §3.4.1). What
/// CUPS' own operations do with such a queue no specification says: it can be deleted and its jobs can be moved away,
/// or it could never be got rid of.
enum PowerRule {
    static let whileShutDown: Set<OperationID> = Set(
        OperationTable.all.map { type(of: $0) }.filter { $0.isQuestion && $0.access != .printing }.map { $0.id }
    ).union([
        .sendDocument, .sendURI, .closeJob, .shutdownPrinter, .startupPrinter, .shutdownOnePrinter,
        .startupOnePrinter, .deletePrinter, .cupsDeletePrinter, .cupsDeleteClass, .cupsMoveJob,
    ])

    static let whileDeactivated = whileShutDown.union([
        .activatePrinter, .deactivatePrinter, .restartPrinter, .restartOnePrinter,
    ])
}
