import Facilities
import Foundation

/// Times as the clock on the site's wall shows them: `2026-11-28 12:25:16`.
struct SiteClock {
    /// Seconds ahead of UTC.
    let utcOffset: Int
    /// Nil where this machine shows the same time; else what tells them apart: ` (UTC+08:00)`.
    let zone: String?

    /// - Parameter machine: how far the clock of this machine is ahead of UTC, in seconds.
    init(utcOffset: Int, machine: Int = TimeZone.current.secondsFromGMT()) {
        self.utcOffset = utcOffset
        zone = utcOffset == machine ? nil : Self.name(utcOffset)
    }

    /// The time without a zone, for lines below one that names it.
    func text(_ time: Timestamp) -> String { time.onSite(utcOffset) }

    /// The time, and the zone where it is not the machine's.
    func full(_ time: Timestamp) -> String { text(time) + (zone ?? "") }

    private static func name(_ offset: Int) -> String {
        let minutes = offset.magnitude / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return " (UTC\(offset < 0 ? "-" : "+")\(digits))"
    }
}
