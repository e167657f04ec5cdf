import FoundationEssentials
import Glibc
import PrintModel
import Workbench

/// The PPD files that come with the server.
enum ShippedDrivers {
    /// In a checkout they lie in its `ppd/`, three folders above the binary; installed, in `../share/quire/ppd`.
    static func paths() -> [String] {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let binary = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var folders: [String] = []
        var folder = binary
        for _ in 0..<4 {
            folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
            folders += ["\(folder)/ppd", "\(folder)/share/quire/ppd"]
        }
        return folders.lazy.map(files).first { !$0.isEmpty } ?? []
    }

    private static func files(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var paths: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".ppd") { paths.append("\(folder)/\(name)") }
        }
        return paths.sorted()
    }
}

/// What the helper that reads PPDs said.
enum PPDReport {
    static func read(_ bytes: [UInt8]) throws -> PPDDescription {
        do {
            return try JSONDecoder().decode(PPDDescription.self, from: Data(bytes))
        } catch {
            throw DriverProblem(.failed, "what quire-ppd said of the PPD cannot be understood")
        }
    }
}
