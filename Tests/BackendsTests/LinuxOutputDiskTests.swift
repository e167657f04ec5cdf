@testable import Backends
import Foundation
import Glibc
import Testing

@Suite("The disk of this machine")
struct LinuxOutputDiskTests {
    private let disk = LinuxOutputDisk()

    @Test("A rename takes nobody's name")
    func rename() throws {
        let bench = try Bench()
        try bench.write("new", to: "a")
        try bench.write("old", to: "b")
        let folder = try disk.openFolder(bench.path)
        defer { disk.close(folder) }

        let error = #expect(throws: OutputError.self) { try disk.rename("a", in: folder, to: "b", in: folder) }
        try disk.rename("a", in: folder, to: "c", in: folder)

        #expect(error?.errno == EEXIST)
        #expect(try bench.files() == ["b": Array("old".utf8), "c": Array("new".utf8)])
    }

    @Test("It says where a file cannot be renamed to")
    func canRename() throws {
        let (bench, root) = (try Bench(), "/proc")
        try FileManager.default.createDirectory(atPath: "\(bench.path)/in", withIntermediateDirectories: true)
        let folders = try [bench.path, "\(bench.path)/in", root].map { try disk.openFolder($0) }
        defer { for folder in folders { disk.close(folder) } }

        #expect(try disk.canRename(from: folders[0], to: folders[1]))
        #expect(try !disk.canRename(from: folders[0], to: folders[2]))
    }

    @Test("It promises nothing for file systems it does not know")
    func keepsNames() throws {
        let folder = try disk.openFolder("/proc")
        defer { disk.close(folder) }

        #expect(!disk.syncKeepsNames(in: folder))
    }

    @Test("It follows no symbolic link below an open folder, and waits for no pipe")
    func links() throws {
        let bench = try Bench()
        try FileManager.default.createSymbolicLink(atPath: "\(bench.path)/etc", withDestinationPath: "/etc")
        try FileManager.default.createSymbolicLink(atPath: "\(bench.path)/passwd", withDestinationPath: "/etc/passwd")
        mkfifo("\(bench.path)/pipe", 0o600)
        let folder = try disk.openFolder(bench.path)
        defer { disk.close(folder) }

        #expect(throws: OutputError.self) { try disk.openFolder("etc", in: folder) }
        #expect(throws: OutputError.self) { try disk.open("passwd", in: folder) }
        #expect(throws: OutputError.self) { try disk.create("passwd", in: folder) }
        #expect(try disk.status(of: "etc", in: folder)?.isFolder == false)
        let pipe = try disk.open("pipe", in: folder)
        #expect(try disk.status(of: pipe).isFile == false)
        disk.close(pipe)
    }
}
