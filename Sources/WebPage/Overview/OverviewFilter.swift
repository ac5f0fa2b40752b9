import Facilities

/// The filter of the list. A facility must fit every chosen property.
struct OverviewFilter: Hashable {
    var light: Light?
    var kind: Facility.Kind?
    /// Whether only facilities with an action that is due by the end of this week, or overdue, are listed.
    var isDueThisWeek = false

    /// The value of the query parameter `due` for this week.
    static let week = "week"

    var isEmpty: Bool { self == OverviewFilter() }

    /// Whether a facility passes the filter.
    func fits(_ facility: ListedFacility, _ time: PageTime) -> Bool {
        let status = facility.status
        return (light ?? status.light) == status.light && (kind ?? status.kind) == status.kind
            && (!isDueThisWeek || status.isDue(by: time.endOfWeek))
    }

    /// The query parameters of the filter: `light=red&due=week`.
    var items: [String] {
        [
            light.map { "light=\($0.rawValue)" }, kind.map { "kind=\($0.rawValue)" },
            isDueThisWeek ? "due=\(Self.week)" : nil,
        ].compactMap(\.self)
    }
}

extension Status {
    /// Whether an action is due by a day, or overdue.
    func isDue(by day: Day) -> Bool {
        guard let next else { return false }
        return next.due <= day
    }
}
