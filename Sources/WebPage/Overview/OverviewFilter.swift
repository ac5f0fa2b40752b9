import Facilities

/// The filter of the list. A facility must fit every chosen property.
struct OverviewFilter: Hashable {
    var light: Light?
    var kind: Facility.Kind?
    /// Whether only facilities with an action that is due by the end of this week, or overdue, are listed.
    var isDueThisWeek = false

    var isEmpty: Bool { self == OverviewFilter() }

    /// Whether a facility passes the filter.
    func fits(_ facility: ListedFacility, _ time: PageTime) -> Bool {
        let status = facility.status
        return (light ?? status.light) == status.light && (kind ?? status.kind) == status.kind
            && (!isDueThisWeek || status.isDue(by: time.endOfWeek))
    }

    /// The query parameters of the filter: `light=red&due=week`.
    fileprivate var items: [String] {
        [
            light.map { "light=\($0.rawValue)" }, kind.map { "kind=\($0.rawValue)" },
            isDueThisWeek ? "due=\(OverviewQuery.week)" : nil,
        ].compactMap(\.self)
    }
}

/// The query of the overview, or of the ledger of a month.
struct OverviewQuery: Hashable {
    var filter = OverviewFilter()
    /// Whether the overview is for a screen on the wall.
    var isKiosk = false
    /// The unknown values of the query: `light=blue`.
    var unknown: [String] = []

    static let week = "week"

    /// Reads a query.
    ///
    /// - Parameter value: returns a query parameter by its name; nil if it is missing.
    init(_ value: (String) -> String?) {
        isKiosk = value("kiosk") != nil
        filter.light = take("light", value, Light.init(rawValue:))
        filter.kind = take("kind", value, Facility.Kind.init(rawValue:))
        filter.isDueThisWeek = take("due", value) { $0 == Self.week ? $0 : nil } != nil
        // With an unknown value, the other filters would hide facilities from a reader who meant something else.
        if !unknown.isEmpty { filter = OverviewFilter() }
    }

    private mutating func take<Value>(
        _ name: String, _ value: (String) -> String?, _ read: (String) -> Value?
    ) -> Value? {
        guard let text = value(name), !text.isEmpty else { return nil }
        let found = read(text)
        if found == nil { unknown.append("\(name)=\(text.prefix(40))") }
        return found
    }

    /// Returns the address of a path with this query.
    ///
    /// - Parameters:
    ///   - filter: the filter; nil for the present one.
    ///   - more: further parameters: `month=2026-11`.
    func url(_ path: String = "/", _ filter: OverviewFilter? = nil, _ more: String...) -> String {
        let items = more + (filter ?? self.filter).items + (isKiosk ? ["kiosk"] : [])
        return items.isEmpty ? path : "\(path)?\(items.joined(separator: "&"))"
    }

    /// The sentence about unknown values; nil if there are none.
    var problem: Text? {
        guard !unknown.isEmpty else { return nil }
        let words = unknown.joined(separator: "，")
        return Text(
            zh: "没有这样的筛选：\(words)。下面是全部设施。", en: "There is no such filter: \(words). All facilities are shown.")
    }
}

extension Status {
    /// Whether an action is due by a day, or overdue.
    func isDue(by day: Day) -> Bool {
        guard let next else { return false }
        return next.due <= day
    }
}

extension PageTime {
    var today: Day { now.day(utcOffset: utcOffset) }

    /// The Sunday of this week.
    var endOfWeek: Day {
        // Day 0 was a Thursday.
        let sinceMonday = ((today.number + 3) % 7 + 7) % 7
        return today + Int(6 - sinceMonday)
    }
}
