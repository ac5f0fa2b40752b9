import CTimex
public import Facilities
import Glibc

extension TimeSource {
    /// Returns the source that keeps the clock right at this moment; nil if the clock was only set manually, or not at all.
    ///
    /// It takes less than a millisecond, or 100 ms if a process listens on chronyd's port and does not answer.
    public static func current() -> TimeSource? { current(kernel: kernelIsSynchronised) }

    /// Returns the source that these answers show.
    ///
    /// - Parameters:
    ///   - kernel: the kernel's answer; nil if it may not be asked.
    ///   - timesyncd: the file that exists once systemd-timesyncd has set the clock.
    ///   - chrony: the port of chronyd's commands.
    ///   - limit: the time in which chronyd must answer.
    static func current(
        kernel: Bool?, timesyncd: String = "/run/systemd/timesync/synchronized", chrony: UInt16 = ChronyTracking.port,
        within limit: Duration = .milliseconds(100)
    ) -> TimeSource? {
        if kernel == true { return .kernel }
        // timesyncd adjusts the kernel's clock. If the kernel reports that no process does, the file is hours old.
        if kernel == nil, isRecent(timesyncd) { return .timesyncd }
        return ChronyTracking.answer(from: chrony, within: limit)?.isSynchronised == true ? .chrony : nil
    }

    /// Returns whether the file is recent: timesyncd changes it each time that its server answers, at least every 34
    /// minutes.
    private static func isRecent(_ path: String) -> Bool {
        let changed = file_seconds(path)
        return changed >= 0 && abs(clock_milliseconds(CLOCK_REALTIME) / 1000 - changed) < 2 * 3600
    }

    /// Whether the kernel reports that its clock is synchronised, by adjtimex(2); nil in a service with ProtectClock=,
    /// which may not ask.
    private static var kernelIsSynchronised: Bool? {
        var clock = timex()
        let state = adjtimex(&clock)
        guard state >= 0 else { return nil }
        return state != TIME_ERROR && clock.status & STA_UNSYNC == 0
    }
}
