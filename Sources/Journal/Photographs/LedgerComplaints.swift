public import Facilities
import Glibc

/// The complaints in a ledger: the entry that made each, and the times since which they are closed.
public struct LedgerComplaints: Sendable {
    private var numbers: [Int64: String] = [:]
    /// The times at which complaints were closed, by their numbers, if nothing was entered about them since.
    private var closings: [String: Timestamp] = [:]

    /// Returns whether the entry of a sequence made a complaint that was closed at a time or before, and was not opened again.
    public func isClosed(_ sequence: Int64, since time: Timestamp) -> Bool {
        guard let number = numbers[sequence], let closing = closings[number] else { return false }
        return closing <= time
    }

    /// Returns whether a stored entry may be about a complaint. It is called for each entry, and must be fast.
    private static func mayBe(_ body: String) -> Bool { body.withCString { strstr($0, "omplaint") != nil } }

    mutating func take(_ body: String, _ sequence: Int64, at time: Timestamp) {
        guard Self.mayBe(body), let record = StoredBody(body)?.json["record"]?["body"],
            let kind = record["kind"]?.string.flatMap(RecordKind.init(rawValue:)), kind.type is any OfComplaint.Type,
            let number = record["id"]?.string
        else { return }
        switch kind {
        case Complaint.kind: numbers[sequence] = number
        case ClosedComplaint.kind:
            closings[number] = time
            return
        // A rating of a satisfied person leaves the complaint closed.
        case ComplaintRating.kind where record["rating"]?.string != ComplaintRating.Rating.dissatisfied.rawValue: return
        default: break
        }
        closings[number] = nil
    }
}
