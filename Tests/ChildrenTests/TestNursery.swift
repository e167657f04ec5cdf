import Children
import Foundation

/// A nursery for one test, with a folder of its own under one that everybody may pass.
func newNursery(_ change: (inout NurserySettings) -> Void = { _ in }) async throws -> Nursery {
    var settings = NurserySettings(temporaryBase: "/tmp/quire-children-\(UUID().uuidString)")
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
