import Facilities

/// A time of a day in which a device gave no good value, and why, as far as that is known.
struct Gap: Hashable {
    var device: DeviceID
    var time: Range<Timestamp>
    /// Nil where nothing that was noted explains it.
    var reason: Text?

    /// Something that was noted of a time.
    struct Cause {
        var time: Range<Timestamp>
        /// Nil for all devices.
        var device: DeviceID?
        var text: Text
    }

    /// The stretches of whole quarters of an hour without a good value of any quantity and of one reason, by device and in order of time.
    ///
    /// - Parameters:
    ///   - quarters: the means of the day.
    ///   - time: the day, of today the part that has passed.
    ///   - causes: of two that explain a quarter the first counts.
    static func all(
        of devices: [DeviceID], _ quarters: [Aggregate], in time: Range<Timestamp>, _ causes: [Cause]
    ) -> [Gap] {
        let count = max(0, Int((time.upperBound - time.lowerBound).milliseconds / Self.quarter.milliseconds))
        return devices.flatMap { device in
            let good = quarters.filter { $0.device == device && $0.columns.contains { $0.minutes > 0 } }.map { mean in
                Int((mean.start - time.lowerBound).milliseconds / Self.quarter.milliseconds)
            }
            return (0..<count).filter { !good.contains($0) }.reduce(into: [Gap]()) { gaps, index in
                let begin = time.lowerBound + .minutes(15 * index)
                let empty = begin..<begin + Self.quarter
                let reason = causes.first { $0.explains(empty, of: device) }?.text
                if let last = gaps.last, last.time.upperBound == begin, last.reason == reason {
                    gaps[gaps.count - 1].time = last.time.lowerBound..<empty.upperBound
                } else {
                    gaps.append(Gap(device: device, time: empty, reason: reason))
                }
            }
        }
    }

    fileprivate static let quarter = Duration.minutes(15)
}

extension Gap.Cause {
    /// Whether it was so for at least half of a quarter of an hour, at a device.
    fileprivate func explains(_ quarter: Range<Timestamp>, of device: DeviceID) -> Bool {
        guard self.device == nil || self.device == device, time.overlaps(quarter) else { return false }
        let both = time.clamped(to: quarter)
        return (both.upperBound - both.lowerBound) * 2 >= Gap.quarter
    }

    /// What may explain the gaps of a day: work, silence and other findings on data, losses, and hours in which nobody saw the facility.
    ///
    /// - Parameters:
    ///   - entries: of findings and losses around the day.
    ///   - findings: those in force now.
    ///   - end: for findings that were raised, and of which no end is known.
    static func all(
        _ entries: [KeptEntry], _ findings: [Finding], _ work: WorkTime, _ counted: CountedDay?, until end: Timestamp,
        _ time: PageTime
    ) -> [Gap.Cause] {
        let works = work.stretches.map {
            Gap.Cause(
                time: $0.time, device: $0.device, text: Text(zh: "维护或校准", en: "maintenance or calibration"))
        }
        let losses = entries.compactMap { entry -> Gap.Cause? in
            // A journal that is full loses what is old, and nothing of its own time.
            guard case .loss(let loss) = entry.content, loss.reason != .full else { return nil }
            return Gap.Cause(
                time: entry.time - Gap.quarter..<entry.time + .milliseconds(1), device: nil, text: loss.reason.title)
        }
        let cleared = entries.compactMap { entry -> (finding: Finding, end: Timestamp)? in
            guard case .finding(.cleared, let finding) = entry.content else { return nil }
            return (finding, entry.time)
        }
        let inForce = findings.map { (finding: $0, end: time.now) }
        let ended = cleared + inForce
        let raised = entries.compactMap { entry -> (finding: Finding, end: Timestamp)? in
            guard case .finding(.raised, let finding) = entry.content else { return nil }
            let isKnown = ended.contains { $0.finding.identity == finding.identity && $0.end >= entry.time }
            return isKnown ? nil : (finding, end)
        }
        return works + unseen(counted, time) + losses + (ended + raised).flatMap { of($0.finding, until: $0.end) }
    }

    /// What a finding explains: that nothing came, or nothing that can be used. Others on data say nothing of values that are missing.
    private static func of(_ finding: Finding, until end: Timestamp) -> [Gap.Cause] {
        guard finding.since < end else { return [] }
        let time = finding.since..<end
        switch (finding.rule, finding.cause) {
        case ("data.silent", "maintenance"):
            return finding.named.map { Gap.Cause(time: time, device: $0, text: finding.short) }
        case ("data.silent", _):
            return [Gap.Cause(time: time, device: finding.device, text: finding.short)]
        case ("data.stuck", _), ("data.range", _):
            return finding.device.map { [Gap.Cause(time: time, device: $0, text: finding.short)] } ?? []
        default: return []
        }
    }

    /// Hours of which nobody saw five minutes: the gateway did not run, or the facility was not there, or the clock was set. Which of
    /// them it was is not known.
    private static func unseen(_ counted: CountedDay?, _ time: PageTime) -> [Gap.Cause] {
        guard let counted else { return [] }
        // An account of before 0.2.0 does not say which hours nobody saw, unless it was all of them.
        let hours = counted.hoursToShow ?? (counted.seen == 0 ? [Light?](repeating: nil, count: 24) : [])
        let start = counted.day.start(utcOffset: time.utcOffset)
        return hours.indices.runs { hours[$0] == nil && $0 < Int(counted.passed) }.map { run in
            Gap.Cause(
                time: start + .hours(run.lowerBound)..<start + .hours(run.upperBound), device: nil,
                text: Text(zh: "网关没有看到本设施", en: "the gateway did not see the facility"))
        }
    }
}

extension Finding {
    /// The devices that the sentence of `data.silent` on work names: `p1 is under maintenance, p2 is …: not judged meanwhile`.
    fileprivate var named: [DeviceID] {
        text.en.split(separator: ", ").compactMap { part in
            part.firstRange(of: " is ").map { DeviceID(String(part[..<$0.lowerBound])) }
        }
    }
}
