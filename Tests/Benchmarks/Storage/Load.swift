import Facilities
import Journal

/// What the values of a device look like.
enum Values: String, CaseIterable {
    case whole, decimal, float
}

/// Fifty devices of forty quantities, each read once a second, and the means of each minute: 2,000 readings a second.
struct Load {
    static let (devices, quantities) = (50, 40)
    static let readings = devices * quantities
    /// The commits of them in a second: an estimate, since several devices of a gateway answer while one commit runs.
    static let commits = 10
    private static let code = Facility.Code("BENCH")!

    private let values: Values
    private var random: UInt64 = 1
    private var sums: [[Accumulator]]
    private(set) var sequence: Int64 = 0
    private(set) var second: Int64 = 0

    init(_ values: Values) {
        self.values = values
        sums = Self.empty
    }

    private static let units: [(quantity: Quantity, unit: PhysicalUnit)] = (0..<quantities).map {
        (Quantity(rawValue: "w\($0)")!, .one)
    }
    private static let empty = (0..<devices).map { _ in units.map { Accumulator($0.quantity.averaging) } }
    private static let start = Timestamp("2026-11-01T00:00:00Z")!

    var time: Timestamp { Self.start + .seconds(Int(second)) }
    var isEndOfMinute: Bool { second % 60 == 0 }
    var isEndOfHour: Bool { second % 3600 == 0 }

    mutating func nextSequence() -> Int64 {
        sequence += 1
        return sequence
    }

    /// The samples of the next second, and at the end of a minute its means.
    mutating func next() -> Batch {
        var batch = Batch()
        for device in 0..<Self.devices {
            let readings = Self.units.enumerated().map { index, column in
                let value = value(100 * index)
                sums[device][index].add(value)
                return Reading(column.quantity, value, column.unit)
            }
            let at = time + .milliseconds(Int64(device) * 20 + Int64(draw() % 5))
            batch.samples.append(
                Kept(
                    sequence: nextSequence(), facility: Self.code, time: at,
                    Sample(device: Self.name(device), time: at, readings: readings)))
        }
        second += 1
        if isEndOfMinute { addMeans(&batch) }
        // As the gateway's `syncEvery`.
        batch.durable = second % 10 == 0
        return batch
    }

    private mutating func addMeans(_ batch: inout Batch) {
        for device in 0..<Self.devices {
            let columns = zip(Self.units, sums[device]).map {
                Aggregate.Column($0.quantity, $0.unit, $1, minutes: 1)
            }
            let start = time - .minutes(1)
            batch.minutes.append(
                Kept(
                    sequence: nextSequence(), facility: Self.code, time: time,
                    Aggregate(device: Self.name(device), interval: .minute, start: start, columns: columns)))
        }
        sums = Self.empty
    }

    private static func name(_ device: Int) -> DeviceID { DeviceID("line-\(device)/1") }

    /// Noise of twenty steps either way, or of a float32 about as wide.
    private mutating func value(_ middle: Int) -> Double {
        let noise = Int(draw() % 41) - 20
        switch values {
        case .whole: return Double(middle + noise)
        case .decimal: return Double(middle + noise) / 10
        case .float:
            let float = Float(middle) / 10 + Float(draw() % 65_536) / 16_384
            return Double("\(float)") ?? 0
        }
    }

    /// xorshift64 (Marsaglia 2003).
    private mutating func draw() -> UInt64 {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return random >> 11
    }
}
