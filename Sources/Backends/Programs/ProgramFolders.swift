internal import Children
internal import Glibc
internal import PrintModel

/// A program that brings jobs to devices of one scheme.
struct DeviceProgram: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case cups
        /// `quire-cups`, which says what a server calls the job before it sends data.
        case ours
    }

    var scheme: String
    var path: String
    /// Programs that only their owner may execute are run as root, by the convention of CUPS (backend(7)).
    var runsAsRoot: Bool
    var kind = Kind.cups

    /// The folder with CUPS' programs of all kinds ($CUPS_SERVERBIN).
    var serverFolder: String {
        AbsolutePath(names: AbsolutePath(path).names.dropLast(2)).text
    }
}

/// Finds programs by the scheme of a device URI.
struct ProgramFolders: Sendable {
    /// What says that CUPS' program is meant where there is a backend of our own: `cups-backend+socket://…`.
    static let prefix = "cups-backend+"
    /// The scheme of our own program.
    static let own = "cups"
    private static let ownProgram = "quire-cups"
    /// Programs looked at; Debian has some 30.
    static let programsMax = 256

    let settings: ProgramSettings

    /// The program for a scheme; throws why it may not be run. `nil` where there is none.
    func program(for scheme: String) throws(DeviceURIProblem) -> DeviceProgram? {
        if scheme == Self.own {
            guard let path = settings.helpers.helper(Self.ownProgram) else { return nil }
            return DeviceProgram(scheme: scheme, path: path, runsAsRoot: false, kind: .ours)
        }
        return try cupsProgram(for: scheme)
    }

    /// One of CUPS' own, of the same name.
    func cupsProgram(for scheme: String) throws(DeviceURIProblem) -> DeviceProgram? {
        guard Self.isName(scheme) else { return nil }
        for folder in settings.folders {
            let path = "\(folder)/\(scheme)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if let problem = problem(with: path, in: folder, status) {
                throw DeviceURIProblem("\(path) is not run: \(problem)")
            }
            let isForAll = status.st_mode & (S_IWGRP | S_IWOTH | S_IXOTH) != 0
            return DeviceProgram(scheme: scheme, path: path, runsAsRoot: !isForAll)
        }
        return nil
    }

    /// The same program as it is now.
    func current(_ program: DeviceProgram) throws(DeviceURIProblem) -> DeviceProgram? {
        program.kind == .ours ? try self.program(for: program.scheme) : try cupsProgram(for: program.scheme)
    }

    /// All that may be run, by scheme; ours among them.
    func all() -> [DeviceProgram] {
        var found: [String: DeviceProgram] = [:]
        for folder in settings.folders {
            for name in Self.names(in: folder).sorted().prefix(Self.programsMax) where found[name] == nil {
                // One that may not be run is told to whoever asks for it by name.
                if let program = try? cupsProgram(for: name) { found[name] = program }
            }
        }
        if let own = try? program(for: Self.own) { found[Self.own] = own }
        return found.values.sorted { $0.scheme < $1.scheme }
    }

    /// A scheme of RFC 3986 §3.1, in lower case: no path, nothing hidden.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (0x61...0x7A).contains(first), name.utf8.count <= 63 else { return false }
        return name.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
        }
    }

    /// What keeps a file from being run as one of CUPS' programs (CUPS has the same rules).
    private func problem(with path: String, in folder: String, _ status: stat) -> String? {
        guard status.st_mode & S_IFMT == S_IFREG else { return "it is no file" }
        guard status.st_uid == settings.owner else { return "it does not belong to root" }
        guard !Self.othersWrite(status) else { return "others than root may change it" }
        guard status.st_mode & S_ISUID == 0 else { return "it changes its user by itself (setuid)" }
        // Where a link leads, too.
        guard let real = realpath(path, nil) else { return "it cannot be reached" }
        defer { free(real) }
        let place = AbsolutePath(names: AbsolutePath(String(cString: real)).names.dropLast()).text
        for folder in [folder, place] {
            var status = stat()
            guard stat(folder, &status) == 0, status.st_uid == settings.owner, !Self.othersWrite(status) else {
                return "others than root may change \(folder)"
            }
        }
        return access(path, X_OK) == 0 ? nil : "only root may execute it, and this server does not run as root"
    }

    private static func othersWrite(_ status: stat) -> Bool {
        status.st_mode & S_IWOTH != 0 || status.st_mode & S_IWGRP != 0 && status.st_gid != 0
    }

    private static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while names.count < programsMax * 4, let entry = readdir(listing) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names
    }
}
