public import Facilities
public import StrictYAML

/// Finds settings of a configuration that are probably mistakes, or that do not suffice. Only the file itself is
/// checked.
extension Configuration {
    /// Returns warnings about missing facilities, buses, the journal's budget, labels, and days long ago.
    ///
    /// - Parameter source: the time source that synchronizes the clock; nil if there is none. Without one, a clock that
    ///   is far ahead does not make days look old.
    public func doubts(now: Timestamp, source: TimeSource?) -> [SourceError] {
        let isBelievable = source != nil || now < .release + .days(5 * 365)
        let dates = isBelievable ? oldDates(now: now) : []
        return facilityWarnings + labelWarnings + busWarnings + [budgetWarning].compactMap(\.self) + dates
    }

    private var facilityWarnings: [SourceError] {
        guard let place = places.withoutFacilities else { return [] }
        return [
            place.mistake(
                Text(
                    zh:
                        "没有 facilities：网关不判断任何设施；请写 facilities，如 - {code: NJ320104C000018, kind: activated-carbon, name: 吸附箱}",
                    en: "there are no facilities: the gateway judges nothing; write facilities, such as "
                        + "- {code: NJ320104C000018, kind: activated-carbon, name: 吸附箱}"))
        ]
    }

    // MARK: Buses

    private var busWarnings: [SourceError] {
        let unused = busPlaces.filter { !places.usedBuses.contains($0.key) }.map { name, place in
            place.mistake(
                Text(
                    zh: "总线 \(name) 上没有设备：在设施的 devices 里写 bus: \(name)，或删去这条总线",
                    en: "the bus \(name) has no devices: write bus: \(name) in a facility's devices, or remove it"))
        }
        let busy = loads.compactMap { load in
            load.warning.flatMap { warning in busPlaces[load.name]?.mistake(warning) }
        }
        return (unused + busy).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    // MARK: The journal

    /// The warning that readings are stored for less than a month, during which a site may be without a network; nil if
    /// they are not.
    private var budgetWarning: SourceError? {
        guard let pace = JournalPace(self), pace.days < 30, let place = places.budget ?? places.journal else {
            return nil
        }
        let days = pace.daysText
        let gibibytes = max(1, Int((Double(journal.budget) * 31 / pace.days / Double(1 << 30)).rounded(.up)))
        return place.mistake(
            Text(
                zh: "读数只够存 \(days) 天（估算），更早的会被删去；要存一个月，请写 budget: \(gibibytes)GiB，或把周期加长",
                en:
                    "readings are kept for \(days) days only (an estimate); for a month write budget: \(gibibytes)GiB, or make "
                    + "the periods longer"))
    }

    // MARK: Days

    /// The number of years after which a day looks like a typing mistake, by key.
    private static let years = ["lastCleaned": 2, "lastTest": 5, "installed": 5]

    private func oldDates(now: Timestamp) -> [SourceError] {
        let today = now.day(utcOffset: gateway.utcOffset)
        return dates.compactMap { date in
            guard let years = Self.years[date.key], date.day + years * 365 < today else { return nil }
            return date.mistake.place.mistake(
                Text(
                    zh: "\(date.key) \(date.day) 是 \(years) 年多以前；年份对吗？",
                    en: "\(date.key) \(date.day) is more than \(years) years ago; is the year right?"))
        }
    }
}
