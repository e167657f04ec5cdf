import Foundation
import FrontDoor
import IPP
import Logging
import Operations
import PrintModel

/// `/admin/conf/cupsd.conf`, where CUPS' `cupsctl` and the settings windows of desktops look how a server is set, and where
/// they put what is to be set. It is written for them from what is in force; of what comes back `Browsing` is taken, which is
/// whether printers are shared ("quire-shares-printers" of the System), and everything else that differs is refused.
struct CUPSConfigurationPage: PageHandler {
    static let path = "/admin/conf/cupsd.conf"

    let context: OperationContext

    func answer(to request: PageRequest) async -> PageAnswer? {
        guard request.path == Self.path else { return nil }
        guard context.settings.policy.isAdministrator(request.caller.requester) else {
            if request.method == "PUT" { await refused("\(StatusCode.notAuthorized)", request) }
            return nil
        }
        switch request.method {
        case "GET", "HEAD":
            return PageAnswer(
                contentType: "text/plain; charset=utf-8", fields: [HTTPField("Cache-Control", "no-cache")],
                bytes: Array(text.utf8))
        case "PUT": return await put(request)
        default: return nil
        }
    }

    var text: String {
        let lines =
            ["# Written by Quire for CUPS' tools. Not kept: change settings with quirectl.", "LogLevel info"]
            + context.listening.places.filter { $0.door == .ipp }.map { "Listen \($0.hostAndPort)" }
            + [
                "Browsing \(context.system.system().sharesPrinters ? "On" : "Off")", "WebInterface No", "<Location />",
                "  Order allow,deny", "</Location>", "<Location /admin>", "  Order allow,deny", "</Location>", "",
            ]
        return lines.joined(separator: "\n")
    }

    /// 201 for what was set, as cupsd answers; cupsctl takes nothing else for done.
    private func put(_ request: PageRequest) async -> PageAnswer {
        var octets: [UInt8] = []
        do {
            while let piece = try await request.body.next() {
                octets += piece
                guard octets.count <= Self.octetsMax else { return Self.said(413, "this is no cupsd.conf") }
            }
        } catch {
            return Self.said(400, "the file did not come whole")
        }
        let wanted = ServerFile(String(decoding: octets, as: UTF8.self))
        // Over the socket libcups does not ask: where there is a file of CUPS' own server, that is what it changes.
        let local = try? String(contentsOfFile: Self.localFile, encoding: .utf8)
        let there = [text, local].compactMap { $0 }.map { ServerFile($0).settings }
        let others =
            there.contains(wanted.settings)
            ? [] : wanted.settings.symmetricDifference(ServerFile(text).settings).sorted()
        guard others.isEmpty, let isSharing = wanted.isSharing else {
            let named = others.prefix(Self.namedMax).joined(separator: "; ")
            let what = others.isEmpty ? "Browsing is not set" : "\(others.count) others, such as: \(named)"
            await refused("\(StatusCode.attributesNotSettable)", request)
            context.show("cupsctl: refused, only --share-printers can be set this way (\(what))")
            return Self.said(403, "Only --share-printers can be set here; use quirectl for the rest (\(what)).")
        }
        do {
            try await context.system.updateSystem(by: Self.name(of: request.caller), at: context.clock.now()) {
                record in
                record.attributes.set(SystemRecord.sharingAttribute, .boolean(isSharing))
            }
        } catch {
            return Self.said(500, "it could not be kept")
        }
        await context.writeDown(
            .change, Self.operation, by: request.caller.requester, result: "\(StatusCode.ok)",
            detail: "\(SystemRecord.sharingAttribute) (\(Self.path))")
        context.discovery.stir()
        context.show("printers are \(isSharing ? "shared" : "not shared any more"), by cupsctl")
        return PageAnswer(status: 201, contentType: "text/plain; charset=utf-8", bytes: [])
    }

    private func refused(_ result: String, _ request: PageRequest) async {
        await context.writeDown(
            .refusal, Self.operation, by: request.caller.requester, result: result, detail: Self.path)
    }

    /// What does the same over IPP.
    private static let operation = "\(OperationID.setSystemAttributes)"

    /// Settings that a refusal names.
    private static let namedMax = 3
    private static let localFile = "/etc/cups/cupsd.conf"

    /// Of a file that is put here; cupsd's own has about 6 KiB.
    private static let octetsMax = 65_536

    private static func said(_ status: Int, _ text: String) -> PageAnswer {
        PageAnswer(status: status, contentType: "text/plain; charset=utf-8", bytes: Array("\(text)\n".utf8))
    }

    private static func name(of caller: Caller) -> String? {
        if let identity = caller.requester.identity { return identity.name }
        if case .localUser(_, let name) = caller.requester.origin { return name }
        return nil
    }
}

/// What is set in a `cupsd.conf`, as far as it can be compared (cupsd.conf(5)).
struct ServerFile {
    /// `LogLevel info`, `/admin: Allow @LOCAL`; without what cupsctl writes anew whenever sharing changes: where to listen, and
    /// that the local network may come in.
    private(set) var settings: Set<String> = []
    private var isBrowsing: Bool?
    /// Whether it listens for other machines, too.
    private var isRemote = false

    /// What cupsctl shows, and means, as sharing: that and to be found. `nil` where nothing is said of it.
    var isSharing: Bool? { isBrowsing.map { $0 && isRemote } }

    init(_ text: String) {
        var section = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: "#", omittingEmptySubsequences: false)[0]
                .split(whereSeparator: \.isWhitespace).map { String($0) }
            guard let first = words.first else { continue }
            if first.hasPrefix("</") {
                section = ""
            } else if first.hasPrefix("<") {
                section = words.dropFirst().joined(separator: " ").filter { $0 != ">" }
            } else {
                take(first.lowercased(), words.dropFirst().joined(separator: " "), in: section)
            }
        }
    }

    private mutating func take(_ name: String, _ value: String, in section: String) {
        switch (section, name) {
        case ("", "browsing"): isBrowsing = ["on", "yes", "true", "1"].contains(value.lowercased())
        case ("", "port"): isRemote = true
        case ("", "listen"):
            let isHere = ["/", "localhost", "127.", "[::1]"].contains { value.lowercased().hasPrefix($0) }
            if !isHere { isRemote = true }
        case ("", "browselocalprotocols"): return
        case ("/", "allow") where value.lowercased() == "@local": return
        default: settings.insert("\(section.isEmpty ? "" : "\(section): ")\(name) \(value)")
        }
    }
}
