import Foundation

/// A D-Bus and an Avahi that only a scene knows of (Tests/Scripts/avahi.sh).
final class PrivateAvahi {
    private let script: SceneScript

    static let isPossible =
        EvePrinter.isPossible && FileManager.default.isExecutableFile(atPath: "/usr/bin/ippfind")

    init() throws { script = try SceneScript("avahi.sh") }

    var environment: [String: String] {
        ["DBUS_SYSTEM_BUS_ADDRESS": "unix:path=\(script.folder.appending(path: "bus").path)"]
    }

    func stop() throws { try script.say("stop") }
    func start() throws { try script.say("start") }

    /// What `ippfind` finds of that type, `_ipp._tcp,_universal`: names, or with a key what is said under it.
    func find(_ type: String, _ key: String? = nil) throws -> [String] {
        let what = key.map { ["-x", "printenv", "IPPFIND_TXT_\($0.uppercased())", ";"] } ?? ["--print-name"]
        let found = try run("ippfind", ["-T", "2", type] + what, server: "", environment: environment)
        return found.output.split(separator: "\n").map { String($0) }
    }
}
