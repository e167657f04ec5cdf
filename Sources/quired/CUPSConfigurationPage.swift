import FrontDoor
import Operations
import PrintModel

/// `/admin/conf/cupsd.conf`, where CUPS' `cupsctl` and the settings windows of desktops look how a server is set.
/// It is written for them from what is in force, and is only read: nothing here is kept in it.
struct CUPSConfigurationPage: PageHandler {
    static let path = "/admin/conf/cupsd.conf"

    let policy: AccessPolicy
    /// Addresses that are listened on, in the order given.
    let listen: [String]

    func answer(to request: PageRequest) async -> PageAnswer? {
        guard request.path == Self.path, policy.isAdministrator(request.caller.requester) else { return nil }
        switch request.method {
        case "GET", "HEAD": return PageAnswer(contentType: "text/plain; charset=utf-8", bytes: Array(text.utf8))
        case "PUT":
            let refusal = "these settings are not kept in a cupsd.conf; change them with quirectl\n"
            return PageAnswer(status: 403, contentType: "text/plain; charset=utf-8", bytes: Array(refusal.utf8))
        default: return nil
        }
    }

    var text: String {
        let lines =
            ["# Written by Quire for CUPS' tools. Not kept: change settings with quirectl.", "LogLevel info"]
            + listen.map { "Listen \($0)" }
            + [
                "Browsing No", "WebInterface No", "<Location />", "  Order allow,deny", "</Location>",
                "<Location /admin>", "  Order allow,deny", "</Location>", "",
            ]
        return lines.joined(separator: "\n")
    }
}
