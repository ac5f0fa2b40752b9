/// What one device measured in one interval, from its good values: a mean says less than its samples, takes less room, and
/// is kept longer.
public struct Aggregate: Hashable, Sendable {
    public var device: DeviceID
    public var interval: Interval
    /// When the interval began.
    public var start: Timestamp
    public var columns: [Column]

    public init(device: DeviceID, interval: Interval, start: Timestamp, columns: [Column]) {
        self.device = device
        self.interval = interval
        self.start = start
        self.columns = columns
    }

    /// One quantity.
    public struct Column: Hashable, Sendable {
        public var quantity: Quantity
        public var unit: PhysicalUnit
        public var values: Accumulator
        /// Minutes of the interval in which there was a good value.
        public var minutes: Int

        public init(_ quantity: Quantity, _ unit: PhysicalUnit, _ values: Accumulator, minutes: Int) {
            self.quantity = quantity
            self.unit = unit
            self.values = values
            self.minutes = minutes
        }
    }

    /// Minutes with a good value, of all minutes of the interval: 0 to 1.
    public func capture(of column: Column) -> Double {
        Double(column.minutes) / Double(interval.minutes)
    }

    public enum Interval: String, Codable, Hashable, Sendable, CaseIterable {
        case minute = "1min"
        case quarter = "15min"
        case hour = "1h"
        /// From midnight to midnight on site.
        case day = "1d"

        public var minutes: Int {
            switch self {
            case .minute: 1
            case .quarter: 15
            case .hour: 60
            case .day: 1440
            }
        }

        /// The next finer one, of which it is put together.
        public var finer: Interval? {
            switch self {
            case .minute: nil
            case .quarter: .minute
            case .hour: .quarter
            case .day: .hour
            }
        }

        public func start(of time: Timestamp, utcOffset: Int) -> Timestamp {
            // Quarter hours begin on the hour in every zone that is a whole number of them away from UTC; days do not.
            let shift = Duration.seconds(utcOffset)
            return (time + shift).start(ofInterval: .minutes(minutes)) - shift
        }
    }
}

extension Aggregate {
    /// Puts what came of other times, or of the same interval later, together with this.
    ///
    /// - Parameter sameInterval: values of the same minute do not make it two.
    public mutating func merge(_ other: Aggregate, sameInterval: Bool) {
        for column in other.columns {
            guard let index = columns.firstIndex(where: { $0.quantity == column.quantity && $0.unit == column.unit })
            else {
                columns.append(column)
                continue
            }
            columns[index].values.merge(column.values)
            let minutes = (columns[index].minutes, column.minutes)
            columns[index].minutes = sameInterval ? max(minutes.0, minutes.1) : minutes.0 + minutes.1
        }
    }
}
