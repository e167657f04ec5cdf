internal import Workbench

/// A step of a plan as it is run.
struct Invocation: Sendable {
    var step: Plan.Step
    var arguments: [String] = []
    /// What a helper is told, one JSON object; empty for programs of the distribution.
    var instructions: [UInt8] = []
    /// Sheets that are made first and handed over as descriptors 5 and 6.
    var startSheet: TextInstructions?
    var endSheet: TextInstructions?
    /// What is handed over as descriptor 5 instead of a sheet.
    var attachment: [UInt8]?
    /// Whether it runs a filter of CUPS, which may run others.
    var runsFilter = false
    /// Whether its page numbers are those of the result.
    var countsPages = false
    var environment: [String: String] = [:]
    /// Whether it cannot read from a pipe.
    var needsFile = false
}
