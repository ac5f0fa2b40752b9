import Facilities
import StrictYAML

extension ScenarioReader {
    /// Reads the time between two polls, which must divide an hour evenly.
    static func step(_ value: YAMLValue) -> Duration? {
        value.parse(Text(zh: "一小时的等分，如 1min、10min、1h", en: "a part of an hour such as 1min, 10min or 1h")) { text in
            guard let step = Duration(text), step > .zero, 3_600_000 % step.milliseconds == 0 else { return nil }
            return step
        }
    }

    func finer(_ value: YAMLValue?) -> [Scenario.FinerStep] {
        (value?.sequence ?? []).compactMap { value in
            guard let map = value.mapping("from", "until", "hours", "weekdays", "step") else { return nil }
            let (window, step) = (window(map), map.required("step").flatMap(Self.step))
            guard let window, let step else { return nil }
            return .init(window: window, step: step)
        }
    }

    /// Reads a window from the keys from, until, hours and weekdays. A missing key is no limit.
    func window(_ map: YAMLMapping) -> Window? {
        let (from, until) = (map["from"].map(time) ?? start, map["until"].map(time) ?? end)
        let hours = map["hours"].map {
            $0.parse(Text(zh: "一天中的时段，如 08:00-18:00", en: "hours of the day such as 08:00-18:00"), HoursOfDay.range)
        }
        let weekdays = map["weekdays"].map {
            $0.parse(
                Text(zh: "星期几，或首尾，如 mon-fri", en: "a weekday or two ends of them, such as mon-fri"), Self.weekdays)
        }
        guard let from, let until else { return nil }
        guard from < until else {
            (map["until"] ?? map["from"])?.error(Text(zh: "还没开始就结束了", en: "it is over before it begins"))
            return nil
        }
        return Window(from: from, until: until, hours: hours ?? nil, weekdays: weekdays ?? nil)
    }

    /// Reads a range of weekdays, counted from Monday as 0.
    private static func weekdays(_ text: String) -> ClosedRange<Int>? {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let ends = text.split(separator: "-").map { days.firstIndex(of: String($0)) }
        guard 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1], first <= last else {
            return nil
        }
        return first...last
    }
}
