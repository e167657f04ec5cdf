import FrontDoor
import Operations
import PrintModel

/// `/resources/ID`, the data of installed static resources, for everybody ("resource-data-uri", PWG 5100.22 §7.4).
struct ResourcePages: PageHandler {
    let resources: any ResourceStore

    func answer(to request: PageRequest) async -> PageAnswer? {
        guard request.method == "GET" || request.method == "HEAD",
            let resource = ResourceURI.resource(at: request.path, in: resources)
        else { return nil }
        // The digest is that of the bytes: whoever has them need not be sent them again.
        let tag = "\"" + resource.digest.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
        // Strangers' bytes: a browser is not to guess at something that it would run.
        let fields = [
            HTTPField("ETag", tag), HTTPField("Cache-Control", "no-cache"),
            HTTPField("X-Content-Type-Options", "nosniff"),
        ]
        let type = resource.format ?? "application/octet-stream"
        if request.field("if-none-match") == tag {
            return PageAnswer(status: 304, contentType: type, fields: fields, bytes: [])
        }
        do {
            return PageAnswer(
                contentType: type, fields: fields, bytes: [], rest: try await resources.read(resource: resource.id))
        } catch {
            return nil
        }
    }
}
