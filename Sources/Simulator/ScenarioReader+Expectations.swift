import Facilities
import StrictYAML

extension ScenarioReader {
    func expectations(_ value: YAMLValue?) -> [Scenario.Expectation] {
        (value?.sequence ?? []).compactMap(expectation)
    }

    private func expectation(_ value: YAMLValue) -> Scenario.Expectation? {
        guard let map = value.mapping("on", "step", "rule", "cause", "level") else { return nil }
        let day = map.required("on")?.day()
        let step = map.required("step")?.choice(Finding.Step.self)
        let rule = map.required("rule")?.string
        let cause = map["cause"].map(\.string) ?? ""
        guard let day, let step, let rule, let cause else { return nil }
        guard step == .raised || step == .changed else {
            map["level"]?.error(
                Text(
                    zh: "level 用于 raised 和 changed，不用于 \(step.rawValue)",
                    en: "a level is given by raised and changed, not by \(step.rawValue)"))
            return .init(day, step, rule: rule, cause: cause, level: nil)
        }
        return map.required("level")?.choice(Finding.Level.self).map { level in
            .init(day, step, rule: rule, cause: cause, level: level)
        }
    }

    func reminders(_ value: YAMLValue?) -> [String: Int] {
        var reminders: [String: Int] = [:]
        for (key, value) in value?.entries ?? [] {
            guard let rule = key.string, let count = value.int else { continue }
            reminders[rule] = count
        }
        return reminders
    }
}
