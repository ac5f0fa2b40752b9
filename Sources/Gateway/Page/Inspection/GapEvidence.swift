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

    /// The part of it that says something of a time. Of a month one day needs little of it, and it is asked for each minute.
    func around(_ time: Range<Timestamp>) -> GapEvidence {
        var part = self
        part.windows.removeAll { !$0.time.overlaps(time) }
        part.silences.removeAll { !$0.overlaps(time) }
        return part
    }

    /// What entries say of a time of the gateway.
    enum Outage {
        case off, lost
    }

    /// Whether entries say that the gateway was off at a time, or that something was lost; nil where they say neither.
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

    /// Whether an entry explains why nothing of any device is there.
    func explainsAll(_ time: Timestamp) -> Bool { windows.contains { $0.device == nil && $0.time.contains(time) } }

    func isSilence(_ time: Timestamp) -> Bool { silences.contains { $0.contains(time) } }

    /// Since when a device was there: the journal has nothing of it before. Nil where the account of the day does not have it.
    func connection(of device: DeviceID, on day: Day) -> Timestamp? {
        let always = Timestamp(milliseconds: .min)
        if let devices = accounts[day]?.devices {
            guard let known = devices.first(where: { $0.device == device }) else { return nil }
            // The account knows the device all day: it was there.
            if known.expected >= 1440 { return always }
        }
        return beginnings[device] ?? always
    }

    /// Minutes of a day in which the account has no light: nobody ran. Nil without an account.
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
