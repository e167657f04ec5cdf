/// The pictures of a printer that clients show ("printer-icons", PWG 5100.14 §6.10): where they are, for who names them
/// and for who serves them.
public enum PrinterIcons {
    /// In pixels.
    public static let sides = [48, 128, 512]

    public static func path(side: Int) -> String { "/icons/printer-\(side).png" }
}
