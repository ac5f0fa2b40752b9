public import DeviceProfiles
public import Facilities
public import StrictYAML

extension Scenario {
    /// The content of the section `facility`: the facility, and its devices by unit.
    public typealias Site = (facility: Facility, devices: [UInt8: (id: DeviceID, profile: DeviceProfile)])

    /// Reads a scenario.
    ///
    /// - Parameters:
    ///   - file: the path of the file, as errors name it.
    ///   - site: reads the section `facility`, which has the form of a gateway's configuration; returns nil if it is
    ///     wrong.
    /// - Throws: `SourceErrors` with all mistakes of the text, each with its place and what would be right.
    public init(yaml: String, file: String, site: (YAMLValue) -> Site?) throws(SourceErrors) {
        let document = YAMLDocument(yaml, file: file)
        let scenario = document.root.flatMap { ScenarioReader.scenario($0, site: site) }
        try document.check()
        guard let scenario else { throw SourceErrors(errors: document.errors) }
        self = scenario
    }
}

/// Reads the sections of a scenario. A section that is wrong reports its errors and is skipped, so that all mistakes
/// are found in one pass.
struct ScenarioReader {
    let facility: Facility
    let profiles: [UInt8: DeviceProfile]
    let start: Timestamp
    let end: Timestamp

    static func scenario(_ root: YAMLValue, site: (YAMLValue) -> Scenario.Site?) -> Scenario? {
        guard
            let map = root.mapping(
                "title", "facility", "from", "until", "step", "finer", "timeline", "noise", "faults", "records",
                "expect",
                "reminders"
            )
        else { return nil }
        let title = map.required("title").flatMap(text)
        let site = map.required("facility").flatMap(site)
        let (from, until) = (map.required("from")?.day(), map.required("until")?.day())
        let step = map.required("step").flatMap(step)
        guard let title, let site, let from, let until, let step else { return nil }
        guard from < until else {
            map["until"]?.error(
                Text(
                    zh: "场景还没开始就结束了；\(until) 不在 \(from) 之后",
                    en: "the scenario is over before it begins; \(until) is not after \(from)"))
            return nil
        }
        let offset = site.facility.utcOffset
        let reader = ScenarioReader(
            facility: site.facility.polled(every: step), profiles: site.devices.mapValues(\.profile),
            start: from.start(utcOffset: offset),
            end: until.start(utcOffset: offset)
        )
        return Scenario(
            title: title, facility: reader.facility, devices: site.devices.mapValues(Scenario.Device.init),
            start: reader.start, end: reader.end, step: step, finer: reader.finer(map["finer"]),
            timeline: reader.timeline(map["timeline"]), noise: reader.noise(map["noise"]),
            faults: reader.faults(map["faults"]),
            records: reader.records(map["records"]), expected: reader.expectations(map.required("expect")),
            reminders: reader.reminders(map.required("reminders"))
        )
    }

    private static func text(_ value: YAMLValue) -> Text? {
        guard let map = value.mapping("zh", "en") else { return nil }
        let (zh, en) = (map.required("zh")?.string, map.required("en")?.string)
        guard let zh, let en else { return nil }
        return Text(zh: zh, en: en)
    }

    /// Reads a local time within the scenario, its end included.
    func time(_ value: YAMLValue) -> Timestamp? {
        guard let time = value.time(utcOffset: facility.utcOffset) else { return nil }
        guard start...end ~= time else {
            value.error(
                Text(
                    zh: "不在场景的时间里：场景从 \(day(start)) 到 \(day(end))",
                    en: "this is not within the scenario, which goes from \(day(start)) until \(day(end))"))
            return nil
        }
        return time
    }

    private func day(_ time: Timestamp) -> Day { time.day(utcOffset: facility.utcOffset) }
}

extension Facility {
    /// Returns the facility as a scenario polls it, which is less often than a gateway does.
    fileprivate func polled(every step: Duration) -> Facility {
        var facility = self
        for index in channels.indices { facility.channels[index].period = max(channels[index].period, step) }
        return facility
    }
}

extension YAMLValue {
    func day() -> Day? {
        parse(Text(zh: "日期，如 2026-09-01", en: "a day such as 2026-09-01")) { Day($0) }
    }

    /// Reads `2026-09-01` or `2026-09-01 14:30` as local time.
    ///
    /// - Parameter utcOffset: the seconds by which local time is ahead of UTC.
    func time(utcOffset: Int) -> Timestamp? {
        parse(
            Text(zh: "时间，如 2026-09-01、2026-09-01 14:30", en: "a time such as 2026-09-01 or 2026-09-01 14:30")
        ) { text in
            let parts = text.split(separator: " ")
            guard let day = parts.first.flatMap({ Day(String($0)) }) else { return nil }
            let clock = parts.count == 1 ? 0 : parts.count == 2 ? HoursOfDay.seconds(ofClock: parts[1]) : nil
            return clock.map { day.start(utcOffset: utcOffset) + .seconds($0) }
        }
    }
}
