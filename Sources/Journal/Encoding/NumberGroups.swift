/// The numbers of a sample, in groups of neighbours that are written in the same form (`NumberForm`).
///
/// A group is a byte for the form, plus 128 for the last group; the count of its numbers as a varint, except for the last group; and the
/// numbers. The groups are those that take the fewest bytes: a single one for a device whose quantities are alike.
enum NumberGroups {
    private static let last: UInt8 = 128
    /// The cost of another group in bytes: its form and its count.
    private static let head = 2

    private struct Group {
        var form: NumberForm
        var count: Int
    }

    static func append(_ numbers: [Double], to bytes: inout [UInt8]) {
        if let form = onlyForm(of: numbers) {
            bytes.append(form.code | last)
            for number in numbers { form.append(number, to: &bytes) }
            return
        }
        let groups = cheapest(numbers)
        var start = 0
        for (index, group) in groups.enumerated() {
            let isLast = index == groups.count - 1
            bytes.append(group.form.code | (isLast ? last : 0))
            if !isLast { bytes.append(varint: UInt64(group.count)) }
            for number in numbers[start..<start + group.count] { group.form.append(number, to: &bytes) }
            start += group.count
        }
    }

    static func read(_ count: Int, _ reader: inout ByteReader) throws(JournalError) -> [Double] {
        var numbers: [Double] = []
        while numbers.count < count {
            let (code, left) = (try reader.integer() as UInt8, count - numbers.count)
            guard let form = NumberForm(code: code & ~last) else {
                throw .corrupt("a sample has numbers in a form that this version does not know")
            }
            let length = code & last == 0 ? try reader.count(upTo: left) : left
            guard length > 0 else { throw .corrupt("a sample has a group without numbers") }
            numbers += try form.read(length, &reader)
        }
        return numbers
    }

    /// Returns the form of numbers that all need the same places and take the same size: no other takes fewer bytes. Nil for other
    /// numbers, for which it has to be searched.
    private static func onlyForm(of numbers: [Double]) -> NumberForm? {
        guard let first = numbers.first, let places = FixedDecimal.places(of: first),
            let size = NumberForm.size(of: first, places: places),
            numbers.allSatisfy({
                FixedDecimal.places(of: $0) == places && NumberForm.size(of: $0, places: places) == size
            })
        else { return nil }
        return .decimal(places: places, size: size)
    }

    /// Returns the groups that take the fewest bytes. For each number and each form it computes the cheapest way to write the numbers so
    /// far if the last group has this form (Viterbi 1967).
    private static func cheapest(_ numbers: [Double]) -> [Group] {
        let forms = forms(for: numbers)
        var costs = [Int](repeating: 0, count: forms.count)
        // For each number and each of its forms: the form of the number before.
        var before: [Int] = []
        before.reserveCapacity(numbers.count * forms.count)
        for number in numbers {
            let cheapest = first(costs)
            let switched = costs[cheapest] + head
            // The bytes that the number takes as an integer over the power of ten of the last forms.
            var (places, least) = (-1, Int.max)
            for index in forms.indices {
                let stays = costs[index] <= switched
                before.append(stays ? index : cheapest)
                let isHeld: Bool
                if case .decimal(let own, let size) = forms[index] {
                    if own != places { (places, least) = (own, NumberForm.size(of: number, places: own) ?? .max) }
                    isHeld = least <= size
                } else {
                    isHeld = forms[index].holds(number)
                }
                costs[index] = isHeld ? min(costs[index], switched) + forms[index].size : .max / 2
            }
        }
        var form = first(costs)
        var groups: [Group] = []
        for index in numbers.indices.reversed() {
            if groups.last?.form == forms[form] {
                groups[groups.count - 1].count += 1
            } else {
                groups.append(Group(form: forms[form], count: 1))
            }
            form = before[index * forms.count + form]
        }
        return groups.reversed()
    }

    /// Returns the index of the first of the lowest costs; 0 where there are none.
    private static func first(_ costs: [Int]) -> Int {
        var lowest = 0
        for index in costs.indices where costs[index] < costs[lowest] { lowest = index }
        return lowest
    }

    /// Returns the forms that are worth trying: integers over each power of ten that a number needs, and both floats.
    private static func forms(for numbers: [Double]) -> [NumberForm] {
        // A bit for each number of places.
        var needed: UInt32 = 0
        for number in numbers {
            guard let places = FixedDecimal.places(of: number) else { continue }
            if needed >> places & 1 == 0, NumberForm.size(of: number, places: places) != nil { needed |= 1 << places }
        }
        var forms: [NumberForm] = []
        forms.reserveCapacity(needed.nonzeroBitCount * 3 + 2)
        for places in 0...FixedDecimal.mostPlaces where needed >> places & 1 == 1 {
            for size in NumberForm.sizes { forms.append(.decimal(places: places, size: size)) }
        }
        forms.append(.float32)
        forms.append(.float64)
        return forms
    }
}
