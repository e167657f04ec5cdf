import Glibc
import PPDReading
import Workbench

/// `quire-ppd`: everything that is done with a PPD file, away from the server: describing it, choosing its options,
/// sending a document its way.
@main
struct QuirePPD {
    static func main() {
        // Names in a PPD are not translated, and numbers have points.
        setenv("LC_ALL", "C", 1)
        Helper.run(PPDInstructions.self, runsPrograms: true) { instructions in
            switch instructions.work {
            case .describe:
                try writeJSON(PPDDescriber.describe(try PPDInput.read(Helper.Descriptor.document)))
            case .prepare:
                let file = try PPDFile(try PPDInput.text(Helper.Descriptor.document))
                var choices = JobChoices(file, instructions.job)
                try writeJSON(choices.settings(instructions))
            case .print:
                let file = try PPDFile(try PPDInput.text(instructions.ppd))
                try PrintRun(file, instructions).run()
            }
        }
    }
}
