/// Operations of our own: what no standard, and CUPS neither, has a request for.
extension OperationID {
    /// Takes in, or only looks at, the PPD that follows the attributes.
    public static let quireAddDriver = OperationID(rawValue: 0x4F01)
    /// Says which filters a driver may have run.
    public static let quireApproveDriver = OperationID(rawValue: 0x4F02)
    public static let quireDeleteDriver = OperationID(rawValue: 0x4F03)

    /// Says of a job whose end nobody knows that it was printed.
    public static let quireConfirmJob = OperationID(rawValue: 0x4F04)

    /// Those whom the server knows by a password or a token of its own.
    public static let quirePutAccount = OperationID(rawValue: 0x5110)
    public static let quireRemoveAccount = OperationID(rawValue: 0x5111)
    public static let quireGetAccounts = OperationID(rawValue: 0x5112)
    public static let quireCreateToken = OperationID(rawValue: 0x5113)
    public static let quireGetTokens = OperationID(rawValue: 0x5114)
    public static let quireRevokeToken = OperationID(rawValue: 0x5115)

    /// What users have used of what they may print.
    public static let quireGetQuotas = OperationID(rawValue: 0x5120)
    /// What was printed, added up.
    public static let quireGetAccounting = OperationID(rawValue: 0x5121)

    /// What a policy would decide, and by which rule.
    public static let quireCheckPolicy = OperationID(rawValue: 0x5122)
    /// Who did what.
    public static let quireGetAudit = OperationID(rawValue: 0x5123)
    /// Whether the record of who did what is whole.
    public static let quireVerifyAudit = OperationID(rawValue: 0x5124)

    /// Which printers there are in the network.
    public static let quireFindPrinters = OperationID(rawValue: 0x5130)
    /// Has what was adopted of other servers looked after now.
    public static let quireUpdateRemotes = OperationID(rawValue: 0x5131)

    static let quireNames = """
        0x4F01 Quire-Add-Driver 0x4F02 Quire-Approve-Driver 0x4F03 Quire-Delete-Driver 0x4F04 Quire-Confirm-Job
        0x5110 Quire-Put-Account 0x5111 Quire-Remove-Account 0x5112 Quire-Get-Accounts
        0x5113 Quire-Create-Token 0x5114 Quire-Get-Tokens 0x5115 Quire-Revoke-Token
        0x5120 Quire-Get-Quotas 0x5121 Quire-Get-Accounting
        0x5122 Quire-Check-Policy 0x5123 Quire-Get-Audit 0x5124 Quire-Verify-Audit
        0x5130 Quire-Find-Printers 0x5131 Quire-Update-Remotes
        """
}
