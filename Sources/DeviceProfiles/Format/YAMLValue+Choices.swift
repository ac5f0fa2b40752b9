import Facilities
import StrictYAML

extension YAMLValue {
    func whole(_ range: ClosedRange<Int>, _ expected: Text) -> Int? {
        guard let number = int else { return nil }
        guard range.contains(number) else {
            error(
                Text(zh: "\(number) 不对：应当是\(expected.zh)", en: "\(number) is not \(expected.en)"))
            return nil
        }
        return number
    }

    func word() -> UInt16? {
        whole(0...0xFFFF, Text(zh: "0 到 65535 的数", en: "a word from 0 to 65535")).map { UInt16($0) }
    }

    func duration(above least: Duration = .milliseconds(-1)) -> Duration? {
        parse(Text(zh: "时间，如 500ms、1s、15min、2h", en: "a duration such as 500ms, 1s, 15min, 2h")) { text in
            Duration(text).flatMap { $0 > least ? $0 : nil }
        }
    }

    func unit() -> PhysicalUnit? {
        parse(
            Text(
                zh: "已知的单位；有 \(PhysicalUnit.symbols.joined(separator: " "))",
                en: "a known unit; there are \(PhysicalUnit.symbols.joined(separator: " "))"), { PhysicalUnit($0) })
    }

    /// Reads a list of two numbers.
    func pair() -> (Double, Double)? {
        guard let values = sequence else { return nil }
        let numbers = values.compactMap(\.double)
        guard numbers.count == 2 else {
            if numbers.count == values.count {
                error(Text(zh: "这里应当是两个数，如 [0, 100]", en: "expected two numbers, as in [0, 100]"))
            }
            return nil
        }
        return (numbers[0], numbers[1])
    }

    /// Reads a list of two numbers, the lower one first.
    func range() -> ClosedRange<Double>? {
        guard let (low, high) = pair() else { return nil }
        guard low < high else {
            error(Text(zh: "范围是空的；请先写低的一端", en: "the range is empty; write the lower end first"))
            return nil
        }
        return low...high
    }
}
