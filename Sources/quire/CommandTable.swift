/// Something the binary can be called as.
protocol Command: SendableMetatype {
    static var name: String { get }
    /// One line for `quire --help`.
    static var summary: String { get }
    static func run(_ session: Session) async -> ExitStatus
}

/// Every command there is. Help, dispatch and the links a package installs come from this list.
enum CommandTable {
    static let all = [
        Entry(Lpr.self),
        Entry(Lpq.self),
        Entry(Lprm.self),
        Entry(Lp.self),
        Entry(Lpstat.self),
        Entry(Cancel.self),
        Entry(Lpmove.self),
        Entry(Lpoptions.self),
        Entry(Lpc.self),
        Entry(QuireCtl.self),
    ]

    struct Entry: Sendable {
        let name: String
        let summary: String
        let run: @Sendable (Session) async -> ExitStatus
        /// Made when somebody asks: a command that runs needs only its own.
        var options: (@Sendable () -> OptionTable)?

        init<Kind: Command>(_ command: Kind.Type) {
            name = Kind.name
            summary = Kind.summary
            run = { session in await Kind.run(session) }
        }

        init<Kind: ClassicCommand>(_ command: Kind.Type) {
            name = Kind.name
            summary = Kind.summary
            run = { session in await Kind.run(session) }
            options = { Kind.options }
        }
    }

    /// By its name, with or without the `q` under which it is installed beside another server's.
    static func command(named name: String) -> Entry? {
        all.first { $0.name == name } ?? all.first { "q" + $0.name == name && $0.name != QuireCtl.name }
    }
}
