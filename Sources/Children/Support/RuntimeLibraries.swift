internal import CSpawn

/// What programs need to be loaded, besides themselves and /usr.
enum RuntimeLibraries {
    /// The dynamic loaders: the kernel executes them, so landlock must allow it.
    static let loaders = [
        "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1",
    ]

    /// Where Swift's libraries are when they are not linked in, as in debug builds.
    static let folder: String? = folderOfSwift()
}

/// Where the library is that `swift_retain` came from; `nil` where that is this program itself.
private func folderOfSwift() -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    guard spawn_library_of("swift_retain", &buffer, buffer.count) == 0 else { return nil }
    let path = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard path.hasPrefix("/"), path.contains(".so"), let slash = path.lastIndex(of: "/") else { return nil }
    return String(path[..<slash])
}
