import Facilities

/// Counts the values of each device of a facility on a day, from its samples and from the passing time.
///
/// Minutes are numbered on the site's clock, so that days and hours begin at multiples of 1440 and of 60.
struct DeviceCounting: Hashable, Sendable {
    /// A day that is over.
    struct Ended {
        var day: Day
        var devices: [DeviceDay]
    }

    private var devices: [CountedDevice] = []
    /// The minute up to which time has passed; nil before the first event.
    private var passed: Int64?
    /// Whether the channels were compared since the start of the program: the configuration may have other devices than
    /// before.
    private var isKnown = false

    /// The longest time without an event, in minutes; a longer one means that the clock was set, and not an outage.
    private static let longest: Int64 = 366 * 1440

    /// Takes an event in. Returns the days that ended with it, oldest first.
    mutating func take(_ seen: Observed) -> [Ended] {
        guard seen.isOfNow, seen.facility.supervision == .sensors else { return [] }
        let now = seen.now.milliseconds + Int64(seen.facility.utcOffset) * 1000
        var ended: [Ended] = []
        if !isKnown || now >= (passed ?? 0) * 60_000 + 60_000 { ended = pass(to: now / 60_000, seen.channels) }
        guard let device = seen.newReadings.first?.device else { return ended }
        // An undeclared device is known from its first sample on.
        if index(of: device) == nil { know(seen.channels, from: now / 60_000) }
        if let index = index(of: device) { devices[index].count(seen.newReadings, at: now) }
        return ended
    }

    /// The values of each device today, up to the minute of the day to which time has passed.
    var today: (day: Day, minutes: Int, devices: [DeviceDay])? {
        guard let passed else { return nil }
        return (Day(number: passed / 1440), Int(passed % 1440), devices.map { $0.day(until: passed) })
    }

    private func index(of device: DeviceID) -> Int? { devices.firstIndex { $0.id == device } }

    private mutating func pass(to minute: Int64, _ channels: ObservedChannels) -> [Ended] {
        if let passed, minute - passed > Self.longest { (devices, self.passed) = ([], nil) }
        let there = channels.reduce(into: Set<DeviceID>()) { $0.insert($1.device) }
        for index in devices.indices { devices[index].isThere = there.contains(devices[index].id) }
        var ended: [Ended] = []
        var at = passed ?? minute
        while case let end = (at / 60 + 1) * 60, end <= minute {
            for index in devices.indices { devices[index].closeHour(from: at, to: end) }
            if end % 1440 == 0 { ended.append(closeDay(Day(number: (end - 1) / 1440))) }
            at = end
        }
        for index in devices.indices { devices[index].pass(minutes: Int(max(0, minute - at))) }
        know(channels, from: minute)
        (passed, isKnown) = (max(passed ?? minute, minute), true)
        return ended
    }

    private mutating func closeDay(_ day: Day) -> Ended {
        let ended = Ended(day: day, devices: devices.map(\.wholeDay))
        devices.removeAll { !$0.isThere }
        for index in devices.indices { devices[index].day = DeviceDay(devices[index].id) }
        return ended
    }

    /// Starts to count channels that are new.
    private mutating func know(_ channels: ObservedChannels, from minute: Int64) {
        // The channels of a device mostly follow each other.
        var place = -1
        for channel in channels {
            if !devices.indices.contains(place) || devices[place].id != channel.device {
                place = index(of: channel.device) ?? devices.count
                if place == devices.count { devices.append(CountedDevice(channel.device, from: minute)) }
            }
            devices[place].know(channel.quantity, from: minute)
        }
    }
}

extension DeviceCounting: Codable {
    private enum Key: String, CodingKey { case devices, passed }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        devices = try container.decode([CountedDevice].self, forKey: .devices)
        passed = try container.decodeIfPresent(Int64.self, forKey: .passed).map(decoder.correctedMinute)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(devices, forKey: .devices)
        try container.encodeIfPresent(passed, forKey: .passed)
    }
}

/// The day of one device, and the counts of the open hour.
private struct CountedDevice: Codable, Hashable, Sendable {
    private struct Channel: Codable, Hashable, Sendable {
        var quantity: Quantity
        var minutes: CoveredMinutes
        /// Whether the channel was there from the hour's begin.
        var isWhole: Bool
    }

    /// The counts of the hours that are over; `expected` alone includes the open hour.
    var day: DeviceDay
    /// Whether it belongs to the facility now.
    var isThere = true
    private var usable: CoveredMinutes
    /// The minutes of the open hour in which the device was there.
    private var hour = 0
    private var channels: [Channel] = []

    init(_ id: DeviceID, from minute: Int64) {
        day = DeviceDay(id)
        usable = CoveredMinutes(from: minute)
    }

    var id: DeviceID { day.device }

    mutating func know(_ quantity: Quantity, from minute: Int64) {
        guard !channels.contains(where: { $0.quantity == quantity }) else { return }
        channels.append(
            Channel(quantity: quantity, minutes: CoveredMinutes(from: minute), isWhole: minute % 60 == 0))
    }

    /// Counts the readings of a sample.
    ///
    /// - Parameter now: The time in milliseconds on the site's clock.
    mutating func count(_ new: NewReadings, at now: Int64) {
        day.samples += 1
        for place in new.indices where new.readings[place].value != nil {
            let period = new.period(at: place)
            usable.add(at: now, period: period)
            guard new.readings[place].measured(.limits) != nil,
                let index = index(of: new.readings[place].quantity, near: place)
            else { continue }
            channels[index].minutes.add(at: now, period: period)
        }
    }

    /// Returns the index of a quantity's channel. A device's samples are mostly alike, so that its position in the
    /// sample is tried first.
    private func index(of quantity: Quantity, near place: Int) -> Int? {
        if place < channels.count, channels[place].quantity == quantity { return place }
        return channels.firstIndex { $0.quantity == quantity }
    }

    mutating func pass(minutes: Int) {
        guard isThere else { return }
        day.expected += minutes
        hour += minutes
    }

    mutating func closeHour(from begin: Int64, to end: Int64) {
        pass(minutes: Int(end - begin))
        day.usable += usable.close(at: end)
        var short: [Quantity] = []
        for index in channels.indices {
            let valid = channels[index].minutes.close(at: end)
            if channels[index].isWhole, valid < DeviceDay.leastValidMinutes { short.append(channels[index].quantity) }
            channels[index].isWhole = true
        }
        if hour == 60 {
            day.hours += 1
            if short.isEmpty { day.validHours += 1 }
            if !short.isEmpty { day.short = day.short ?? [:] }
            for quantity in short { day.short?[quantity.rawValue, default: 0] += 1 }
        }
        hour = 0
    }

    /// The day when it is over. The minute in which the device was removed may have had a value, and is not counted.
    var wholeDay: DeviceDay {
        var day = day
        day.usable = min(day.usable, day.expected)
        return day
    }

    /// The day so far.
    func day(until minute: Int64) -> DeviceDay {
        var day = day
        day.usable = min(day.usable + usable.minutes(until: minute), day.expected)
        return day
    }
}
