import IPP
import PrintModel

/// "job-account-id" and "job-accounting-user-id": which account a job is charged to, and whom within it (PWG 5100.7 §6.1,
/// PWG 5100.3 §3.1). Nobody checks that there is such an account: it is written down, for Quire-Get-Accounting.
enum JobAccount {
    static let account = "job-account-id"
    static let user = "job-accounting-user-id"
    static let names = [account, user]

    /// The value as it is kept; `nil` for one that cannot be.
    static func kept(_ attribute: Attribute) -> Attribute? {
        guard attribute.values.count == 1, let value = attribute.values.first else { return nil }
        switch value {
        // CUPS' clients send what they do not know as a keyword.
        case .name(let word), .keyword(let word), .text(let word):
            let isName = (1...255).contains(word.utf8.count) && !word.utf8.contains { $0 < 0x20 || $0 == 0x7F }
            return isName ? Attribute(attribute.name, .name(word)) : nil
        case .nameWithLanguage(let word, _):
            return kept(Attribute(attribute.name, .name(word))) == nil ? nil : attribute
        default: return nil
        }
    }

    /// What a queue's jobs are charged to that do not say.
    static func standard(of printer: Printer, besides given: AttributeGroup) -> [Attribute] {
        names.compactMap { name in
            guard given[name] == nil, let standard = printer.attributes["\(name)-default"] else { return nil }
            return Attribute(name, standard.values)
        }
    }

    static func describe(_ printer: Printer, into writer: inout FixedWriter) {
        for name in names {
            let standard = printer.attributes["\(name)-default"]?.values ?? [.outOfBand(.noValue)]
            writer.put("\(name)-default", .template, standard)
            writer.put("\(name)-supported", .template, .boolean(true))
        }
    }
}
