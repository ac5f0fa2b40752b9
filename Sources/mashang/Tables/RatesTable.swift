import Facilities
import Gateway
import Journal

/// A table with one row per device and day, for days that are over.
struct RatesTable {
    static let columns = [
        "day", "code", "device", "online", "valid", "transferred", "expected_minutes", "usable_minutes", "hours",
        "valid_hours", "valid_day", "samples", "delivered",
    ]

    let utcOffset: Int

    /// Writes the rows of a facility.
    ///
    /// - Parameter time: the range that contains the beginnings of the days to write.
    func write(
        _ source: RateSource, _ code: Facility.Code, in time: Range<Timestamp>, to writer: TableWriter
    ) throws {
        // Days can be written from 1970 to 9999.
        let days = Day(number: 0)...Day(number: 2_932_896)
        let (devices, _) = try source.rates(of: code, on: days, utcOffset: utcOffset)
        for device in devices {
            for day in device.days where time.contains(day.day.start(utcOffset: utcOffset)) {
                writer.write(row(code, device.device, day))
            }
        }
    }

    private func row(_ code: Facility.Code, _ device: DeviceID, _ day: DeviceRates.OfDay) -> [TableWriter.Cell] {
        let rates = day.rates
        let shares = Rates.Kind.allCases.map { kind in rates[kind].map { TableWriter.Cell.number($0.share) } ?? .none }
        let counts = [rates.expected, rates.usable, rates.hours, rates.validHours].map { count in
            TableWriter.Cell.whole(Int64(count))
        }
        let isValid: TableWriter.Cell = rates.days == 0 ? .none : .whole(Int64(rates.validDays))
        return [.text(day.day.description), .text(code.description), .text(device.description)] + shares + counts + [
            isValid, .whole(Int64(rates.samples)), rates.delivered.map { .whole(Int64($0)) } ?? .none,
        ]
    }
}
