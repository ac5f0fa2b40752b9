/// The measurements of one device in one interval, from its good values. It contains less than the samples, takes less
/// space, and is stored longer.
public struct Aggregate: Hashable, Sendable {
    /// The device at its facility.
    public var device: DeviceID
    /// The length of the interval.
    public var interval: Interval
    /// The begin of the interval.
    public var start: Timestamp
    /// The quantities, in the order of the device's samples.
    public var columns: [Column]

    public init(device: DeviceID, interval: Interval, start: Timestamp, columns: [Column]) {
        self.device = device
        self.interval = interval
        self.start = start
        self.columns = columns
    }

    /// The values of one quantity.
    public struct Column: Hashable, Sendable {
        /// The quantity that was measured.
        public var quantity: Quantity
        /// The unit of the values.
        public var unit: PhysicalUnit
        /// The mean, the least and the greatest value.
        public var values: Accumulator
        /// The minutes of the interval with a good value.
        public var minutes: Int

        public init(_ quantity: Quantity, _ unit: PhysicalUnit, _ values: Accumulator, minutes: Int) {
            self.quantity = quantity
            self.unit = unit
            self.values = values
            self.minutes = minutes
        }
    }

    /// Returns the share of the interval's minutes with a good value, 0 to 1.
    public func capture(of column: Column) -> Double {
        Double(column.minutes) / Double(interval.minutes)
    }

    /// The length of an interval. The raw value is the word in messages and exports.
    public enum Interval: String, Codable, Hashable, Sendable, CaseIterable {
        case minute = "1min"
        case quarter = "15min"
        case hour = "1h"
        /// The day from midnight to midnight on site.
        case day = "1d"

        /// The length in minutes.
        public var minutes: Int {
            switch self {
            case .minute: 1
            case .quarter: 15
            case .hour: 60
            case .day: 1440
            }
        }

        /// The next finer interval, whose aggregates it is merged from; nil for a minute.
        public var finer: Interval? {
            switch self {
            case .minute: nil
            case .quarter: .minute
            case .hour: .quarter
            case .day: .hour
            }
        }

        /// Returns the begin of the interval that contains a time.
        ///
        /// - Parameter utcOffset: The seconds by which the site's clocks are ahead of UTC.
        public func start(of time: Timestamp, utcOffset: Int) -> Timestamp {
            // Quarter hours begin on the hour in every zone that is a whole number of them away from UTC; days do not.
            let shift = Duration.seconds(utcOffset)
            return (time + shift).start(ofInterval: .minutes(minutes)) - shift
        }
    }
}

extension Aggregate {
    /// Merges the aggregate of another time, or a later part of the same interval.
    ///
    /// - Parameter sameInterval: Whether the other one is of the same interval: its minutes then do not add up.
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
