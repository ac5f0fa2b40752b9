import CTimex
public import Facilities
import Glibc

extension TimeSource {
    /// Returns what keeps the clock right at this moment; nil where it was only set by hand, or not at all.
    ///
    /// It takes less than a millisecond, and 100 ms where something listens on chronyd's port and does not answer.
    public static func current() -> TimeSource? { current(kernel: kernelIsSynchronised) }

    /// - Parameters:
    ///   - kernel: the kernel's answer; nil where it may not be asked.
    ///   - timesyncd: the file that exists once systemd-timesyncd has set the clock.
    ///   - chrony: the port of chronyd's commands.
    ///   - limit: how long chronyd may take to answer.
    static func current(
        kernel: Bool?, timesyncd: String = "/run/systemd/timesync/synchronized", chrony: UInt16 = ChronyTracking.port,
        within limit: Duration = .milliseconds(100)
    ) -> TimeSource? {
        if kernel == true { return .kernel }
        // timesyncd steers the kernel's clock: where the kernel says that nobody does, the file is of hours ago.
        if kernel == nil, isRecent(timesyncd) { return .timesyncd }
        return ChronyTracking.answer(from: chrony, within: limit)?.isSynchronised == true ? .chrony : nil
    }

    /// timesyncd changes the file each time that it hears its server, which is every 34 minutes at most.
    private static func isRecent(_ path: String) -> Bool {
        let changed = file_seconds(path)
        return changed >= 0 && abs(clock_milliseconds(CLOCK_REALTIME) / 1000 - changed) < 2 * 3600
    }

    /// Whether the kernel says that its clock is steered; nil in a service with ProtectClock=, which may not ask.
    /// adjtimex(2).
    private static var kernelIsSynchronised: Bool? {
        var clock = timex()
        let state = adjtimex(&clock)
        guard state >= 0 else { return nil }
        return state != TIME_ERROR && clock.status & STA_UNSYNC == 0
    }
}
