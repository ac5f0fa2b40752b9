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

    /// The stretches of whole quarters of an hour without a good value of any quantity, by device and in order of time.
    ///
    /// - Parameters:
    ///   - quarters: the means of the day.
    ///   - time: the day, of today the part that has passed.
    ///   - causes: of two that explain a gap the first counts.
    static func all(
        of devices: [DeviceID], _ quarters: [Aggregate], in time: Range<Timestamp>, _ causes: [Cause]
    ) -> [Gap] {
        let length = Duration.minutes(15)
        let count = max(0, Int((time.upperBound - time.lowerBound).milliseconds / length.milliseconds))
        return devices.flatMap { device in
            let good = quarters.filter { $0.device == device && $0.columns.contains { $0.minutes > 0 } }.map { mean in
                Int((mean.start - time.lowerBound).milliseconds / length.milliseconds)
            }
            return (0..<count).runs { !good.contains($0) }.map { run in
                let gap =
                    time.lowerBound + .minutes(15 * run.lowerBound)..<time.lowerBound + .minutes(15 * run.upperBound)
                let cause = causes.first { ($0.device == nil || $0.device == device) && $0.time.overlaps(gap) }
                return Gap(device: device, time: gap, reason: cause?.text)
            }
        }
    }
}

extension Gap.Cause {
    /// What may explain the gaps of a day: work, silence and other findings on data, losses, and hours in which nobody saw the facility.
    ///
    /// - Parameters:
    ///   - entries: of findings and losses around the day.
    ///   - findings: those in force now.
    static func all(
        _ entries: [KeptEntry], _ findings: [Finding], _ work: WorkTime, _ counted: CountedDay?, _ time: PageTime
    ) -> [Gap.Cause] {
        let works = work.times.map {
            Gap.Cause(time: $0, device: nil, text: Text(zh: "维护或校准", en: "maintenance or calibration"))
        }
        let cleared = entries.compactMap { entry -> (Finding, Timestamp)? in
            guard case .finding(.cleared, let finding) = entry.content else { return nil }
            return (finding, entry.time)
        }
        let all = cleared + findings.map { ($0, time.now) }
        let silent = all.filter { $0.0.rule.hasPrefix("data.") && $0.0.since < $0.1 }.map {
            Gap.Cause(time: $0.0.since..<$0.1, device: $0.0.device, text: $0.0.short)
        }
        let losses = entries.compactMap { entry -> Gap.Cause? in
            guard case .loss(let loss) = entry.content else { return nil }
            return Gap.Cause(
                time: entry.time - .minutes(15)..<entry.time + .milliseconds(1), device: nil, text: loss.reason.title)
        }
        return works + unseen(counted, time) + losses + silent
    }

    /// Hours of which nobody saw five minutes: the gateway did not run, or its data did not come in.
    private static func unseen(_ counted: CountedDay?, _ time: PageTime) -> [Gap.Cause] {
        guard let counted else { return [] }
        // An account of before 0.2.0 does not say which hours nobody saw, unless it was all of them.
        let hours = counted.byHour ?? (counted.seen == 0 ? [Light?](repeating: nil, count: 24) : [])
        let start = counted.day.start(utcOffset: time.utcOffset)
        return hours.indices.runs { hours[$0] == nil && $0 < Int(counted.passed) }.map { run in
            Gap.Cause(
                time: start + .hours(run.lowerBound)..<start + .hours(run.upperBound), device: nil,
                text: Text(zh: "网关没有运行", en: "the gateway did not run"))
        }
    }
}
