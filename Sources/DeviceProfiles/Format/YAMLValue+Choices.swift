import Facilities
import StrictYAML

extension YAMLValue {
    func whole(_ range: ClosedRange<Int>, _ expected: String) -> Int? {
        guard let number = int else { return nil }
        guard range.contains(number) else {
            error("\(number) is not \(expected)")
            return nil
        }
        return number
    }

    func word() -> UInt16? {
        whole(0...0xFFFF, "a word from 0 to 65535").map { UInt16($0) }
    }

    func duration(above least: Duration = .milliseconds(-1)) -> Duration? {
        parse("a duration such as 500ms, 1s, 15min, 2h") { text in
            Duration(text).flatMap { $0 > least ? $0 : nil }
        }
    }

    func unit() -> PhysicalUnit? {
        parse("a known unit; there are " + PhysicalUnit.symbols.joined(separator: " "), PhysicalUnit.init)
    }

    /// Two numbers.
    func pair() -> (Double, Double)? {
        guard let values = sequence else { return nil }
        let numbers = values.compactMap(\.double)
        guard numbers.count == 2 else {
            if numbers.count == values.count { error("expected two numbers, as in [0, 100]") }
            return nil
        }
        return (numbers[0], numbers[1])
    }

    /// Two numbers, the lower one first.
    func range() -> ClosedRange<Double>? {
        guard let (low, high) = pair() else { return nil }
        guard low < high else {
            error("the range is empty; write the lower end first")
            return nil
        }
        return low...high
    }
}
