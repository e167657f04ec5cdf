import IPP
import PrintModel
import Testing

@testable import Operations

@Suite("Quire-Get-Preview")
struct PreviewTests {
    @Test("Where nothing draws, it says so")
    func nothing() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()

        #expect(try await counter.send(.quireGetPreview, to: "/jobs/\(id)").status == .notPossible)
    }

    @Test(
        "Pages and resolutions have bounds, documents are there or not",
        arguments: [
            ("quire-page", 0, StatusCode.attributesOrValuesNotSupported),
            ("quire-resolution", 17, .attributesOrValuesNotSupported),
            ("quire-resolution", 301, .attributesOrValuesNotSupported), ("document-number", 2, .notFound),
            ("quire-page", 9, .notPossible), ("quire-page", 3, .ok),
        ])
    func bounds(name: String, value: Int32, status: StatusCode) async throws {
        var counter = try await Counter()
        let id = try await counter.makeJob()
        var context = counter.context
        context.previewer = ThreePages()
        counter.service = OperationService(context: context)

        let answer = try await counter.send(
            .quireGetPreview, to: "/jobs/\(id)", [Attribute(name, .integer(value))])

        #expect(answer.status == status)
    }
}

private struct ThreePages: DocumentPreviewer {
    func preview(of delivery: PreviewRequest, for device: DeviceCapabilities) async throws -> [UInt8] {
        guard delivery.page <= 3 else {
            throw ConversionProblem(reason: "document-format-error", text: "there is no page \(delivery.page)")
        }
        return [0x89, 0x50]
    }
}
