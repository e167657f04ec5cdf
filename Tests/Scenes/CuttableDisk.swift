import Foundation

/// A small ext4 file system in a file, whose unsynced data can be thrown away at a stroke, as a power cut would.
///
/// `cut` is the file system's own FS_IOC_SHUTDOWN without flushing its journal: what was not synced is gone, and whoever
/// writes from then on gets an error. Mounting it again replays the journal.
final class CuttableDisk {
    let folder: URL
    private let image: URL

    /// `nil` where this cannot be done: not root, or no loop devices.
    init?() throws {
        guard geteuid() == 0 else { return nil }
        let top = FileManager.default.temporaryDirectory.appending(
            path: "quire-disk-\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
        folder = top.appending(path: "mnt")
        image = top.appending(path: "image")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: image)
        try FileHandle(forWritingTo: image).truncate(atOffset: 1 << 30)
        guard try run("mkfs.ext4", ["-q", "-F", image.path], server: "").status == 0,
            try run("mount", ["-o", "loop", image.path, folder.path], server: "").status == 0
        else { return nil }
    }

    deinit {
        _ = try? run("umount", ["-l", folder.path], server: "")  // The scene is over either way.
        try? FileManager.default.removeItem(at: image.deletingLastPathComponent())
    }

    func cut() throws {
        let program = "open F, '<', shift or die; ioctl(F, 0x8004587D, pack('I', 2)) or die"
        guard try run("perl", ["-e", program, folder.path], server: "").status == 0 else {
            throw SceneProblem("the file system cannot be cut off")
        }
    }

    func mountAgain() throws {
        guard try run("umount", [folder.path], server: "").status == 0,
            try run("mount", ["-o", "loop", image.path, folder.path], server: "").status == 0
        else { throw SceneProblem("the file system cannot be mounted again") }
    }
}
