/// Operations of our own: what no standard, and CUPS neither, has a request for.
extension OperationID {
    /// Takes in, or only looks at, the PPD that follows the attributes.
    public static let quireAddDriver = OperationID(rawValue: 0x4F01)
    /// Says which filters a driver may have run.
    public static let quireApproveDriver = OperationID(rawValue: 0x4F02)
    public static let quireDeleteDriver = OperationID(rawValue: 0x4F03)

    /// Says of a job whose end nobody knows that it was printed.
    public static let quireConfirmJob = OperationID(rawValue: 0x4F04)

    static let quireNames = """
        0x4F01 Quire-Add-Driver 0x4F02 Quire-Approve-Driver 0x4F03 Quire-Delete-Driver 0x4F04 Quire-Confirm-Job
        """
}
