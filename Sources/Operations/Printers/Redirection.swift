import IPP
import PrintModel

/// New jobs of a queue that another one takes: "quire-redirect".
///
/// Whatever makes a job for the one makes it for the other, checked against what that can do. What waits already stays.
enum Redirection {
    static let attribute = "quire-redirect"

    /// The queue that a chain of redirections ends at; one without redirection takes its own. A circle, which nobody can
    /// make, and a queue that is gone end it where it is.
    static func end(of printer: Printer, in printers: any PrinterStore) -> Printer {
        var (taker, seen) = (printer, Set([printer.id]))
        while let id = taker.redirect, seen.insert(id).inserted, let next = printers.printer(id) { taker = next }
        return taker
    }

    /// Takes the wish out of what Set-Printer-Attributes is asked for; `nil` where there is none.
    static func wish(
        takenFrom group: inout AttributeGroup, for printer: Printer, in context: OperationContext
    ) throws -> PrinterID?? {
        guard let wish = group.remove(attribute) else { return nil }
        if wish.values == [.outOfBand(.noValue)] { return .some(nil) }
        func refused(_ why: String) -> OperationError {
            OperationError(.attributesOrValuesNotSupported, why, unsupported: [wish])
        }
        guard wish.values.count == 1, let name = wish.values.first?.stringValue.flatMap({ PrinterName($0) }),
            let taker = context.printers.printer(named: name)
        else { throw refused("'\(attribute)' must be the name of a printer here") }
        guard end(of: taker, in: context.printers).id != printer.id else {
            throw refused("the new jobs of \(taker.name) would go round in a circle")
        }
        return .some(taker.id)
    }
}

extension OperationContext {
    /// The queue a new job is for, if it takes jobs now: the one that is named, or the one that takes its jobs.
    func acceptingPrinter(of request: IPPRequest) async throws -> Printer {
        let named = try targetPrinter(of: request)
        guard named.redirect != nil else {
            try checkAccepting(named)
            return named
        }
        // Who has said that a queue takes no jobs has said so of those as well.
        if !named.acceptsJobs { try checkAccepting(named) }
        let taker = try await taker(of: named, request)
        try checkAccepting(taker)
        return taker
    }

    /// Throws where whoever asks may not print there.
    func taker(of printer: Printer, _ request: IPPRequest) async throws -> Printer {
        let taker = Redirection.end(of: printer, in: printers)
        guard taker.id != printer.id else { return printer }
        try taker.admit(request.id)
        try await requireUse(taker, request)
        return taker
    }
}
