extension String {
    /// Without what cannot be printed and stops those who try: control characters, zeros above all, which end a text for
    /// C, and scalars that are no characters. Line ends stay.
    ///
    /// - Parameter scalarsMax: what is longer is cut.
    public func printable(scalarsMax: Int) -> String {
        let scalars = unicodeScalars.prefix(scalarsMax).filter {
            $0.value >= 0x20 && $0.value != 0x7F && !ScalarClass.isNoncharacter($0.value) || $0 == "\n"
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
