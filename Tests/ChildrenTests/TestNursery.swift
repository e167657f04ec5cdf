import Children
import Foundation
import Glibc
import Synchronization

private let nurseries = Atomic<Int>(0)

/// A nursery for one test, with a folder of its own under one that everybody may pass.
func newNursery(_ change: (inout NurserySettings) -> Void = { _ in }) async throws -> Nursery {
    var settings = NurserySettings(temporaryBase: "/tmp/quire-children-\(UUID().uuidString)")
    // Tests run at the same time, and a user's processes are counted together.
    let place = UInt32(nurseries.add(1, ordering: .relaxed).newValue % 32)
    settings.users = (60_800 + place * 8)..<(60_808 + place * 8)
    change(&settings)
    return try await Nursery(settings)
}

extension Program {
    /// A shell, which only tests need.
    static func shell(_ script: String, limits: ChildLimits = ChildLimits()) -> Program {
        var sandbox = SandboxProfile.converter
        sandbox.mayStartProcesses = true
        sandbox.programs = ["/usr/bin", "/bin"]
        return Program(
            path: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], sandbox: sandbox,
            limits: limits)
    }
}

extension Stage {
    static func shell(_ name: String, _ script: String, limits: ChildLimits = ChildLimits()) -> Stage {
        Stage(name: name, program: .shell(script, limits: limits))
    }
}

extension PipelineRun {
    /// All of the output, for tests with little of it.
    func everything() async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await next() { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }
}
