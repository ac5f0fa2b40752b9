public import Facilities
import Glibc

/// What a ledger says of complaints: which entry made each, and which are closed, since when.
public struct LedgerComplaints: Sendable {
    private var numbers: [Int64: String] = [:]
    /// The times of closings after which nothing more was entered about the complaint.
    private var closings: [String: Timestamp] = [:]

    /// Whether the entry of a sequence made a complaint that was closed at a time or before, and stayed so.
    public func isClosed(_ sequence: Int64, since time: Timestamp) -> Bool {
        numbers[sequence].flatMap { closings[$0] }.map { $0 <= time } ?? false
    }

    /// Whether a stored entry may be about a complaint. It is asked for each entry, and must cost little.
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
        // Who is satisfied leaves it closed.
        case ComplaintRating.kind where record["rating"]?.string != ComplaintRating.Rating.dissatisfied.rawValue: return
        default: break
        }
        closings[number] = nil
    }
}
