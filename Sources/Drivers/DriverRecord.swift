import PrintModel
import Workbench

/// What is kept of a driver beside its PPD: `HASH.json`.
///
/// It is written whenever an approval changes. One that cannot be read is made again from the PPD, without approvals:
/// nothing runs that nobody is known to have allowed.
struct DriverRecord: Codable {
    var name: String
    var isShipped: Bool
    var addedBy: String
    /// Milliseconds since 1970.
    var addedAt: Int64
    var octets: Int
    var approvedFilters: [String]
    var approvedBy: String
    /// Milliseconds since 1970; 0 for never.
    var approvedAt: Int64
    var ppd: PPDDescription

    func driver(_ id: DriverID) -> Driver {
        Driver(
            id: id, name: name, origin: isShipped ? .shipped : .added, addedBy: addedBy,
            addedAt: Moment(milliseconds: addedAt), octets: octets, approvedFilters: approvedFilters,
            approvedBy: approvedBy, description: DriverDescription(ppd))
    }

    /// Of the filters somebody wants to approve, those the driver names.
    func approvable(_ filters: [String]) throws -> [String] {
        let named = DriverDescription(ppd).filters
        for filter in filters where !named.contains(filter) {
            throw DriverProblem(
                .notPossible,
                named.isEmpty
                    ? "the driver names no filter" : "the driver names \(named.joined(separator: ", ")), not \(filter)")
        }
        return named.filter { filters.contains($0) }
    }
}
