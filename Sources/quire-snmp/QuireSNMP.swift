internal import Glibc
internal import SNMP

/// `quire-snmp HOST PORT URI`: asks a printer by SNMP what it is and what it uses up.
///
/// It says what it hears as CUPS' programs do (backend(7)): a line of discovery on its output, `ATTR:` and `STATE:` on
/// descriptor 2. The community is $AUTH_PASSWORD, `public` without it. Status 0: it answered; 1: nobody did, in a few
/// seconds.
///
/// A program of its own, so that whatever somebody sends can end only this.
@main
enum QuireSNMP {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let port = UInt16(arguments[2]), port > 0 else {
            write("usage: quire-snmp HOST PORT URI\n", to: STDERR_FILENO)
            exit(2)
        }
        let community = getenv("AUTH_PASSWORD").map { String(cString: $0) } ?? "public"
        guard var agent = UDPAgent(host: arguments[1], port: port, community: community),
            let report = PrinterReport(of: &agent)
        else { exit(1) }
        let lines = ProgramLines(report)
        write(lines.discovery(arguments[3]) + "\n", to: STDOUT_FILENO)
        write(lines.messages.joined(separator: "\n") + "\n", to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        // Whoever should have read it is gone: then there is nobody to tell.
        _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
}
