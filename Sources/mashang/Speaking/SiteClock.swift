import Facilities
import Foundation

/// Formats times as local time of the site: `2026-11-28 12:25:16`.
struct SiteClock {
    /// The seconds by which local time is ahead of UTC.
    let utcOffset: Int
    /// The zone as a suffix, such as ` (UTC+08:00)`; nil if this machine shows the same time.
    let zone: String?

    /// Creates a clock.
    ///
    /// - Parameter machine: the seconds by which the time of this machine is ahead of UTC.
    init(utcOffset: Int, machine: Int = TimeZone.current.secondsFromGMT()) {
        self.utcOffset = utcOffset
        zone = utcOffset == machine ? nil : Self.name(utcOffset)
    }

    /// Returns the time without a zone, for lines below one that has it.
    func text(_ time: Timestamp) -> String { time.onSite(utcOffset) }

    /// Returns the time, with the zone if it differs from that of the machine.
    func full(_ time: Timestamp) -> String { text(time) + (zone ?? "") }

    private static func name(_ offset: Int) -> String {
        let minutes = offset.magnitude / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return " (UTC\(offset < 0 ? "-" : "+")\(digits))"
    }
}
