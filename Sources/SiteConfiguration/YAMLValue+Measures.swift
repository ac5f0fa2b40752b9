import Facilities
import StrictYAML

extension YAMLValue {
    /// Reads a number with its unit, and converts it to `unit`. It must be above `least`.
    func measure(in unit: PhysicalUnit, above least: Double = 0) -> Double? {
        parse(
            Text(
                zh: "大于 \(least.plainText)、带单位的数字，如 12.5 \(unit)",
                en: "a number above \(least.plainText) with a unit, such as 12.5 \(unit)")
        ) {
            Measure($0)?.value(in: unit).flatMap { $0 > least ? $0 : nil }
        }
    }

    func day() -> Day? {
        parse(Text(zh: "日期，如 2026-09-01", en: "a day such as 2026-09-01")) { Day($0) }
    }
}
