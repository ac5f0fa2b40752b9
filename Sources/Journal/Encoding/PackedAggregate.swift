import Facilities

/// The columns of an aggregate, number by number, exactly.
///
/// The minutes and the counts of all columns come first. The following lists have one element for each column with values, in order:
/// - the forms: twice the decimal places of minimum and maximum, 0...22, or 31 where these are raw; plus 1 where the sum is raw;
/// - for decimal forms, the minimum as an integer over ten to that power, and the difference between maximum and minimum;
/// - for decimal sums, the difference between the nearest integer to the sum and the minimum times the count, and the number of 64-bit
///   numbers between that decimal and the sum, which was rounded with each addition;
/// - the raw numbers, 8 bytes each: minimum and maximum, then the sum, and for a direction the second sum.
///
/// All lists but the raw numbers are `PackedIntegers`.
enum PackedAggregate {
    private static let raw = 31
    private static let rawSum = 1
    /// The largest number of steps of a decimal sum. A sum with more steps is raw, since it would make all sums take its number of bits.
    private static let mostSteps: Int64 = 127

    static func encode(_ columns: [Aggregate.Column]) -> [UInt8] {
        var bytes: [UInt8] = []
        PackedIntegers.append(columns.map { Int64($0.minutes) }, to: &bytes)
        PackedIntegers.append(columns.map { Int64($0.values.count) }, to: &bytes)
        let filled = columns.map(\.values).filter { $0.count > 0 }
        let decimals = filled.map(Extremes.init)
        let sums = zip(filled, decimals).map { values, extremes in extremes.flatMap { Sum(values, $0) } }
        PackedIntegers.append(zip(decimals, sums).map { Int64(form($0, $1)) }, to: &bytes)
        PackedIntegers.append(decimals.compactMap { $0?.least }, to: &bytes)
        PackedIntegers.append(decimals.compactMap { $0?.span }, to: &bytes)
        PackedIntegers.append(sums.compactMap { $0?.above }, to: &bytes)
        PackedIntegers.append(sums.compactMap { $0?.steps }, to: &bytes)
        for (values, (extremes, sum)) in zip(filled, zip(decimals, sums)) {
            if extremes == nil {
                for number in [values.minimum, values.maximum] { bytes.append((number ?? 0).bitPattern) }
            }
            if sum == nil { bytes.append(values.sum.bitPattern) }
            if values.averaging == .direction { bytes.append(values.northward.bitPattern) }
        }
        return bytes
    }

    private static func form(_ extremes: Extremes?, _ sum: Sum?) -> Int {
        (extremes?.places ?? raw) << 1 | (sum == nil ? rawSum : 0)
    }

    static func decode(_ columns: [Column], _ reader: inout ByteReader) throws(JournalError) -> [Aggregate.Column] {
        let minutes = try PackedIntegers.read(columns.count, &reader)
        let counts = try PackedIntegers.read(columns.count, &reader)
        let forms = try PackedIntegers.read(counts.count { $0 > 0 }, &reader).map { UInt8(truncatingIfNeeded: $0) }
        var lists = try Lists(forms, &reader)
        var decoded: [Aggregate.Column] = []
        var next = 0
        for (index, column) in columns.enumerated() {
            var values = Accumulator(column.quantity.averaging)
            if counts[index] > 0 {
                values = try lists.next(Int(forms[next]), Int(counts[index]), column.quantity.averaging, &reader)
                next += 1
            }
            decoded.append(Aggregate.Column(column.quantity, column.unit, values, minutes: Int(minutes[index])))
        }
        return decoded
    }

    /// The minimum and the maximum as integers over one power of ten.
    private struct Extremes {
        var places: Int
        var least: Int64
        var span: Int64

        /// Nil where no power of ten gives both back exactly.
        init?(_ values: Accumulator) {
            guard let minimum = values.minimum, let maximum = values.maximum,
                let ofMinimum = FixedDecimal.places(of: minimum), let ofMaximum = FixedDecimal.places(of: maximum)
            else { return nil }
            let places = max(ofMinimum, ofMaximum)
            guard let least = FixedDecimal.integer(minimum, places: places),
                let greatest = FixedDecimal.integer(maximum, places: places)
            else { return nil }
            (self.places, self.least, span) = (places, least, greatest - least)
        }
    }

    /// A sum of decimals.
    private struct Sum {
        var above: Int64
        var steps: Int64

        /// Nil where the sum is not near a decimal.
        init?(_ values: Accumulator, _ extremes: Extremes) {
            guard let integer = FixedDecimal.nearest(values.sum, places: extremes.places) else { return nil }
            let (least, isLarge) = extremes.least.multipliedReportingOverflow(by: Int64(values.count))
            let (above, isFar) = integer.subtractingReportingOverflow(least)
            let decimal = FixedDecimal.number(integer, places: extremes.places)
            let steps = values.sum.order &- decimal.order
            guard !isLarge, !isFar, (-mostSteps...mostSteps).contains(steps) else { return nil }
            (self.above, self.steps) = (above, steps)
        }
    }

    /// The lists before the raw numbers, which are read from the first column to the last.
    private struct Lists {
        private var least: ArraySlice<Int64>
        private var spans: ArraySlice<Int64>
        private var above: ArraySlice<Int64>
        private var steps: ArraySlice<Int64>

        init(_ forms: [UInt8], _ reader: inout ByteReader) throws(JournalError) {
            let decimals = forms.count { Int($0) >> 1 != raw }
            let sums = forms.count { Int($0) & rawSum == 0 }
            guard forms.allSatisfy({ Self.isKnown(Int($0)) }) else {
                throw .corrupt("an aggregate has an unknown form")
            }
            least = try PackedIntegers.read(decimals, &reader)[...]
            spans = try PackedIntegers.read(decimals, &reader)[...]
            above = try PackedIntegers.read(sums, &reader)[...]
            steps = try PackedIntegers.read(sums, &reader)[...]
        }

        private static func isKnown(_ form: Int) -> Bool {
            form == raw << 1 | rawSum || form >> 1 <= FixedDecimal.mostPlaces
        }

        mutating func next(
            _ form: Int, _ count: Int, _ averaging: Quantity.Averaging, _ reader: inout ByteReader
        ) throws(JournalError) -> Accumulator {
            let places = form >> 1
            let (minimum, maximum, sum): (Double, Double, Double)
            var first: Int64 = 0
            if places == raw {
                minimum = try reader.double()
                maximum = try reader.double()
            } else {
                first = least.removeFirst()
                minimum = FixedDecimal.number(first, places: places)
                maximum = FixedDecimal.number(first &+ spans.removeFirst(), places: places)
            }
            if form & rawSum != 0 {
                sum = try reader.double()
            } else {
                let integer = first &* Int64(count) &+ above.removeFirst()
                sum = Double(order: FixedDecimal.number(integer, places: places).order &+ steps.removeFirst())
            }
            let northward = averaging == .direction ? try reader.double() : 0
            return Accumulator(
                averaging, count: count, minimum: minimum, maximum: maximum, sum: sum, northward: northward)
        }
    }
}
