import IPP
import PrintModel

/// What of a queue only those set who administer the server, and not who was granted to administer that one queue: who may do
/// what on it and who sees what of it, from where it is reached, and where its jobs go. With it he could give himself what
/// nobody has granted him, have this server listen, or connect to another machine.
struct RestrictedSettings: Equatable {
    private let policy: QueuePolicy
    private let privacy: [PrivacySetting]
    private let ways: [Attribute]
    private let redirect: PrinterID?

    init(of printer: Printer) {
        policy = QueuePolicy(of: printer)
        privacy = [printer.jobPrivacy, printer.subscriptionPrivacy]
        ways = [
            Printer.rawPortAttribute, Printer.lineAttribute, Printer.remoteAttribute, Printer.sharingRuleAttribute,
        ].compactMap { printer.attributes[$0] }
        redirect = printer.redirect
    }
}

extension OperationContext {
    /// Throws where somebody who only administers this queue would change of it what is for the server's administrators to
    /// say. Naming what is so already changes nothing.
    func checkRestricted(_ printer: Printer, _ request: IPPRequest, _ change: (inout Printer) -> Void) throws {
        guard try !isAdministrator(request) else { return }
        var draft = printer
        change(&draft)
        guard RestrictedSettings(of: draft) == RestrictedSettings(of: printer) else {
            throw OperationError(
                .notAuthorized,
                "who may do what on a printer, from where it is reached and where its jobs go is for the server's "
                    + "administrators to say")
        }
    }
}
