import Facilities

extension Facility {
    /// Returns a rule's limit for this facility: as the site's configuration sets it, or else the bureau's file, or
    /// else the default.
    func limit(_ preset: Limit) -> Limit {
        let limit = bureau[preset.name].map { preset.set(by: $0) } ?? preset
        guard let value = limits[preset.name]?.value(in: preset.unit), value.isFinite else { return limit }
        return limit.set(bySite: value)
    }
}

extension Limit {
    /// The value of a limit in minutes, hours or days as a duration, from zero to a century.
    var duration: Duration {
        // The three that limits have, without looking them up: delays are asked for at every reading.
        let seconds: Double? =
            switch unit {
            case .minute: value * 60
            case .hour: value * 3600
            case .day: value * 86_400
            default: unit.convert(value, to: .second)
            }
        let milliseconds = (seconds ?? 0) * 1000
        return .milliseconds(Int64(min(max(milliseconds.isNaN ? 0 : milliseconds, 0), 3_153_600_000_000)))
    }
}
