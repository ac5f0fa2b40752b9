import Facilities
import WebPage

/// The journal's evidence about times in which channels of a facility had no value.
struct GapEvidence: Sendable {
    /// A time that an entry explains.
    struct Window: Hashable, Sendable {
        var time: Range<Timestamp>
        var reason: GapReason
        /// The device that the entry is about; nil for all.
        var device: DeviceID?
    }

    /// The explained times. An earlier one in the list takes precedence.
    var windows: [Window] = []
    /// The beginning of the first means of each device.
    var beginnings: [DeviceID: Timestamp] = [:]
    /// The accounts of days that are over.
    var accounts: [Day: Account] = [:]
    /// The times in which the gateway itself found that no valid data came.
    var silences: [Range<Timestamp>] = []

    /// Returns the part of the evidence that concerns a time. A day needs little of a month's evidence, and uses it for
    /// each minute.
    func around(_ time: Range<Timestamp>) -> GapEvidence {
        var part = self
        part.windows.removeAll { !$0.time.overlaps(time) }
        part.silences.removeAll { !$0.overlaps(time) }
        return part
    }

    /// The state of the gateway at a time, according to entries.
    enum Outage {
        case off, lost
    }

    /// Returns whether entries show that the gateway was off at a time, or that data was lost; nil if they show neither.
    func outage(at time: Timestamp) -> Outage? {
        var outage: Outage?
        for window in windows where window.device == nil && window.time.contains(time) {
            switch window.reason {
            case .power, .restarted: return .off
            case .lost: outage = .lost
            default: break
            }
        }
        return outage
    }

    /// Returns whether an entry explains why there is no data of any device.
    func explainsAll(_ time: Timestamp) -> Bool { windows.contains { $0.device == nil && $0.time.contains(time) } }

    func isSilence(_ time: Timestamp) -> Bool { silences.contains { $0.contains(time) } }

    /// Returns the time since which a device was connected: the journal has no earlier data of it. Nil if the account of
    /// the day does not contain it.
    func connection(of device: DeviceID, on day: Day) -> Timestamp? {
        let always = Timestamp(milliseconds: .min)
        if let devices = accounts[day]?.devices {
            guard let known = devices.first(where: { $0.device == device }) else { return nil }
            // The account has the device for the whole day, so it was connected.
            if known.expected >= 1440 { return always }
        }
        return beginnings[device] ?? always
    }

    /// Returns the number of minutes of a day for which the account has no light, because the gateway did not run. Nil
    /// without an account.
    func unseenMinutes(of day: Day) -> Double? {
        accounts[day].map { max(0, 1440 - $0.lights.values.reduce(0, +) * 60) }
    }
}

extension GapEvidence.Window {
    init(_ work: WorkTime.Stretch) {
        self.init(
            time: work.time, reason: work.mode == .calibrating ? .calibrating : .maintenance, device: work.device)
    }
}

extension GapEvidence {
    /// Returns the times from each finding that no valid data came until its end.
    ///
    /// - Parameters:
    ///   - entries: the entries in order of sequence.
    ///   - end: the end of a time that is not over.
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
