import Facilities

@testable import WebPage

/// What was, made by hand from the entries of `FixedSource` and from `past`.
extension FixedSource {
    func history(of code: Facility.Code, since day: Day) -> FacilityHistory? {
        // As the journal: no further back than to the first account of an earlier day.
        let all = Array(kept(code).reversed())
        let last = all.firstIndex { $0.account.map { $0.day < day } ?? false } ?? all.count - 1
        return isUnreadable ? nil : FacilityHistory(Array(all.prefix(last + 1)), today: past.today[code])
    }

    func firstDay(of code: Facility.Code) -> Day? { kept(code).compactMap(\.account).map(\.day).min() }

    func acts(of code: Facility.Code, in time: Range<Timestamp>, limit: Int) -> [KeptEntry]? {
        let records = kept(code).reversed().filter { $0.record != nil && time.contains($0.time) }
        return isUnreadable ? nil : Array(records.prefix(limit))
    }

    func means(of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>) -> [Aggregate]? {
        let means = past.means[code] ?? []
        return isUnreadable ? nil : means.filter { $0.interval == interval && time.contains($0.start) }
    }

    func devices(of code: Facility.Code, on day: Day) -> [DeviceMinutes]? {
        isUnreadable ? nil : past.devices[code]?[day] ?? []
    }

    private func kept(_ code: Facility.Code) -> [KeptEntry] {
        (detail(of: code).map { $0.records + $0.entries } ?? []).sorted { $0.sequence < $1.sequence }
    }
}

/// What `FixedSource` has beside entries of what was.
struct FixedPast {
    var today: [Facility.Code: CountedDay] = [:]
    var means: [Facility.Code: [Aggregate]] = [:]
    var devices: [Facility.Code: [Day: [DeviceMinutes]]] = [:]
}
