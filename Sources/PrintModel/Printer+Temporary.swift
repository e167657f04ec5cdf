internal import IPP

extension Printer {
    public static let temporaryAttribute = "printer-is-temporary"

    /// Whether it was made for somebody's print dialog and goes when nobody has used it for a while
    /// (CUPS-Create-Local-Printer).
    public var isTemporary: Bool { attributes[Self.temporaryAttribute]?.values.first?.boolValue ?? false }

    /// How many there may be at once, because everybody with an account may make them.
    public static let temporaryMax = 100

    /// How long one stays after its last job, or after it was made; cupsd's time.
    public static let temporaryAge = Duration.seconds(300)
}
