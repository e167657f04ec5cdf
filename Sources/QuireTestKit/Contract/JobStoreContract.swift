public import PrintModel

/// What every ``JobStore`` and ``PrinterStore`` must do, a promise a case. Each store's tests run all of it:
///
///     @Test(arguments: JobStoreContract.allCases)
///     func sqlite(promise: JobStoreContract) async throws { try await promise.check(makeRun()) }
public enum JobStoreContract: String, CaseIterable, Sendable {
    // Receiving
    case aSubmittedJobIsThere
    case documentsComeBackAsTheyWere
    case aTooLargeDocumentIsRefused
    case tooManyDocumentsAreRefused
    case aDocumentBelongsToOneJob
    case aRefusedJobLeavesItsDocumentToTheCaller
    case aRepeatedKeyGivesTheSameJob
    case aBrokenStreamLeavesNothing
    case anOpenJobTakesDocumentsUntilItIsClosed
    case anUnknownJobIsNotFound
    case documentsAreShared
    case sharedDocumentsStayUntilNobodyHasThem

    // Delivering
    case aJobIsGivenToOneClaimantOnly
    case theMostUrgentJobIsClaimedFirst
    case heldAndOpenJobsAreNotClaimed
    case usersTakeTurns
    case eachTryHasItsOwnLease
    case everyOutcomeIsRecorded
    case aDoubtfulJobIsPrintedAgainAndSaysSo
    case aDoubtfulJobIsHeldWhereNothingIsPrintedTwice
    case aDoubtfulJobIsConfirmed
    case aJobThatBreaksOffAgainAndAgainIsSetAside
    case anErrorPolicySaysWhatBecomesOfAJob
    case interruptionsAreCounted
    case cancellingWorksInEveryState
    case aJobInHandCanBeSetAside
    case aSuspendedJobIsInNobodysHand
    case aLockedJobWaitsToBeOpened
    case aProofIsPrintedFirst
    case aJobThatTakesTooLongIsCancelled
    case documentsAreKeptAsLongAsWasAskedFor
    case aQueueSaysWhatBecomesOfAJobThatWasLeft
    case whatTheDeviceCallsAJobIsRemembered
    case aLeaseIsConfirmedUntilItEnds
    case lateNewsChangeNothing
    case theNextJobIsTakenWithTheEndOfTheLast
    case aJobThatIsTakenCanBeMarkedAsBegun
    case claimingNeedsALease
    case aFinishedJobCanBeRestarted

    // Pools
    case aPoolIsKept
    case aPoolsJobIsTakenByOneMember
    case onlyWaitingJobsOfThePoolAreTaken
    case aMemberSaysThatItPrintsAPoolsJob
    case aMemberGivesAJobBack
    case aMemberTakesItsJobsOverAgain

    // Quotas
    case aQuotaCountsWhatWaits
    case whatUsersHaveUsedIsTold
    case aQuotaIsSettledAtTheEnd
    case aQuotaSlides
    case aQuotaSurvivesARestart

    // Runs of the daemon
    case anEarlierRunIsFenced
    case interruptedJobsAreTakenOver
    case numbersAreNeverGivenOutAgain

    // Documents
    case aDocumentHasAttributesOfItsOwn
    case whatBecameOfADocumentIsKept
    case aDocumentIsCanceledAlone
    case aDocumentInHandIsStopped
    case aRestartTakesDocumentsBack
    case aWaitingDocumentIsChanged

    // Looking
    case listsAreInTheirOrder
    case pagesStayRightWhileJobsComeAndGo
    case listsAreFilteredByPrinterAndUser
    case jobsBeforeAreCounted
    case countsAreRightAfterEveryChange
    case aUsersWaitingJobsAreCounted
    case aListIsEnteredInTheMiddle
    case eventsTellWhatHappened
    case changesAreAnnounced

    // Changing
    case aWaitingJobCanBeChanged
    case aJobMovesToAnotherPrinter
    case aJobMovesWithinItsQueue
    case everyHoldComesBack

    // Time
    case aHoldEndsWhenItsTimeComes
    case anAbandonedJobIsClosed
    case documentsGoByAge
    case documentsGoBySize
    case historyGoesByAgeAndNumber
    case finishedJobsCanBeForgotten

    // Printers
    case namesAreUniqueAmongTheLiving
    case aPrinterIsChanged
    case aDeletedPrinterCancelsItsJobs
    case theDefaultPrinterIsKept
    case beingShutDownIsStateAndIsKept

    case anIdlePrinterIsDeleted

    // Passwords of devices
    case aDevicesPasswordIsKept
    case aDevicesPasswordGoesWithItsLastQueue
    case aJobsPasswordGoesWithIt
    case aDocumentsPasswordIsSealed
    case aDeviceThatWantsAPasswordMakesItsQueueSaySo

    // The System
    case whatIsSetOfTheSystemIsKept
    case whatIsPrintedIsCounted
    case changesOfConfigurationAreCounted

    // Accounts
    case accountsAreKept
    case tokensAreKeptUntilTheyOrTheirAccountGo
    case anAccountHasSoManyTokensAndNoMore

    // The log
    case theLogHasTheStateAfterEachChange
    case documentsSayWhatBecomesOfThem
    case aBusyPrinterSaysSoOnce
    case whatIsChangedAboutAPrinterIsLogged
    case whatADeviceSaysIsLoggedWhenItChanges
    case whatHappensElsewhereIsLogged
    case eventsOfAForgottenJobStayAWhile
    case progressIsNoPartOfAJobsHistory
    case movesAndPrioritiesChangeTheOrder
    case theLogTellsWhenItGrows

    // Subscriptions
    case subscriptionsSurviveARestart
    case subscriptionsAreRenewedCountedAndCanceled

    // Resources
    case aResourceGoesThroughItsLife
    case dataThatBreaksOffAbortsAResource
    case aResourceInUseStaysUntilNobodyUsesIt

    /// Throws ``ContractViolation`` where the store does not keep the promise.
    public func check(_ run: StoreRun) async throws {
        let scene = try await StoreScene(run)
        switch self {
        case .aSubmittedJobIsThere: try await scene.aSubmittedJobIsThere()
        case .documentsComeBackAsTheyWere: try await scene.documentsComeBackAsTheyWere()
        case .aTooLargeDocumentIsRefused: try await scene.aTooLargeDocumentIsRefused()
        case .tooManyDocumentsAreRefused: try await scene.tooManyDocumentsAreRefused()
        case .aDocumentBelongsToOneJob: try await scene.aDocumentBelongsToOneJob()
        case .aRefusedJobLeavesItsDocumentToTheCaller: try await scene.aRefusedJobLeavesItsDocumentToTheCaller()
        case .aRepeatedKeyGivesTheSameJob: try await scene.aRepeatedKeyGivesTheSameJob()
        case .aBrokenStreamLeavesNothing: try await scene.aBrokenStreamLeavesNothing()
        case .anOpenJobTakesDocumentsUntilItIsClosed: try await scene.anOpenJobTakesDocumentsUntilItIsClosed()
        case .anUnknownJobIsNotFound: try await scene.anUnknownJobIsNotFound()
        case .aJobIsGivenToOneClaimantOnly: try await scene.aJobIsGivenToOneClaimantOnly()
        case .theMostUrgentJobIsClaimedFirst: try await scene.theMostUrgentJobIsClaimedFirst()
        case .heldAndOpenJobsAreNotClaimed: try await scene.heldAndOpenJobsAreNotClaimed()
        case .eachTryHasItsOwnLease: try await scene.eachTryHasItsOwnLease()
        case .everyOutcomeIsRecorded: try await scene.everyOutcomeIsRecorded()
        case .aDoubtfulJobIsPrintedAgainAndSaysSo: try await scene.aDoubtfulJobIsPrintedAgainAndSaysSo()
        case .aDoubtfulJobIsHeldWhereNothingIsPrintedTwice:
            try await scene.aDoubtfulJobIsHeldWhereNothingIsPrintedTwice()
        case .aDoubtfulJobIsConfirmed: try await scene.aDoubtfulJobIsConfirmed()
        case .aJobThatBreaksOffAgainAndAgainIsSetAside: try await scene.aJobThatBreaksOffAgainAndAgainIsSetAside()
        case .anErrorPolicySaysWhatBecomesOfAJob: try await scene.anErrorPolicySaysWhatBecomesOfAJob()
        case .interruptionsAreCounted: try await scene.interruptionsAreCounted()
        case .cancellingWorksInEveryState: try await scene.cancellingWorksInEveryState()
        case .whatTheDeviceCallsAJobIsRemembered: try await scene.whatTheDeviceCallsAJobIsRemembered()
        case .aLeaseIsConfirmedUntilItEnds: try await scene.aLeaseIsConfirmedUntilItEnds()
        case .lateNewsChangeNothing: try await scene.lateNewsChangeNothing()
        case .theNextJobIsTakenWithTheEndOfTheLast: try await scene.theNextJobIsTakenWithTheEndOfTheLast()
        case .aJobThatIsTakenCanBeMarkedAsBegun: try await scene.aJobThatIsTakenCanBeMarkedAsBegun()
        case .claimingNeedsALease: try await scene.claimingNeedsALease()
        case .aFinishedJobCanBeRestarted: try await scene.aFinishedJobCanBeRestarted()
        case .aPoolIsKept: try await scene.aPoolIsKept()
        case .aPoolsJobIsTakenByOneMember: try await scene.aPoolsJobIsTakenByOneMember()
        case .aMemberSaysThatItPrintsAPoolsJob: try await scene.aMemberSaysThatItPrintsAPoolsJob()
        case .onlyWaitingJobsOfThePoolAreTaken: try await scene.onlyWaitingJobsOfThePoolAreTaken()
        case .aMemberGivesAJobBack: try await scene.aMemberGivesAJobBack()
        case .aMemberTakesItsJobsOverAgain: try await scene.aMemberTakesItsJobsOverAgain()
        case .whatUsersHaveUsedIsTold: try await scene.whatUsersHaveUsedIsTold()
        case .aQuotaCountsWhatWaits: try await scene.aQuotaCountsWhatWaits()
        case .aQuotaIsSettledAtTheEnd: try await scene.aQuotaIsSettledAtTheEnd()
        case .aQuotaSlides: try await scene.aQuotaSlides()
        case .aQuotaSurvivesARestart: try await scene.aQuotaSurvivesARestart()
        case .anEarlierRunIsFenced: try await scene.anEarlierRunIsFenced()
        case .interruptedJobsAreTakenOver: try await scene.interruptedJobsAreTakenOver()
        case .numbersAreNeverGivenOutAgain: try await scene.numbersAreNeverGivenOutAgain()
        case .aDocumentHasAttributesOfItsOwn: try await scene.aDocumentHasAttributesOfItsOwn()
        case .whatBecameOfADocumentIsKept: try await scene.whatBecameOfADocumentIsKept()
        case .aDocumentIsCanceledAlone: try await scene.aDocumentIsCanceledAlone()
        case .aDocumentInHandIsStopped: try await scene.aDocumentInHandIsStopped()
        case .aRestartTakesDocumentsBack: try await scene.aRestartTakesDocumentsBack()
        case .aWaitingDocumentIsChanged: try await scene.aWaitingDocumentIsChanged()
        case .listsAreInTheirOrder: try await scene.listsAreInTheirOrder()
        case .pagesStayRightWhileJobsComeAndGo: try await scene.pagesStayRightWhileJobsComeAndGo()
        case .listsAreFilteredByPrinterAndUser: try await scene.listsAreFilteredByPrinterAndUser()
        case .jobsBeforeAreCounted: try await scene.jobsBeforeAreCounted()
        case .countsAreRightAfterEveryChange: try await scene.countsAreRightAfterEveryChange()
        case .aUsersWaitingJobsAreCounted: try await scene.aUsersWaitingJobsAreCounted()
        case .aListIsEnteredInTheMiddle: try await scene.aListIsEnteredInTheMiddle()
        case .eventsTellWhatHappened: try await scene.eventsTellWhatHappened()
        case .changesAreAnnounced: try await scene.changesAreAnnounced()
        case .aWaitingJobCanBeChanged: try await scene.aWaitingJobCanBeChanged()
        case .aJobMovesToAnotherPrinter: try await scene.aJobMovesToAnotherPrinter()
        case .aJobMovesWithinItsQueue: try await scene.aJobMovesWithinItsQueue()
        case .everyHoldComesBack: try await scene.everyHoldComesBack()
        case .aHoldEndsWhenItsTimeComes: try await scene.aHoldEndsWhenItsTimeComes()
        case .anAbandonedJobIsClosed: try await scene.anAbandonedJobIsClosed()
        case .documentsGoByAge: try await scene.documentsGoByAge()
        case .documentsGoBySize: try await scene.documentsGoBySize()
        case .historyGoesByAgeAndNumber: try await scene.historyGoesByAgeAndNumber()
        case .aJobInHandCanBeSetAside: try await scene.aJobInHandCanBeSetAside()
        case .aSuspendedJobIsInNobodysHand: try await scene.aSuspendedJobIsInNobodysHand()
        case .aLockedJobWaitsToBeOpened: try await scene.aLockedJobWaitsToBeOpened()
        case .aProofIsPrintedFirst: try await scene.aProofIsPrintedFirst()
        case .aJobThatTakesTooLongIsCancelled: try await scene.aJobThatTakesTooLongIsCancelled()
        case .documentsAreKeptAsLongAsWasAskedFor: try await scene.documentsAreKeptAsLongAsWasAskedFor()
        case .aQueueSaysWhatBecomesOfAJobThatWasLeft: try await scene.aQueueSaysWhatBecomesOfAJobThatWasLeft()
        case .documentsAreShared: try await scene.documentsAreShared()
        case .sharedDocumentsStayUntilNobodyHasThem: try await scene.sharedDocumentsStayUntilNobodyHasThem()
        case .usersTakeTurns: try await scene.usersTakeTurns()
        case .finishedJobsCanBeForgotten: try await scene.finishedJobsCanBeForgotten()
        case .namesAreUniqueAmongTheLiving: try await scene.namesAreUniqueAmongTheLiving()
        case .aPrinterIsChanged: try await scene.aPrinterIsChanged()
        case .aDeletedPrinterCancelsItsJobs: try await scene.aDeletedPrinterCancelsItsJobs()
        case .theDefaultPrinterIsKept: try await scene.theDefaultPrinterIsKept()
        case .beingShutDownIsStateAndIsKept: try await scene.beingShutDownIsStateAndIsKept()
        case .anIdlePrinterIsDeleted: try await scene.anIdlePrinterIsDeleted()
        case .aDevicesPasswordIsKept: try await scene.aDevicesPasswordIsKept()
        case .aDevicesPasswordGoesWithItsLastQueue: try await scene.aDevicesPasswordGoesWithItsLastQueue()
        case .aJobsPasswordGoesWithIt: try await scene.aJobsPasswordGoesWithIt()
        case .aDocumentsPasswordIsSealed: try await scene.aDocumentsPasswordIsSealed()
        case .aDeviceThatWantsAPasswordMakesItsQueueSaySo:
            try await scene.aDeviceThatWantsAPasswordMakesItsQueueSaySo()
        case .whatIsSetOfTheSystemIsKept: try await scene.whatIsSetOfTheSystemIsKept()
        case .whatIsPrintedIsCounted: try await scene.whatIsPrintedIsCounted()
        case .changesOfConfigurationAreCounted: try await scene.changesOfConfigurationAreCounted()
        case .accountsAreKept: try await scene.accountsAreKept()
        case .tokensAreKeptUntilTheyOrTheirAccountGo: try await scene.tokensAreKeptUntilTheyOrTheirAccountGo()
        case .anAccountHasSoManyTokensAndNoMore: try await scene.anAccountHasSoManyTokensAndNoMore()
        case .documentsSayWhatBecomesOfThem: try await scene.documentsSayWhatBecomesOfThem()
        case .theLogHasTheStateAfterEachChange: try await scene.theLogHasTheStateAfterEachChange()
        case .aBusyPrinterSaysSoOnce: try await scene.aBusyPrinterSaysSoOnce()
        case .whatIsChangedAboutAPrinterIsLogged: try await scene.whatIsChangedAboutAPrinterIsLogged()
        case .whatADeviceSaysIsLoggedWhenItChanges: try await scene.whatADeviceSaysIsLoggedWhenItChanges()
        case .whatHappensElsewhereIsLogged: try await scene.whatHappensElsewhereIsLogged()
        case .eventsOfAForgottenJobStayAWhile: try await scene.eventsOfAForgottenJobStayAWhile()
        case .progressIsNoPartOfAJobsHistory: try await scene.progressIsNoPartOfAJobsHistory()
        case .movesAndPrioritiesChangeTheOrder: try await scene.movesAndPrioritiesChangeTheOrder()
        case .theLogTellsWhenItGrows: try await scene.theLogTellsWhenItGrows()
        case .subscriptionsSurviveARestart: try await scene.subscriptionsSurviveARestart()
        case .subscriptionsAreRenewedCountedAndCanceled:
            try await scene.subscriptionsAreRenewedCountedAndCanceled()
        case .aResourceGoesThroughItsLife: try await scene.aResourceGoesThroughItsLife()
        case .dataThatBreaksOffAbortsAResource: try await scene.dataThatBreaksOffAbortsAResource()
        case .aResourceInUseStaysUntilNobodyUsesIt: try await scene.aResourceInUseStaysUntilNobodyUsesIt()
        }
    }
}

/// All that a store of this house is.
public typealias WholeStore =
    JobStore & PrinterStore & SystemStore & ResourceStore & EventLog & SubscriptionStore & DeviceSecretStore
    & AccountStore

/// A store under test: one run of the daemon on an empty spool, and how the next run begins.
public struct StoreRun: Sendable {
    public var store: any WholeStore
    /// Begins the next run on the same spool, without asking this one.
    public var next: @Sendable () async throws -> StoreRun
    /// Sizes of documents around which the store changes its ways, in octets.
    public var interestingSizes: [Int]
    /// What the store was told to allow.
    public var documentsPerJobMax: Int

    public init(
        store: any WholeStore, interestingSizes: [Int] = [0, 1, 100_000], documentsPerJobMax: Int = 1000,
        next: @escaping @Sendable () async throws -> StoreRun
    ) {
        self.store = store
        self.interestingSizes = interestingSizes
        self.documentsPerJobMax = documentsPerJobMax
        self.next = next
    }

    /// A run of a store in memory.
    public static func memory(_ store: MemoryStore = MemoryStore(documentsPerJobMax: 3)) -> StoreRun {
        StoreRun(store: store, documentsPerJobMax: store.documentsPerJobMax) {
            .memory(MemoryStore(succeeding: store))
        }
    }
}

/// A promise that was not kept, in a sentence.
public struct ContractViolation: Error, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}
