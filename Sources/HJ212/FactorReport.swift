/// The values of one factor in one packet.
public struct FactorReport: Hashable, Sendable {
    /// The meaning of a number of a factor. The raw value is the word after its code.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
        /// The current value.
        case realtime = "Rtd"
        /// The sum over the interval, such as a volume.
        case total = "Cou"
        case least = "Min"
        case mean = "Avg"
        case greatest = "Max"
        /// The same, converted to the reference condition.
        case convertedRealtime = "ZsRtd"
        case convertedLeast = "ZsMin"
        case convertedMean = "ZsAvg"
        case convertedGreatest = "ZsMax"
        /// A level of noise over the interval; of a day also over its day and its night.
        case level = "Data"
        case dayLevel = "DayData"
        case nightLevel = "NightData"
    }

    public struct Value: Hashable, Sendable {
        public var measure: Measure
        public var number: DecimalNumber

        public init(_ measure: Measure, _ number: DecimalNumber) {
            self.measure = measure
            self.number = number
        }
    }

    /// `a34001`, `Leq`.
    public var code: String
    /// `-SampleTime`, of an instrument that samples now and then.
    public var sampleTime: BeijingTime?
    /// The values in the order of the text.
    public var values: [Value]
    public var flag: DataFlag?
    /// `-EFlag`: a code of the instrument for its own fault.
    public var errorFlag: String?

    public init(
        code: String, sampleTime: BeijingTime? = nil, values: [Value], flag: DataFlag?, errorFlag: String? = nil
    ) {
        self.code = code
        self.sampleTime = sampleTime
        self.values = values
        self.flag = flag
        self.errorFlag = errorFlag
    }

    /// The current value. Without one only the flag is sent: nothing is invented for a gap.
    ///
    /// - Parameters:
    ///   - value: in the unit that the platform expects; nil for a gap, and a number that cannot be written is one.
    ///   - digits: behind the point.
    /// - Returns: nil for a reading whose time is not known.
    public static func realtime(_ code: String, _ value: Double?, digits: Int, _ quality: ReadingQuality)
        -> FactorReport?
    {
        report(code, [(.realtime, value)], digits, quality)
    }

    /// Least, mean and greatest value of an interval, and the total if it is known.
    ///
    /// - Parameter total: the amount with its own digits, which are others than those of the values.
    /// - Returns: nil for readings whose time is not known.
    public static func interval(
        _ code: String, total: DecimalNumber? = nil, least: Double?, mean: Double?, greatest: Double?, digits: Int,
        _ quality: ReadingQuality
    ) -> FactorReport? {
        var report = report(code, [(.least, least), (.mean, mean), (.greatest, greatest)], digits, quality)
        if let total, report?.values.isEmpty == false { report?.values.insert(Value(.total, total), at: 0) }
        return report
    }

    /// A level of noise of an interval: `Leq`, `LMx`, `LMn`, `L10` and so on. The standard's examples have no flag there (tables C.26 to
    /// C.28), so there is one only where it says something.
    ///
    /// - Parameters:
    ///   - value: in dB(A).
    ///   - measure: `.level`, or `.dayLevel` and `.nightLevel` in the packet of a day.
    /// - Returns: nil for readings whose time is not known.
    public static func level(
        _ code: String, _ value: Double?, _ quality: ReadingQuality, _ measure: Measure = .level
    ) -> FactorReport? {
        var report = report(code, [(measure, value)], 1, quality)
        if report?.flag == .normal { report?.flag = nil }
        return report
    }

    private static func report(
        _ code: String, _ values: [(Measure, Double?)], _ digits: Int, _ quality: ReadingQuality
    ) -> FactorReport? {
        guard var flag = quality.flag else { return nil }
        let written = values.compactMap { measure, value in
            value.flatMap { DecimalNumber($0, digits: digits) }.map { Value(measure, $0) }
        }
        // A gap is never normal, whatever is said about it.
        if written.isEmpty, flag == .normal { flag = .fault }
        return FactorReport(code: code, values: written, flag: flag)
    }

    var group: Content.Group {
        var fields: [Content.Field] = []
        if let sampleTime { fields.append(Content.Field("\(code)-SampleTime", sampleTime.description)) }
        fields += values.map { Content.Field("\(code)-\($0.measure.rawValue)", $0.number.description) }
        if let flag { fields.append(Content.Field("\(code)-Flag", flag.rawValue)) }
        if let errorFlag { fields.append(Content.Field("\(code)-EFlag", errorFlag)) }
        return Content.Group(fields)
    }

    /// Reads a group; nil if any field is not understood, or belongs to another factor.
    init?(_ group: Content.Group) {
        guard let first = group.fields.first?.name.split(separator: "-"), first.count == 2 else { return nil }
        self.init(code: String(first[0]), values: [], flag: nil)
        for field in group.fields {
            guard field.name.hasPrefix("\(code)-"), let value = field.value else { return nil }
            let kind = String(field.name.dropFirst(code.count + 1))
            if let measure = Measure(rawValue: kind) {
                guard let number = DecimalNumber(value) else { return nil }
                values.append(Value(measure, number))
            } else if kind == "Flag" {
                guard let known = DataFlag(rawValue: value) else { return nil }
                flag = known
            } else if kind == "EFlag" {
                errorFlag = value
            } else if kind == "SampleTime" {
                guard let time = BeijingTime(value) else { return nil }
                sampleTime = time
            } else {
                return nil
            }
        }
    }
}
