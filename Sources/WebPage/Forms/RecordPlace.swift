import Facilities

/// The facility at which a record is entered, and its kind.
struct RecordPlace: Hashable, Sendable {
    var code: Facility.Code
    var name: String
    var kind: RecordKind
    /// What a complaint point says of the last 30 days; nil for other forms.
    var counts: ComplaintCounts?
    /// The notices that a complaint point shows; none for other forms.
    var notices: [PostedNotice] = []

    /// What the token of its form is for.
    var purpose: String { "\(kind.rawValue) \(code)" }
    var path: String { "/q/\(code)/do/\(kind.rawValue)" }
}

extension FormToken {
    /// The number of the complaint that a form enters: the day, and six digits that nobody can choose. The same form has the same one.
    func complaintNumber(_ site: PageSite) -> String {
        let day = opened.day(utcOffset: site.utcOffset).description.replacing("-", with: "")
        let digits = site.door.seal("complaint\n\(id)").utf8.prefix(15).reduce(UInt64(0)) { number, digit in
            number << 4 | UInt64(digit & 0xF)
        }
        let number = String(digits % 1_000_000)
        return "\(day)-\(String(repeating: "0", count: 6 - number.count))\(number)"
    }
}
