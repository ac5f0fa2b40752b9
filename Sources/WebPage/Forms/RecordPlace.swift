import Facilities

/// The facility at which a record is entered, and the kind of record.
struct RecordPlace: Hashable, Sendable {
    var code: Facility.Code
    /// The name of the facility.
    var name: String
    var kind: RecordKind
    /// The complaints of the last 30 days; nil for other kinds than complaints.
    var counts: ComplaintCounts?
    /// The notices above the form of a complaint; none for other kinds.
    var notices: [PostedNotice] = []

    /// The purpose of the form's token.
    var purpose: String { "\(kind.rawValue) \(code)" }
    /// The address of the form.
    var path: String { "/q/\(code)/do/\(kind.rawValue)" }
}

extension FormToken {
    /// Returns the number of the complaint that a form enters: the day, and six digits that nobody can choose. The
    /// same form always has the same number.
    func complaintNumber(_ site: PageSite) -> String {
        let day = opened.day(utcOffset: site.utcOffset).description.replacing("-", with: "")
        let digits = site.door.seal("complaint\n\(id)").utf8.prefix(15).reduce(UInt64(0)) { number, digit in
            number << 4 | UInt64(digit & 0xF)
        }
        let number = String(digits % 1_000_000)
        return "\(day)-\(String(repeating: "0", count: 6 - number.count))\(number)"
    }
}
