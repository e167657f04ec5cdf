import IPP
import IPPClient

/// The verbs about whole queues.
extension LpcConsole {
    func start(_ words: [String]) async throws -> Bool {
        try await change(try await printers(words, "start"), said: ["printing enabled"]) { printer in
            try await perform(.resumePrinter, at: printer)
        }
    }

    func stop(_ words: [String], _ verb: String) async throws -> Bool {
        let (names, reason) = try await reason(in: words, verb)
        return try await change(names, said: ["printing disabled"]) { printer in
            try await perform(.pausePrinter, at: printer, message: reason)
        }
    }

    func enable(_ words: [String]) async throws -> Bool {
        try await change(try await printers(words, "enable"), said: ["queuing enabled"]) { printer in
            try await perform(.cupsAcceptJobs, at: printer)
        }
    }

    func disable(_ words: [String]) async throws -> Bool {
        let (names, reason) = try await reason(in: words, "disable")
        return try await change(names, said: ["queuing disabled"]) { printer in
            try await perform(.cupsRejectJobs, at: printer, message: reason)
        }
    }

    func up(_ words: [String]) async throws -> Bool {
        try await change(
            try await printers(words, "up"), said: ["queuing enabled", "printing enabled"]
        ) { printer in
            try await perform(.cupsAcceptJobs, at: printer)
            try await perform(.resumePrinter, at: printer)
        }
    }

    func down(_ words: [String]) async throws -> Bool {
        let (names, reason) = try await reason(in: words, "down")
        return try await change(names, said: ["queuing disabled", "printing disabled"]) { printer in
            try await perform(.cupsRejectJobs, at: printer, message: reason)
            try await perform(.pausePrinter, at: printer, message: reason)
        }
    }

    func kill(_ words: [String]) async throws -> Bool {
        try await change(try await printers(words, "kill"), said: ["printing restarted"]) { printer in
            try await perform(.pausePrinter, at: printer)
            try await perform(.resumePrinter, at: printer)
        }
    }

    func holdAll(_ words: [String]) async throws -> Bool {
        try await change(try await printers(words, "holdall"), said: ["new jobs are held"]) { printer in
            try await perform(.holdNewJobs, at: printer)
        }
    }

    func releaseAll(_ words: [String]) async throws -> Bool {
        try await change(try await printers(words, "noholdall"), said: ["new jobs are printed"]) { printer in
            try await perform(.releaseHeldNewJobs, at: printer)
        }
    }

    /// `msg`: the message is an attribute of the printer like others.
    func message(_ words: [String]) async throws -> Bool {
        guard let name = words.first else { throw Failure.usage("msg: which printer?") }
        let text = words.dropFirst().joined(separator: " ")
        return try await change([name], said: [text.isEmpty ? "message removed" : "message set"]) { printer in
            // This operation makes printers, too: one that is not there must not come from a message.
            guard try await server.hasPrinter(printer) else { throw await server.unknownPrinter(printer) }
            let value = AttributeGroup(
                .printer, [Attribute("printer-state-message", .text(text.prefix(octets: 1_023)))])
            try await perform(.cupsAddModifyPrinter, at: printer) { $0.groups.append(value) }
        }
    }

    /// `stop floor2 toner swap`: the first word names printers, and so do those behind it that are printers; what is
    /// left says why.
    private func reason(in words: [String], _ verb: String) async throws -> ([String], String?) {
        guard words.count > 1 else { return (try await printers(words, verb), nil) }
        let there = try await server.printers(["printer-name"]).compactMap { $0["printer-name"]?.stringValue }
        let names = words.prefix(1) + words.dropFirst().prefix(while: there.contains)
        let reason = words.dropFirst(names.count).joined(separator: " ")
        return (try await printers(Array(names), verb), reason.isEmpty ? nil : reason)
    }
}
