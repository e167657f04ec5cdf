internal import Children
internal import Glibc
internal import IPP
internal import PrintModel

/// How a program is started: arguments, environment and what it is shut in by (backend(7)).
struct ProgramOrder: Sendable {
    /// A line of messages, with what ends it ($CUPS_MAX_MESSAGE; CUPS has the same).
    static let messageOctetsMax = 2_047

    let program: DeviceProgram
    let settings: ProgramSettings

    /// For one document, or several that are one for the device.
    func printing(
        _ delivery: Delivery, to uri: ProgramURI, document: Document?, copies: Int, secret: DeviceSecret?
    ) -> Program {
        let job = delivery.job
        let arguments = [
            job.id.description, ProgramWords.plain(job.owner.user), ProgramWords.plain(job.name), String(copies),
            ProgramOptions.text(of: job.attributes),
        ]
        var environment = common
        environment["DEVICE_URI"] = uri.whole(with: secret)
        environment.merge(words(of: delivery)) { $1 }
        environment.merge(words(of: secret)) { $1 }
        environment["CUPS_FILETYPE"] = "document"
        if let format = document?.format {
            environment["CONTENT_TYPE"] = format
            environment["FINAL_CONTENT_TYPE"] = format
        }
        return made(name: uri.shown, arguments, environment)
    }

    /// Without arguments it lists devices.
    func listing() -> Program { made(name: program.scheme, [], common) }

    func asking(_ arguments: [String], uri: ProgramURI, secret: DeviceSecret?) -> Program {
        var environment = common
        environment["DEVICE_URI"] = uri.whole(with: secret)
        environment.merge(words(of: secret)) { $1 }
        return made(name: uri.shown, arguments, environment)
    }

    private func made(name: String, _ arguments: [String], _ environment: [String: String]) -> Program {
        var made = Program(
            path: program.path, name: name, arguments: arguments, environment: environment, workingFolder: "/",
            sandbox: sandbox, limits: limits)
        made.group = Self.number(ofGroup: settings.deviceGroup)
        made.capabilities = program.runsAsRoot ? [Self.bindServicePorts] : []
        return made
    }

    // MARK: Environment

    private var common: [String: String] {
        let folder = program.kind == .ours ? "/usr/lib/cups" : program.serverFolder
        var words = [
            "CHARSET": "utf-8", "LANG": "en_US.UTF-8", "SOFTWARE": "CUPS/2.4", "USER": user,
            "PATH": "\(folder)/filter:/usr/bin:/usr/sbin:/bin:/sbin",
            "CUPS_CACHEDIR": "/var/cache/cups", "CUPS_DATADIR": "/usr/share/cups",
            "CUPS_DOCROOT": "/usr/share/cups/doc-root", "CUPS_REQUESTROOT": "/var/spool/cups",
            "CUPS_SERVERBIN": folder, "CUPS_SERVERROOT": "/etc/cups", "CUPS_STATEDIR": "/run/cups",
            "CUPS_MAX_MESSAGE": String(Self.messageOctetsMax),
        ]
        if let zone = getenv("TZ") { words["TZ"] = String(cString: zone) }
        return words
    }

    private var user: String { program.runsAsRoot && geteuid() == 0 ? "root" : settings.deviceGroup }

    private func words(of delivery: Delivery) -> [String: String] {
        let printer = delivery.printer
        var words = [
            "PRINTER": printer.name.text, "PRINTER_INFO": ProgramWords.plain(printer.info),
            "PRINTER_LOCATION": ProgramWords.plain(printer.location), "PRINTER_STATE_REASONS": "none",
        ]
        if let language = delivery.job.attributes["attributes-natural-language"]?.stringValue {
            words["LANG"] = Self.locale(of: language)
        }
        return words
    }

    private func words(of secret: DeviceSecret?) -> [String: String] {
        switch secret?.kind {
        case nil: ["AUTH_INFO_REQUIRED": "none"]
        case .password(let user, let password):
            ["AUTH_INFO_REQUIRED": "username,password", "AUTH_USERNAME": user, "AUTH_PASSWORD": password]
        case .bearer(let token): ["AUTH_INFO_REQUIRED": "oauth", "AUTH_BEARER": token]
        }
    }

    /// "de-ch" is de_CH.UTF-8, "de" is de.UTF-8.
    static func locale(of language: String) -> String {
        let parts = language.split(separator: "-", maxSplits: 1)
        let isPlain = parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isLetter } && $0.count <= 8 }
        guard isPlain, let first = parts.first else { return "en_US.UTF-8" }
        return first.lowercased() + (parts.count > 1 ? "_\(parts[1].uppercased())" : "") + ".UTF-8"
    }

    // MARK: Sandbox

    /// CAP_NET_BIND_SERVICE: LPD's ports below 1024 (RFC 1179 §3.1).
    private static let bindServicePorts = 10

    /// Bytes may flow for days, at a device's pace: no bound on time.
    private var limits: ChildLimits {
        var limits = ChildLimits()
        limits.cpuSeconds = 0
        return limits
    }

    private var sandbox: SandboxProfile {
        if settings.unconfined.contains(program.scheme) {
            return SandboxProfile(
                readable: ["/"], programs: ["/"], writable: ["/"], network: .full, mayStartProcesses: true,
                wanted: [.parentDeath, .memoryFirst], niceness: 0)
        }
        var sandbox = SandboxProfile.device
        sandbox.readable += Self.readable
        sandbox.writable += Self.devices + settings.writable
        sandbox.programs = ["/usr", "/bin", "/sbin", "/lib"]
        if program.kind == .cups { sandbox.programs.append(program.serverFolder) }
        sandbox.required = [.noNewPrivileges, .parentDeath]
        guard geteuid() == 0 else { return sandbox }
        if program.runsAsRoot {
            sandbox.wanted.remove(.ownUser)
        } else {
            // Never as root by mistake.
            sandbox.required.insert(.ownUser)
        }
        return sandbox
    }

    /// Configuration of CUPS and of makers' programs; what tells which devices are there. CUPS' secrets are not among it:
    /// programs of CUPS run as a user that cannot read printers.conf either.
    private static let readable = [
        "/etc/cups", "/etc/hp", "/etc/sane.d", "/etc/snmp", "/etc/samba", "/etc/krb5.conf", "/etc/gnutls", "/etc/pki",
        "/etc/ca-certificates", "/etc/machine-id", "/etc/passwd", "/etc/group", "/etc/papersize", "/var/lib/hp",
        "/var/lib/snmp", "/usr/share", "/opt", "/sys", "/proc", "/run/udev", "/run/avahi-daemon", "/run/dbus",
        "/run/cups", "/run/nscd", "/var/cache/cups",
    ]

    /// Where printers are connected.
    private static let devices =
        [
            "/dev/usb", "/dev/bus/usb", "/dev/lp0", "/dev/lp1", "/dev/lp2", "/dev/lp3", "/dev/parport0",
            "/dev/parport1",
            "/dev/parport2", "/dev/parport3", "/dev/null",
        ] + (0...7).flatMap { ["/dev/ttyS\($0)", "/dev/ttyUSB\($0)", "/dev/ttyACM\($0)", "/dev/usblp\($0)"] }

    private static func number(ofGroup name: String) -> UInt32? {
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.gr_gid
    }
}
