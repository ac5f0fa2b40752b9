import CTimex
public import Facilities
import Glibc

extension Timestamp {
    /// The one place where the gateway looks at the clock on the wall.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The program's release: no clock that is right can be before it.
    static let release = Timestamp("2026-11-24T00:00:00Z") ?? Timestamp(seconds: 0)

    /// Whether the kernel says that the clock follows a time source; false where it was only set by hand, or not at
    /// all. adjtimex(2).
    static var isSynchronised: Bool {
        var state = timex()
        let status = adjtimex(&state)
        // A service with ProtectClock= may not even ask. systemd-timesyncd leaves word in a file, and other sources do not.
        guard status >= 0 else { return access("/run/systemd/timesync/synchronized", F_OK) == 0 }
        return status != TIME_ERROR
    }
}

/// Whether the clock on the wall can be believed. One that no time source keeps may still be right: it is believed while it
/// does not stand before what was kept already, as one does that stopped with the power.
struct TrustedClock: Sendable {
    private let notBefore: Timestamp

    /// - Parameter lastKept: the newest time in the journal.
    init(lastKept: Timestamp?) {
        notBefore = max(lastKept ?? .release, .release)
    }

    func believes(_ time: Timestamp, isSynchronised: @autoclosure () -> Bool = Timestamp.isSynchronised) -> Bool {
        time >= notBefore || isSynchronised()
    }
}

extension Arrival {
    /// With every value marked as of a time that nobody can vouch for.
    var withUntrustedClock: Arrival {
        guard case .sample(var sample) = event else { return self }
        sample.readings = sample.readings.map { $0.marked(.uncertain(.clockUntrusted)) }
        return Arrival(facility: facility, event: .sample(sample))
    }
}
