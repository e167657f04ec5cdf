import IPP
import IPPClient
import Synchronization

/// With what certificate the server answers over TLS: for how long, and under which names.
struct CertificateCheck {
    private let control: Control
    private let ports: [Int]

    /// - Parameter ports: where servers of ours listen on this machine, for one that we reach by its socket.
    init(_ control: Control, ports: [Int]) { (self.control, self.ports) = (control, ports) }

    private static let warningSeconds: Int64 = 14 * 86_400

    func findings() async -> [Finding] {
        guard var address = place else { return [] }
        address.security = .tls
        let holder = Seen()
        var options = IPPClientOptions()
        options.connectTimeout = .seconds(5)
        options.idleTimeout = .seconds(5)
        options.sawCertificate = { bytes in holder.certificate.withLock { $0 = bytes } }
        let client = IPPClient(to: address, on: control.session.thread, options: options)
        let request = control.server.request(.getPrinterAttributes, .server)
        do {
            _ = try await client.send(request, to: "/")
        } catch {
            // What it answers is of no interest here; a certificate is seen or not.
            if holder.certificate.withLock({ $0 }) == nil { return [unseen(address, error)] }
        }
        guard let bytes = holder.certificate.withLock({ $0 }), let facts = CertificateFacts(bytes) else {
            return [.warning("certificate", "\(address) shows none that can be read")]
        }
        return judge(facts, address)
    }

    private final class Seen: Sendable {
        let certificate = Mutex<[UInt8]?>(nil)
    }

    private var place: ServerAddress? {
        if case .network = control.server.address.place { return control.server.address }
        // 631 and what is above; ports below are those of other protocols.
        return ports.filter { $0 >= 631 && $0 != 9100 }.min().map {
            ServerAddress(.network(host: "localhost", port: $0))
        }
    }

    private func unseen(_ address: ServerAddress, _ error: any Error) -> Finding {
        let failure = Failure(error)
        return failure.code == "server-unreachable" || failure.code == "server-timeout"
            ? .ok("certificate", "not looked at: nobody answers at \(address)")
            : .failure(
                "certificate", "no connection with TLS to \(address): \(failure.message)",
                fix: "journalctl -u quired -e")
    }

    /// What to say of it.
    func judge(_ facts: CertificateFacts, _ address: ServerAddress) -> [Finding] {
        let session = control.session
        let now = session.now()
        let end = MomentText.short(facts.notValidAfter, now: now)
        var findings: [Finding] = []
        let renewal = "put a new cert.pem and key.pem into the folder tls of the server, then systemctl reload quired"
        if facts.notValidAfter <= now {
            findings.append(
                .failure("certificate", "its time was over on \(end): clients that look refuse it", fix: renewal))
        } else if facts.notValidBefore > now {
            findings.append(
                .failure(
                    "certificate",
                    "it is good from \(MomentText.short(facts.notValidBefore, now: now)) on: a clock is wrong"))
        } else if facts.notValidAfter - now < Self.warningSeconds {
            findings.append(.warning("certificate", "its time is over on \(end)", fix: renewal))
        } else {
            findings.append(.ok("certificate", "good until \(end)"))
        }
        let wanted = names(address)
        let missing = wanted.filter { name in !facts.names.contains { Self.fits($0, name) } }
        findings.append(
            missing.isEmpty
                ? .ok(
                    "certificate's names",
                    wanted.isEmpty ? facts.names.joined(separator: ", ") : wanted.joined(separator: ", "))
                : .warning(
                    "certificate's names",
                    "\(missing.joined(separator: " and ")) is not among its names (\(facts.names.joined(separator: ", "))): "
                        + "clients that check names refuse it", fix: renewal))
        return findings
    }

    /// What clients call the server.
    private func names(_ address: ServerAddress) -> [String] {
        guard address.isLocal else {
            guard case .network(let host, _) = address.place else { return [] }
            return host.contains(":") || host.allSatisfy({ $0.isNumber || $0 == "." }) ? [] : [host.lowercased()]
        }
        let name = control.session.host.name.lowercased()
        let short = String(name.prefix { $0 != "." })
        return name == short ? ["\(short).local"] : [name, "\(short).local"]
    }

    /// RFC 6125 §6.4.3: a star stands for one label.
    private static func fits(_ pattern: String, _ name: String) -> Bool {
        let pattern = pattern.lowercased()
        guard pattern.hasPrefix("*.") else { return pattern == name }
        guard let dot = name.firstIndex(of: ".") else { return false }
        return name[dot...] == pattern.dropFirst()
    }
}
