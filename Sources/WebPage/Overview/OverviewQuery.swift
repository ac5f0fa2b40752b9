import Facilities

/// The query of the overview, or of the ledger of a month.
struct OverviewQuery: Hashable {
    var filter = OverviewFilter()
    /// Whether the overview is for a screen on the wall.
    var isKiosk = false
    /// The unknown values of the query: `light=blue`.
    var unknown: [String] = []

    /// Reads a query.
    ///
    /// - Parameter value: returns a query parameter by its name; nil if it is missing.
    init(_ value: (String) -> String?) {
        isKiosk = value("kiosk") != nil
        filter.light = take("light", value, Light.init(rawValue:))
        filter.kind = take("kind", value, Facility.Kind.init(rawValue:))
        filter.isDueThisWeek = take("due", value) { $0 == OverviewFilter.week ? $0 : nil } != nil
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
