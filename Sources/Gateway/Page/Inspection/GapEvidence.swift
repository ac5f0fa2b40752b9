import Facilities
import WebPage

/// What the journal shows of times in which channels of a facility had no value.
struct GapEvidence: Sendable {
    /// A time that an entry explains.
    struct Window: Hashable, Sendable {
        var time: Range<Timestamp>
        var reason: GapReason
        /// The device that it is about; nil for all.
        var device: DeviceID?
    }

    /// What goes first stands first.
    var windows: [Window] = []
    /// When the first means of each device began.
    var beginnings: [DeviceID: Timestamp] = [:]
    /// The accounts of days that are over.
    var accounts: [Day: Account] = [:]
    /// Times of which the gateway itself found that no valid data came.
    var silences: [Range<Timestamp>] = []

    func window(at time: Timestamp, _ device: DeviceID) -> Window? {
        windows.first { $0.time.contains(time) && ($0.device == nil || $0.device == device) }
    }

    /// Whether entries say that the gateway was off at a time, and whether they say that something was lost.
    func outages(at time: Timestamp) -> (isOff: Bool, isLost: Bool) {
        let found = windows.filter { $0.device == nil && $0.time.contains(time) }.map(\.reason)
        let isOff = found.contains { $0 == .power || $0 == .restarted }
        let isLost = found.contains { if case .lost = $0 { true } else { false } }
        return (isOff, isLost)
    }

    func isSilence(_ time: Timestamp) -> Bool { silences.contains { $0.contains(time) } }

    /// Whether the device was not there: the journal has nothing of it before, or the day's account does not have it.
    func isBeforeConnection(_ device: DeviceID, at time: Timestamp, of day: Day) -> Bool {
        if let account = accounts[day], let devices = account.devices {
            guard let known = devices.first(where: { $0.device == device }) else { return true }
            // The account knows the device all day: it was there.
            if known.expected >= 1440 { return false }
        }
        return beginnings[device].map { time < $0 } ?? false
    }

    /// Minutes of a day in which the account has no light: nobody ran. Nil without an account.
    func unseenMinutes(of day: Day) -> Double? {
        accounts[day].map { max(0, 1440 - $0.lights.values.reduce(0, +) * 60) }
    }
}

extension GapEvidence {
    /// Maintenance and calibration as records announced it: what comes later ends it.
    ///
    /// - Parameter records: in order of sequence.
    static func works(_ records: [KeptEntry]) -> [Window] {
        var windows: [Window] = []
        for entry in records {
            guard case .record(let record) = entry.content, let work = record.body as? Maintenance else { continue }
            for index in windows.indices where windows[index].device == work.device {
                let time = windows[index].time
                guard time.contains(record.at) else { continue }
                windows[index].time = time.lowerBound..<record.at
            }
            guard work.until > record.at else { continue }
            let reason: GapReason = work.mode == .calibrating ? .calibrating : .maintenance
            windows.append(Window(time: record.at..<work.until, reason: reason, device: work.device))
        }
        return windows
    }

    /// When the gateway found that no valid data came, until that was over.
    ///
    /// - Parameters:
    ///   - entries: in order of sequence.
    ///   - end: for what is not over.
    static func silences(_ entries: [KeptEntry], until end: Timestamp) -> [Range<Timestamp>] {
        var (open, silences): (Timestamp?, [Range<Timestamp>]) = (nil, [])
        for entry in entries {
            guard case .finding(let step, let finding) = entry.content, finding.rule == "data.silent",
                finding.cause.isEmpty
            else { continue }
            if step == .cleared, finding.since < entry.time {
                silences.append(finding.since..<entry.time)
                open = nil
            } else if step == .raised {
                open = finding.since
            }
        }
        if let open, open < end { silences.append(open..<end) }
        return silences
    }
}
