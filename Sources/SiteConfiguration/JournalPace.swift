import DeviceProfiles
import Facilities

/// An estimate of how fast a configuration fills the journal, from the periods of its points.
struct JournalPace {
    private let budget: JournalBudget
    /// The number of readings per second, of all devices.
    let readings: Double
    /// The growth of the journal in bytes per day.
    let bytesADay: Double

    /// The bytes of a stored reading with its share of time and sequence: measured as 1.0 in noise of 20 steps, and as
    /// 3.0 for noisy float32.
    private static let bytesAReading = 2.0
    /// The bytes of one mean of one quantity: 8.5 if values have one decimal; sums of noisy float32 take more.
    private static let bytesAMean = 9.0
    /// The bytes of one row of means of one device, with key and index.
    private static let bytesARow = 70.0
    /// The rows of means per device and day: minutes, quarters of an hour, hours and the day.
    private static let rowsADay = 1440.0 + 96 + 24 + 1

    /// Estimates the pace; nil for a configuration without devices.
    init?(_ configuration: Configuration) {
        let devices = configuration.facilities.flatMap(\.devices).map(\.profile.points).filter { !$0.isEmpty }
        guard !devices.isEmpty else { return nil }
        readings = devices.joined().reduce(0) { $0 + Duration.seconds(1) / $1.every }
        let means = devices.reduce(0) { $0 + Self.bytesARow + Self.bytesAMean * Double($1.count) }
        bytesADay = readings * 86_400 * Self.bytesAReading + means * Self.rowsADay
        budget = JournalBudget(bytes: configuration.journal.budget)
    }

    /// The number of days in which content fills its part of the budget.
    var days: Double { Double(budget.content) / bytesADay }

    /// The text that follows the journal's limits in a plan.
    var text: Text {
        let rate = readings.plainText(decimals: 1)
        return Text(
            zh: "\n  每秒 \(rate) 个读数，约 \(daysText) 天存满（估算），然后删最早的读数",
            en:
                "\n  \(rate) readings a second fill it in some \(daysText) d (an estimate), and then the oldest readings go"
        )
    }

    /// The number of days as text, such as `8.5` or `120`; at most 9999.
    var daysText: String { days < 10 ? days.plainText(decimals: 1) : "\(Int(min(days, 9999)))" }
}
