// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension StatusCode {
    public static let ok = StatusCode(rawValue: 0x0000)
    public static let okIgnoredOrSubstitutedAttributes = StatusCode(rawValue: 0x0001)
    public static let okConflictingAttributes = StatusCode(rawValue: 0x0002)
    public static let okIgnoredSubscriptions = StatusCode(rawValue: 0x0003)
    public static let okTooManyEvents = StatusCode(rawValue: 0x0005)
    public static let okEventsComplete = StatusCode(rawValue: 0x0007)
    public static let badRequest = StatusCode(rawValue: 0x0400)
    public static let forbidden = StatusCode(rawValue: 0x0401)
    public static let notAuthenticated = StatusCode(rawValue: 0x0402)
    public static let notAuthorized = StatusCode(rawValue: 0x0403)
    public static let notPossible = StatusCode(rawValue: 0x0404)
    public static let timeout = StatusCode(rawValue: 0x0405)
    public static let notFound = StatusCode(rawValue: 0x0406)
    public static let gone = StatusCode(rawValue: 0x0407)
    public static let requestEntityTooLarge = StatusCode(rawValue: 0x0408)
    public static let requestValueTooLong = StatusCode(rawValue: 0x0409)
    public static let documentFormatNotSupported = StatusCode(rawValue: 0x040A)
    public static let attributesOrValuesNotSupported = StatusCode(rawValue: 0x040B)
    public static let uriSchemeNotSupported = StatusCode(rawValue: 0x040C)
    public static let charsetNotSupported = StatusCode(rawValue: 0x040D)
    public static let conflictingAttributes = StatusCode(rawValue: 0x040E)
    public static let compressionNotSupported = StatusCode(rawValue: 0x040F)
    public static let compressionError = StatusCode(rawValue: 0x0410)
    public static let documentFormatError = StatusCode(rawValue: 0x0411)
    public static let documentAccessError = StatusCode(rawValue: 0x0412)
    public static let attributesNotSettable = StatusCode(rawValue: 0x0413)
    public static let ignoredAllSubscriptions = StatusCode(rawValue: 0x0414)
    public static let tooManySubscriptions = StatusCode(rawValue: 0x0415)
    public static let documentPasswordError = StatusCode(rawValue: 0x0418)
    public static let documentPermissionError = StatusCode(rawValue: 0x0419)
    public static let documentSecurityError = StatusCode(rawValue: 0x041A)
    public static let documentUnprintableError = StatusCode(rawValue: 0x041B)
    public static let accountInfoNeeded = StatusCode(rawValue: 0x041C)
    public static let accountClosed = StatusCode(rawValue: 0x041D)
    public static let accountLimitReached = StatusCode(rawValue: 0x041E)
    public static let accountAuthorizationFailed = StatusCode(rawValue: 0x041F)
    public static let notFetchable = StatusCode(rawValue: 0x0420)
    public static let internalError = StatusCode(rawValue: 0x0500)
    public static let operationNotSupported = StatusCode(rawValue: 0x0501)
    public static let serviceUnavailable = StatusCode(rawValue: 0x0502)
    public static let versionNotSupported = StatusCode(rawValue: 0x0503)
    public static let deviceError = StatusCode(rawValue: 0x0504)
    public static let temporaryError = StatusCode(rawValue: 0x0505)
    public static let notAcceptingJobs = StatusCode(rawValue: 0x0506)
    public static let busy = StatusCode(rawValue: 0x0507)
    public static let jobCanceled = StatusCode(rawValue: 0x0508)
    public static let multipleDocumentJobsNotSupported = StatusCode(rawValue: 0x0509)
    public static let printerIsDeactivated = StatusCode(rawValue: 0x050A)
    public static let tooManyJobs = StatusCode(rawValue: 0x050B)
    public static let tooManyDocuments = StatusCode(rawValue: 0x050C)

    static let registeredNames = """
        0x0000 successful-ok 0x0001 successful-ok-ignored-or-substituted-attributes
        0x0002 successful-ok-conflicting-attributes 0x0003 successful-ok-ignored-subscriptions
        0x0005 successful-ok-too-many-events 0x0007 successful-ok-events-complete
        0x0400 client-error-bad-request 0x0401 client-error-forbidden 0x0402 client-error-not-authenticated
        0x0403 client-error-not-authorized 0x0404 client-error-not-possible 0x0405 client-error-timeout
        0x0406 client-error-not-found 0x0407 client-error-gone 0x0408 client-error-request-entity-too-large
        0x0409 client-error-request-value-too-long 0x040A client-error-document-format-not-supported
        0x040B client-error-attributes-or-values-not-supported 0x040C client-error-uri-scheme-not-supported
        0x040D client-error-charset-not-supported 0x040E client-error-conflicting-attributes
        0x040F client-error-compression-not-supported 0x0410 client-error-compression-error
        0x0411 client-error-document-format-error 0x0412 client-error-document-access-error
        0x0413 client-error-attributes-not-settable 0x0414 client-error-ignored-all-subscriptions
        0x0415 client-error-too-many-subscriptions 0x0418 client-error-document-password-error
        0x0419 client-error-document-permission-error 0x041A client-error-document-security-error
        0x041B client-error-document-unprintable-error 0x041C client-error-account-info-needed
        0x041D client-error-account-closed 0x041E client-error-account-limit-reached
        0x041F client-error-account-authorization-failed 0x0420 client-error-not-fetchable
        0x0500 server-error-internal-error 0x0501 server-error-operation-not-supported
        0x0502 server-error-service-unavailable 0x0503 server-error-version-not-supported
        0x0504 server-error-device-error 0x0505 server-error-temporary-error
        0x0506 server-error-not-accepting-jobs 0x0507 server-error-busy 0x0508 server-error-job-canceled
        0x0509 server-error-multiple-document-jobs-not-supported 0x050A server-error-printer-is-deactivated
        0x050B server-error-too-many-jobs 0x050C server-error-too-many-documents
        """
}
