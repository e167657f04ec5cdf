import ArgumentParser
import Filters
import IPP
import PrintModel

/// `quirectl doc plan FILE -p PRINTER`
struct DocPlan: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Say how a file would be converted for a printer, without printing it.",
        discussion: """
            The cheapest chain of converters that ends in what the printer takes with all options carried out, \
            and the processor time it is expected to take.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(name: [.customShort("p"), .customShort("P"), .customLong("printer")], help: "The printer.")
    var printer: String
    @Option(name: .customLong("option"), help: "An option of lpr, such as number-up=2; can be given several times.")
    var options: [String] = []
    @Option(help: "What the file is, where its content is not to be asked.") var format: String?
    @Argument(help: "The file.", completion: .file()) var file: String

    func run(_ control: Control) async throws -> ExitStatus {
        let wanted = try DocumentTools.attributes(options, control.session)
        let document = try DocumentTools.document(file, format)
        guard let device = try await DocumentTools.device(of: printer, control.server) else {
            throw Failure(.failed, code: "not-told", "this server does not say what the device of \(printer) takes.")
        }
        guard !device.formats.isEmpty else {
            let words = "\(printer) takes bytes of any kind: \(document.format) goes there as it is"
            control.show([.init("chain", .init(words))], kind: "DocumentPlan", .object([]), name: "")
            return .done
        }
        let converters = try await DocumentTools.converters(control.session)
        do {
            let plan = try converters.plan(for: document, asking: wanted, on: device)
            control.show(Self.facts(plan), kind: "DocumentPlan", Self.json(plan), name: plan.words)
        } catch let problem as ConversionProblem {
            throw DocumentTools.failure(problem)
        }
        return .done
    }

    static func facts(_ plan: DocumentPlan) -> [Control.Fact] {
        let milliseconds = Int64(plan.milliseconds.rounded())
        return [
            .init("document", "\(plan.format)\(plan.pages.map { ", \($0) page\($0 == 1 ? "" : "s")" } ?? "")"),
            .init("chain", plan.steps.isEmpty ? "nothing to do: it goes to the printer as it is" : plan.words),
            .init("programs", plan.steps.map(\.program).joined(separator: ", ")),
            .init("time", plan.steps.isEmpty ? nil : "about \(milliseconds) ms of processor time"),
        ].compactMap { $0 }
    }

    private static func json(_ plan: DocumentPlan) -> JSON {
        .object([
            .init("document-format", .string(plan.format)),
            .init("pages", plan.pages.map { .number(Int64($0)) } ?? .null),
            .init("chain", .string(plan.words)), .init("result-format", .string(plan.result)),
            .init("milliseconds", .number(Int64(plan.milliseconds.rounded()))),
            .init(
                "steps",
                .array(
                    plan.steps.map { step in
                        .object([
                            .init("name", .string(step.name)), .init("program", .string(step.program)),
                            .init("from", .string(step.from)), .init("to", .string(step.to)),
                            .init("does", .array(step.does.map { .string($0) })),
                        ])
                    })),
        ])
    }
}
