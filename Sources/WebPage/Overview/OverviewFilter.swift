import Facilities

/// Which facilities are listed: those that fit everything that was chosen.
struct OverviewFilter: Hashable {
    var light: Light?
    var kind: Facility.Kind?
    /// Only where something is to be done by the end of this week, or should have been done before.
    var isDueThisWeek = false

    var isEmpty: Bool { self == OverviewFilter() }

    func fits(_ facility: ListedFacility, _ time: PageTime) -> Bool {
        let status = facility.status
        return (light ?? status.light) == status.light && (kind ?? status.kind) == status.kind
            && (!isDueThisWeek || status.isDue(by: time.endOfWeek))
    }

    /// What an address says of it: `light=red&due=week`.
    fileprivate var items: [String] {
        [
            light.map { "light=\($0.rawValue)" }, kind.map { "kind=\($0.rawValue)" },
            isDueThisWeek ? "due=\(OverviewQuery.week)" : nil,
        ].compactMap(\.self)
    }
}

/// What the address of the overview, or of the month's ledger, asks for.
struct OverviewQuery: Hashable {
    var filter = OverviewFilter()
    /// Whether it is for a screen on the wall.
    var isKiosk = false
    /// What it asks for and nobody knows: `light=blue`.
    var unknown: [String] = []

    static let week = "week"

    /// - Parameter value: returns what the address says by a name; nil where it says nothing.
    init(_ value: (String) -> String?) {
        isKiosk = value("kiosk") != nil
        filter.light = take("light", value, Light.init(rawValue:))
        filter.kind = take("kind", value, Facility.Kind.init(rawValue:))
        filter.isDueThisWeek = take("due", value) { $0 == Self.week ? true : nil } ?? false
        // Part of a choice would hide facilities from somebody who asked for something else.
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

    /// The address that shows this choice, below a path.
    ///
    /// - Parameter more: what it says beside: `month=2026-11`.
    func url(_ path: String = "/", _ filter: OverviewFilter? = nil, _ more: String...) -> String {
        let items = more + (filter ?? self.filter).items + (isKiosk ? ["kiosk"] : [])
        return items.isEmpty ? path : "\(path)?\(items.joined(separator: "&"))"
    }

    /// The sentence about what nobody knows.
    var problem: Text? {
        guard !unknown.isEmpty else { return nil }
        let words = unknown.joined(separator: "，")
        return Text(
            zh: "没有这样的筛选：\(words)。下面是全部设施。", en: "There is no such filter: \(words). All facilities are shown.")
    }
}

extension Status {
    /// Whether something is to be done by a day, or should have been done before.
    func isDue(by day: Day) -> Bool { next.map { $0.due <= day } ?? false }
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
