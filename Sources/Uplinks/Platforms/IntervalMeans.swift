import Facilities

/// The means from which the packets of an interval are made.
struct IntervalMeans {
    /// The means of the whole interval.
    var whole: Means
    /// Its one-minute means; empty if they are not needed.
    var minutes: [Facility.Code: [Aggregate]] = [:]
    /// Its hour means; empty if they are not needed.
    var hours: [Facility.Code: [Aggregate]] = [:]

    /// Returns the hours of a channel by their place in the day of Beijing, 0 to 23; empty if they are not needed.
    func hours(of channel: PlatformStation.Channel) -> [Aggregate.Column?] {
        guard !hours.isEmpty else { return [] }
        var day = [Aggregate.Column?](repeating: nil, count: 24)
        for mean in hours[channel.facility] ?? [] where mean.device == channel.device {
            day[mean.start.hourOfBeijing] = mean.columns.first { $0.quantity == channel.quantity }
        }
        return day
    }

    /// Returns the hours in which the current of a machine was above its threshold; nil if it was not measured.
    func hoursAbove(_ machine: PlatformStation.Machine) -> Double? {
        let currents = (minutes[machine.facility] ?? []).filter { $0.device == machine.device }
            .compactMap { mean in mean.columns.first { $0.quantity == machine.quantity }?.values.mean }
        return currents.isEmpty ? nil : Double(currents.count { $0 > machine.threshold }) / 60
    }
}

extension Timestamp {
    /// The hour of the day in Beijing, 0 to 23.
    fileprivate var hourOfBeijing: Int {
        let local = self + .hours(8)
        let midnight = local.start(ofInterval: .days(1))
        return Int((local.milliseconds - midnight.milliseconds) / 3_600_000)
    }
}

/// The means of an interval, merged by device.
struct Means {
    private var devices: [Facility.Code: [DeviceID: Aggregate]] = [:]

    init(_ means: [Facility.Code: [Aggregate]]) {
        for (code, means) in means {
            for mean in means {
                if devices[code]?[mean.device] == nil {
                    devices[code, default: [:]][mean.device] = mean
                } else {
                    devices[code]?[mean.device]?.merge(mean, sameInterval: false)
                }
            }
        }
    }

    subscript(facility: Facility.Code, device: DeviceID, quantity: Quantity) -> Aggregate.Column? {
        devices[facility]?[device]?.columns.first { $0.quantity == quantity }
    }
}
