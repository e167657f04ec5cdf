/// Every statement that is prepared once and kept.
///
/// The columns of a job, a printer, a document and an event stand in the order in which `Rows/` reads and writes them.
enum SQL: Hashable, CaseIterable {
    case begin, commit, rollback
    case insertInstance, beginEpoch, lastNumbers, keepNumbers
    case setDefaultPrinter, defaultPrinter, livingPrinter, printerNamed
    case insertPrinter, updatePrinter, deletePrinter, livingPrinters, isPrinterLiving
    case deletedPrinters, unfinishedJobsOfDeleted, hasUnfinishedJobs
    case insertJob, jobByID, jobByKey, updateLifecycle, updateJob, jobEpoch, leaseState
    case nextJobs, jobsToTakeOver, jobsOfPoolsToTakeOver, setMember, countServing, firstPlace, placesAfter
    case keepDocumentDetail, deleteDocumentDetails, takeBackDocuments, renameDocument
    case insertDocument, documentsOfJob, documentBytes, forgetBytes, deleteDocuments, placesOfDocuments
    case insertEvent, eventsOfJob, eventsAfter, logAfter
    case deleteOldEvents, expireEvents, nextExpiry, deleteExpiredEvents
    case insertSubscription, subscriptions, renewSubscription, deleteSubscription, keepSubscription
    case usageSince, usageByUser, addUsage, deleteUsageBefore, reservation, keepReservation, forgetReservation,
        anyReservation
    case dueJobs, nextDue
    case countWaiting, countByOwner, countKept, countRetained, countDone, oldestKept, firstRetained, oldestDone,
        doneJob, deleteJob,
        places
    case moreUrgent, asUrgent
    case containerIsUsed, placeIsUsed, copyDocument, nextContainer, documentsAtEnd

    static let jobColumns = """
        id, printer, state, priority, ord, is_open, hold_kind, hold_until, hold_text, cancelled_by, attempts, epoch, \
        name, user, host, user_is_proved, created_at, processing_at, finished_at, closes_at, documents, octets, \
        impressions, device_job, message, has_documents, attributes, lock, wants_proof, password_tries, cancel_at, \
        retain_until, cancel_after, retain, release_lock, secret, member, failures, doubts, interruptions
        """

    static let printerColumns = """
        id, name, uuid, device_uri, info, location, is_paused, accepts_jobs, holds_new_jobs, is_shared, state_message, \
        attributes, created_at, state_changed_at, config_changed_at, config_changes
        """

    static let documentColumns = "id, format, format_supplied, name, octets, digest"
    static let eventColumns = "sequence, job, printer, at, kind, actor, detail"
    static let logColumns = """
        \(eventColumns), resource, events, state, reasons, impressions, printer_state, printer_reasons, printer_accepts, \
        document
        """
    static let subscriptionColumns = """
        id, job, printer, resource, events, attributes, user_data, charset, language, user, host, user_is_proved, uri, \
        lease, expires_at, created_at, number, counted_at
        """

    var text: String {
        switch self {
        case .begin: "BEGIN IMMEDIATE"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"
        case .insertInstance:
            "INSERT INTO instance (id, uuid, created_at, epoch, last_job, last_event) VALUES (1, ?1, ?2, 0, 0, 0)"
        case .beginEpoch:
            """
            UPDATE instance SET epoch = epoch + 1 WHERE id = 1 \
            RETURNING epoch, uuid, last_job, last_event, default_printer
            """
        case .lastNumbers: "SELECT last_job, last_event FROM instance WHERE id = 1"
        // Also says whether this run still owns the spool: no row is changed when a later one has begun.
        case .keepNumbers:
            "UPDATE instance SET last_job = ?1, last_event = ?2 WHERE id = 1 AND epoch = ?3 RETURNING epoch"
        case .setDefaultPrinter: "UPDATE instance SET default_printer = ?1 WHERE id = 1"

        case .defaultPrinter: "SELECT default_printer FROM instance WHERE id = 1"
        case .livingPrinter: "SELECT \(Self.printerColumns) FROM printer WHERE id = ?1 AND deleted_at IS NULL"
        case .printerNamed: "SELECT id FROM printer WHERE folded = ?1 AND deleted_at IS NULL"

        case .insertPrinter:
            """
            INSERT INTO printer (name, folded, uuid, device_uri, info, location, is_paused, accepts_jobs, \
            holds_new_jobs, is_shared, state_message, attributes, created_at, state_changed_at, config_changed_at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) RETURNING id
            """
        case .updatePrinter:
            """
            UPDATE printer SET name = ?2, folded = ?3, device_uri = ?4, info = ?5, location = ?6, is_paused = ?7, \
            accepts_jobs = ?8, holds_new_jobs = ?9, is_shared = ?10, state_message = ?11, attributes = ?12, \
            state_changed_at = ?13, config_changed_at = ?14, config_changes = ?15 WHERE id = ?1
            """
        case .deletePrinter: "UPDATE printer SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL"
        case .livingPrinters: "SELECT \(Self.printerColumns) FROM printer WHERE deleted_at IS NULL"
        // Few: those that still have jobs to cancel.
        case .deletedPrinters:
            """
            SELECT id FROM printer WHERE deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM job \
            INDEXED BY job_waiting_on WHERE job.printer = printer.id AND finished_at IS NULL AND cancelled_by IS NULL)
            """
        case .isPrinterLiving: "SELECT 1 FROM printer WHERE id = ?1 AND deleted_at IS NULL"
        case .hasUnfinishedJobs:
            "SELECT 1 FROM job INDEXED BY job_waiting_on WHERE printer = ?1 AND finished_at IS NULL LIMIT 1"
        case .unfinishedJobsOfDeleted:
            """
            SELECT \(Self.jobColumns) FROM job INDEXED BY job_waiting_on \
            WHERE printer = ?1 AND finished_at IS NULL AND cancelled_by IS NULL \
            ORDER BY state, priority DESC, ord, id LIMIT ?2
            """

        case .insertJob:
            """
            INSERT INTO job (\(Self.jobColumns), due_at, idempotency_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
            ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, \
            ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42)
            """
        case .jobByID: "SELECT \(Self.jobColumns) FROM job WHERE id = ?1"
        case .jobByKey:
            """
            SELECT \(Self.jobColumns) FROM job INDEXED BY job_key \
            WHERE idempotency_key = ?1 AND printer = ?2 AND user = ?3
            """
        // Two statements, because SQLite rewrites every index whose column is named, changed or not.
        case .updateLifecycle:
            """
            UPDATE job SET state = ?2, is_open = ?3, hold_kind = ?4, hold_until = ?5, hold_text = ?6, \
            cancelled_by = ?7, attempts = ?8, epoch = ?9, processing_at = ?10, finished_at = ?11, closes_at = ?12, \
            due_at = ?13, impressions = ?14, device_job = ?15, message = ?16, has_documents = ?17, \
            lock = ?18, wants_proof = ?19, password_tries = ?20, cancel_at = ?21, retain_until = ?22, \
            failures = ?23, doubts = ?24, interruptions = ?25 WHERE id = ?1
            """
        case .updateJob:
            """
            UPDATE job SET printer = ?2, priority = ?3, ord = ?4, name = ?5, attributes = ?6, documents = ?7, \
            octets = ?8, cancel_after = ?9, retain = ?10 WHERE id = ?1
            """
        case .setMember: "UPDATE job SET member = ?2 WHERE id = ?1"
        case .jobEpoch: "UPDATE job SET epoch = ?2 WHERE id = ?1"
        case .leaseState:
            """
            SELECT i.epoch, j.epoch, j.attempts, j.state FROM instance i LEFT JOIN job j ON j.id = ?1 WHERE i.id = 1
            """

        case .nextJobs:
            """
            SELECT \(Self.jobColumns) FROM job INDEXED BY job_waiting_on \
            WHERE printer = ?1 AND state = 3 AND finished_at IS NULL AND is_open = 0 ORDER BY priority DESC, ord, id LIMIT ?2
            """
        case .jobsToTakeOver:
            """
            SELECT \(Self.jobColumns) FROM job INDEXED BY job_waiting_on \
            WHERE printer = ?1 AND state = 5 AND finished_at IS NULL AND epoch <> ?2 AND (member IS NULL \
            OR NOT EXISTS (SELECT 1 FROM printer p WHERE p.id = job.member AND p.deleted_at IS NULL))
            """
        case .jobsOfPoolsToTakeOver:
            """
            SELECT \(Self.jobColumns) FROM job INDEXED BY job_member \
            WHERE member = ?1 AND finished_at IS NULL AND state = 5 AND epoch <> ?2
            """
        case .countServing:
            """
            SELECT member, count(*) FROM job INDEXED BY job_member \
            WHERE member IS NOT NULL AND finished_at IS NULL AND state = 5 GROUP BY member
            """
        case .firstPlace:
            """
            SELECT ord, id FROM (
                SELECT ord, id FROM (SELECT ord, id FROM job INDEXED BY job_waiting_on \
                    WHERE printer = ?1 AND state = 3 AND finished_at IS NULL AND priority = ?2 AND id <> ?3 \
                    ORDER BY ord, id LIMIT 1)
                UNION ALL
                SELECT ord, id FROM (SELECT ord, id FROM job INDEXED BY job_waiting_on \
                    WHERE printer = ?1 AND state = 4 AND finished_at IS NULL AND priority = ?2 AND id <> ?3 \
                    ORDER BY ord, id LIMIT 1))
            ORDER BY ord, id LIMIT 1
            """
        case .placesAfter:
            """
            SELECT id, ord FROM (
                SELECT id, ord FROM (SELECT id, ord FROM job INDEXED BY job_waiting_on \
                    WHERE printer = ?1 AND state = 3 AND finished_at IS NULL AND priority = ?2 AND (ord, id) > (?3, ?4) \
                    ORDER BY ord, id LIMIT ?5)
                UNION ALL
                SELECT id, ord FROM (SELECT id, ord FROM job INDEXED BY job_waiting_on \
                    WHERE printer = ?1 AND state = 4 AND finished_at IS NULL AND priority = ?2 AND (ord, id) > (?3, ?4) \
                    ORDER BY ord, id LIMIT ?5))
            ORDER BY ord, id LIMIT ?5
            """

        case .insertDocument:
            """
            INSERT INTO document (\(Self.documentColumns), place, container, start, bytes) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """
        case .documentsOfJob:
            """
            SELECT document.id, format, format_supplied, name, octets, digest, attributes, created_at, cancelled_by, \
            cancelled_in, cancelled_at FROM document LEFT JOIN document_detail ON document_detail.id = document.id \
            WHERE document.id BETWEEN ?1 AND ?2 ORDER BY document.id
            """
        case .renameDocument: "UPDATE document SET name = ?2 WHERE id = ?1"
        case .keepDocumentDetail:
            """
            INSERT OR REPLACE INTO document_detail \
            (id, attributes, created_at, cancelled_by, cancelled_in, cancelled_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .takeBackDocuments:
            """
            UPDATE document_detail SET cancelled_by = NULL, cancelled_in = 0, cancelled_at = NULL \
            WHERE id BETWEEN ?1 AND ?2
            """
        case .deleteDocumentDetails: "DELETE FROM document_detail WHERE id BETWEEN ?1 AND ?2"
        case .documentBytes: "SELECT octets, digest, place, container, start, bytes FROM document WHERE id = ?1"
        case .placesOfDocuments:
            "SELECT id, octets, place, container, start FROM document WHERE id BETWEEN ?1 AND ?2 AND place > 0"
        case .forgetBytes:
            """
            UPDATE document SET place = 0, container = NULL, start = NULL, bytes = NULL \
            WHERE id BETWEEN ?1 AND ?2
            """
        case .deleteDocuments: "DELETE FROM document WHERE id BETWEEN ?1 AND ?2"

        case .usageSince:
            """
            SELECT coalesce(sum(k_octets), 0), coalesce(sum(pages), 0) FROM usage \
            WHERE printer = ?1 AND user = ?2 AND slice > ?3
            """
        case .usageByUser:
            """
            SELECT user, sum(k_octets), sum(pages) FROM usage \
            WHERE printer = ?1 AND user > ?2 AND slice > ?3 AND (?4 IS NULL OR user = ?4) \
            GROUP BY user ORDER BY user LIMIT ?5
            """
        case .addUsage:
            """
            INSERT INTO usage (printer, user, slice, k_octets, pages) VALUES (?1, ?2, ?3, ?4, ?5) \
            ON CONFLICT DO UPDATE SET k_octets = k_octets + excluded.k_octets, pages = pages + excluded.pages
            """
        case .deleteUsageBefore: "DELETE FROM usage WHERE printer = ?1 AND user = ?2 AND slice <= ?3"
        case .reservation: "SELECT printer, user, slice, k_octets, pages FROM reservation WHERE job = ?1"
        case .keepReservation:
            """
            INSERT OR REPLACE INTO reservation (job, printer, user, slice, k_octets, pages) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .forgetReservation: "DELETE FROM reservation WHERE job = ?1"
        case .anyReservation: "SELECT job FROM reservation LIMIT 1"

        case .insertEvent:
            """
            INSERT INTO event (\(Self.logColumns), expires_at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            """
        case .eventsOfJob:
            """
            SELECT \(Self.eventColumns) FROM event INDEXED BY event_job WHERE job = ?1 AND expires_at IS NULL \
            ORDER BY sequence
            """
        case .eventsAfter:
            """
            SELECT \(Self.eventColumns) FROM event WHERE sequence > ?1 AND job > 0 AND expires_at IS NULL \
            ORDER BY sequence LIMIT ?2
            """
        case .logAfter: "SELECT \(Self.logColumns) FROM event WHERE sequence > ?1 ORDER BY sequence LIMIT ?2"
        case .deleteOldEvents: "DELETE FROM event INDEXED BY event_job WHERE job = ?1 AND at <= ?2"
        case .expireEvents: "UPDATE event INDEXED BY event_job SET expires_at = ?2 WHERE job = ?1"
        case .nextExpiry: "SELECT min(expires_at) FROM event INDEXED BY event_expiring WHERE expires_at IS NOT NULL"
        case .deleteExpiredEvents:
            """
            DELETE FROM event WHERE sequence IN (SELECT sequence FROM event INDEXED BY event_expiring \
            WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)
            """

        case .insertSubscription:
            """
            INSERT INTO subscription (job, printer, resource, events, attributes, user_data, charset, language, user, \
            host, user_is_proved, uri, lease, expires_at, created_at, number, counted_at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) RETURNING id
            """
        case .subscriptions: "SELECT \(Self.subscriptionColumns) FROM subscription ORDER BY id"
        case .renewSubscription: "UPDATE subscription SET lease = ?2, expires_at = ?3 WHERE id = ?1 RETURNING id"
        case .deleteSubscription: "DELETE FROM subscription WHERE id = ?1"
        case .keepSubscription: "UPDATE subscription SET number = ?2, counted_at = ?3 WHERE id = ?1"

        case .dueJobs:
            "SELECT \(Self.jobColumns) FROM job INDEXED BY job_due WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2"
        case .nextDue: "SELECT min(due_at) FROM job INDEXED BY job_due WHERE due_at IS NOT NULL"

        case .countWaiting:
            """
            SELECT printer, state, count(*) FROM job INDEXED BY job_waiting_on WHERE finished_at IS NULL GROUP BY printer, state
            """
        case .countByOwner:
            """
            SELECT user, host, user_is_proved, printer, count(*), sum(octets) FROM job INDEXED BY job_waiting_of WHERE finished_at IS NULL \
            GROUP BY user, host, user_is_proved, printer
            """
        case .countKept:
            "SELECT coalesce(sum(octets), 0) FROM job INDEXED BY job_kept WHERE finished_at IS NOT NULL AND has_documents = 1 AND retain_until IS NULL"
        case .countRetained:
            """
            SELECT coalesce(sum(octets), 0) FROM job INDEXED BY job_retained WHERE finished_at IS NOT NULL AND has_documents = 1 AND retain_until IS NOT NULL
            """
        case .countDone: "SELECT count(*) FROM job INDEXED BY job_done WHERE finished_at IS NOT NULL"
        case .oldestKept:
            """
            SELECT \(Self.jobColumns) FROM job INDEXED BY job_kept \
            WHERE finished_at IS NOT NULL AND has_documents = 1 AND retain_until IS NULL \
            ORDER BY finished_at, id LIMIT ?1
            """
        case .firstRetained:
            """
            SELECT \(Self.jobColumns) FROM job INDEXED BY job_retained \
            WHERE finished_at IS NOT NULL AND has_documents = 1 AND retain_until IS NOT NULL AND retain_until <= ?2 \
            ORDER BY retain_until, id LIMIT ?1
            """
        case .oldestDone:
            """
            SELECT id, finished_at, has_documents, octets FROM job INDEXED BY job_done WHERE finished_at IS NOT NULL \
            AND NOT (has_documents = 1 AND coalesce(retain_until, 0) > ?2) ORDER BY finished_at, id LIMIT ?1
            """
        case .places:
            """
            SELECT user, ord FROM job INDEXED BY job_waiting_on \
            WHERE printer = ?1 AND state IN (3, 4, 5, 6) AND finished_at IS NULL AND priority = ?2
            """
        case .doneJob:
            "SELECT id, finished_at, has_documents, octets FROM job WHERE id = ?1 AND finished_at IS NOT NULL"
        case .deleteJob: "DELETE FROM job WHERE id = ?1"

        case .moreUrgent:
            """
            SELECT count(*) FROM (SELECT 1 FROM job INDEXED BY job_waiting_on \
            WHERE printer = ?1 AND state = ?2 AND finished_at IS NULL AND priority > ?3 LIMIT ?4)
            """
        case .asUrgent:
            """
            SELECT count(*) FROM (SELECT 1 FROM job INDEXED BY job_waiting_on \
            WHERE printer = ?1 AND state = ?2 AND finished_at IS NULL AND priority = ?3 AND (ord, id) < (?4, ?5) LIMIT ?6)
            """

        case .containerIsUsed:
            "SELECT 1 FROM document INDEXED BY document_container WHERE container = ?1 LIMIT 1"
        case .placeIsUsed:
            "SELECT 1 FROM document INDEXED BY document_container WHERE container = ?1 AND start IS ?2 LIMIT 1"
        case .copyDocument:
            """
            INSERT INTO document (\(Self.documentColumns), place, container, start, bytes) \
            SELECT ?1, format, format_supplied, name, octets, digest, place, container, start, bytes FROM document \
            WHERE id = ?2 AND place > 0 RETURNING octets
            """
        case .nextContainer: "SELECT min(container) FROM document INDEXED BY document_container WHERE container > ?1"
        case .documentsAtEnd:
            """
            SELECT id, octets, place, start FROM document INDEXED BY document_container \
            WHERE container = ?1 ORDER BY start DESC LIMIT ?2
            """
        }
    }
}
