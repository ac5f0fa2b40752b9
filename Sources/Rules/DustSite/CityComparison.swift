import Facilities

/// The hourly means of a site beside the city's of the same hours. The city's comes after the hour, and either may come
/// first.
struct CityComparison: Codable, Hashable, Sendable {
    /// An hour of which both means are known, µg/m³.
    struct Hour: Codable, Hashable, Sendable {
        var start: Timestamp
        var site: Double
        var city: Double
        /// The bound of the site's mean; nil where it is exact.
        var bound: Bound?

        /// The excess of the site over the city, µg/m³.
        var excess: Double { (site - city).settled }
    }

    private struct Mean: Codable, Hashable {
        var start: Timestamp
        var value: Double
        var bound: Bound?
    }

    private var site: [Mean] = []
    private var city: [Mean] = []

    /// The time for which an hour waits for its counterpart.
    static let patience = Duration.hours(6)

    /// Takes in the site's mean of an hour. Returns both means once the city's is known.
    mutating func add(site result: IntervalMean.Result) -> Hour? {
        site.append(Mean(start: result.start, value: result.mean, bound: result.bound))
        return match(result.start)
    }

    /// Takes in the city's mean of an hour; a later one of the same hour corrects it. Returns both means once the
    /// site's is known.
    mutating func add(city air: CityAir) -> Hour? {
        let start = air.from.start(ofInterval: .hours(1))
        city.removeAll { $0.start == start }
        city.append(Mean(start: start, value: air.pm10))
        return match(start)
    }

    private mutating func match(_ start: Timestamp) -> Hour? {
        let newest = (site + city).map(\.start).max() ?? start
        site.removeAll { newest - $0.start > Self.patience }
        city.removeAll { newest - $0.start > Self.patience }
        guard let own = site.first(where: { $0.start == start }), let mean = city.first(where: { $0.start == start })
        else { return nil }
        return Hour(start: start, site: own.value, city: mean.value, bound: own.bound)
    }
}
