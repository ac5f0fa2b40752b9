import Facilities
import WebPage

/// Counts the minutes of a month in which channels had a good value, from the stored means, and finds the reasons for the
/// missing ones.
struct CompletenessCount {
    /// Midnight at the beginning of the first day.
    let start: Timestamp
    let firstDay: Day
    /// The number of minutes from `start` that are over.
    let length: Int
    /// The number of minutes with a value, by the hour from `start`.
    var hours: [Channel.ID: [Int: Int]] = [:]
    /// The minutes from `start` with a value, for hours in which some have none.
    var minutes: [Channel.ID: MinuteSet] = [:]
    var evidence = GapEvidence()
    var channels: [Channel] = []

    /// The same counts with one channel for each device. It has a value in a minute if one of the device's channels has
    /// one.
    var byDevice: CompletenessCount {
        var whole = self
        (whole.channels, whole.hours, whole.minutes) = ([], [:], [:])
        for device in channels.map(\.id.device).unique {
            let own = channels.filter { $0.id.device == device }
            var channel = own[0]
            channel.period = own.map(\.period).min() ?? channel.period
            whole.channels.append(channel)
            for id in own.map(\.id) {
                whole.hours[channel.id, default: [:]].merge(hours[id] ?? [:]) { max($0, $1) }
                whole.minutes[channel.id, default: []].formUnion(minutes[id] ?? [])
            }
        }
        return whole
    }

    var completeness: Completeness {
        let days = (0..<(length + 1439) / 1440).map { firstDay + $0 }
        var found = channels.map { Completeness.OfChannel($0.id, place: $0.place, days: []) }
        for (index, day) in days.enumerated() {
            let (base, length) = (index * 1440, min(1440, length - index * 1440))
            let seen = channels.map { SeenDay(hours[$0.id] ?? [:], minutes[$0.id] ?? [], from: base, of: length) }
            let time = (start + .minutes(base))..<(start + .minutes(base + length))
            let count = DayCount(day: day, time: time, channels: channels, seen: seen, evidence: evidence.around(time))
            for (place, counted) in count.days.enumerated() { found[place].days.append(counted) }
        }
        return Completeness(days: days, channels: found)
    }
}
