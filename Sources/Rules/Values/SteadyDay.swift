import Facilities

/// A forecast that reminders can count from: it does not change with every new value.
struct SteadyDay: Codable, Hashable, Sendable {
    private(set) var day: Day?

    /// Takes a forecast in. The day stays while the new forecast is at most a day off, unless it has passed and the
    /// forecast has not.
    mutating func update(_ forecast: Day?, today: Day) {
        guard let forecast, let day, abs(forecast.number - day.number) <= 1, day >= min(forecast, today) else {
            day = forecast
            return
        }
    }

    /// Notes that the forecast has come true: it was due then, or is due today, and stays so.
    mutating func reach(today: Day) { day = min(day ?? today, today) }
}
