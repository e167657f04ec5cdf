internal import Glibc

/// Where programs are. Never $PATH, which is whatever the daemon was started with.
public struct ProgramFinder: Sendable {
    /// Folders for our own helpers, in order.
    public var ownFolders: [String]
    /// Folders for programs of the distribution, in order.
    public var systemFolders: [String]

    public init(ownFolders: [String], systemFolders: [String] = Self.usual) {
        self.ownFolders = ownFolders
        self.systemFolders = systemFolders
    }

    /// Helpers beside the running binary, and in ../libexec/quire.
    public init() {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        self.init(ownFolders: folder.isEmpty ? [] : [folder, "\(folder)/../libexec/quire"])
    }

    public static let usual = ["/usr/bin", "/usr/local/bin", "/usr/sbin"]

    /// One of our own programs, or `nil` where it is not installed.
    public func helper(_ name: String) -> String? { first(name, in: ownFolders) }

    /// A program of the distribution: gs, pdftoppm, pdftops, mutool.
    public func system(_ name: String) -> String? { first(name, in: systemFolders) }

    private func first(_ name: String, in folders: [String]) -> String? {
        guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/") else { return nil }
        return folders.map { "\($0)/\(name)" }.first(where: isProgram)
    }

    /// A file that may be executed, and that not everybody may write.
    private func isProgram(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return status.st_mode & S_IWOTH == 0 && access(path, X_OK) == 0
    }
}
