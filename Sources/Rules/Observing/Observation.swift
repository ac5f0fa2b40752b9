import Facilities

/// What a facility's events have told so far, from which each event's `Observed` is made.
struct Observation: Codable, Hashable, Sendable {
    private(set) var channels: [ObservedChannel] = []
    private var fanStood: Timestamp?
    private var engineStood: Timestamp?
    private var heard: Timestamp?
    private(set) var now: Timestamp?

    /// How long a device that is not declared may give no sample before it counts as taken away.
    private static let patience = Duration.days(1)

    init() {}

    /// As it was when the facility's channels and what it supplied were remembered in another form.
    init(channels: [ObservedChannel], heard: Timestamp?, now: Timestamp?) {
        (self.channels, self.heard, self.now) = (channels, heard, now)
    }

    /// Knows what the configuration declares, and forgets what it declared before.
    mutating func declare(_ declared: [Channel], at time: Timestamp) {
        guard !declared.isEmpty else { return }
        channels = declared.map { channel in
            var known = channels.first { $0.id == channel.id } ?? ObservedChannel(channel, at: now ?? time)
            known.channel = channel
            return known
        }
    }

    /// Takes one event in.
    mutating func take(_ event: Event, of facility: Facility, _ levels: Levels) -> Observed {
        let now = event.now(after: self.now)
        if self.now == nil { declare(facility.channels, at: now) }
        self.now = now
        var told: [Observed.Told] = []
        if case .sample(let sample) = event { told = take(sample, of: facility) }
        forget(at: now, facility)
        let time = event.time
        let (fan, engine) = (fan(at: time, above: levels.fanOn), engine(at: time))
        if fan == false { fanStood = time }
        if engine.turns(above: levels.engineOn) == false { engineStood = time }
        return Observed(
            event: event, now: now, facility: facility, channels: channels, told: told, fan: fan,
            air: air(of: facility, at: time), engine: engine, fanStood: fanStood, engineStood: engineStood,
            heard: heard
        )
    }

    private mutating func take(_ sample: Sample, of facility: Facility) -> [Observed.Told] {
        sample.readings.compactMap { reading in
            guard let index = index(of: reading.quantity, sample.device, at: sample.time, facility) else { return nil }
            channels[index].take(reading, at: sample.time, isDeclared: !facility.channels.isEmpty)
            if channels[index].supplied == sample.time, reading.measured(.limits) != nil { heard = sample.time }
            return Observed.Told(channel: channels[index].channel, reading: reading, gap: channels[index].gap)
        }
    }

    /// Nil for a channel that the facility does not declare, where it declares any.
    private mutating func index(
        of quantity: Quantity, _ device: DeviceID, at time: Timestamp, _ facility: Facility
    ) -> Int? {
        for index in channels.indices where channels[index].quantity == quantity && channels[index].device == device {
            return index
        }
        guard facility.channels.isEmpty else { return nil }
        channels.append(ObservedChannel(Channel(device, quantity), at: time))
        return channels.count - 1
    }

    private mutating func forget(at now: Timestamp, _ facility: Facility) {
        guard facility.channels.isEmpty, channels.contains(where: { now - $0.seen > Self.patience }) else { return }
        channels.removeAll { now - $0.seen > Self.patience }
    }

    /// It runs when any fan does, by contact or by current.
    private func fan(at time: Timestamp, above limit: Limit) -> Bool? {
        Switched.all(in: channels, contact: .fanState, current: .fanCurrent, above: limit, at: time).anyRuns
    }

    private func engine(at time: Timestamp) -> Engine {
        var engine = Engine()
        for channel in channels {
            switch channel.quantity {
            case .engineSpeed:
                guard let value = channel.fresh(.numbers, at: time)?.value else { continue }
                engine.speed = max(engine.speed ?? value, value)
            case .exhaustTemp:
                engine.measuresExhaust = true
                guard let value = channel.fresh(.numbers, at: time)?.value else { continue }
                engine.exhaust = max(engine.exhaust ?? value, value)
            default: continue
            }
        }
        return engine
    }

    private func air(of facility: Facility, at time: Timestamp) -> Air {
        Air(
            before: Observed.figure(.vocIn, channels, facility, at: time),
            after: Observed.figure(.vocOut, channels, facility, at: time),
            volume: Observed.figure(.airFlow, channels, facility, at: time)
        )
    }
}

/// The levels above which fan and engine count as running at a facility.
struct Levels: Sendable {
    let fanOn: Limit
    let engineOn: Limit

    init(of facility: Facility) {
        fanOn = facility.limit(.fanOnCurrent)
        engineOn = facility.limit(.engineOnSpeed)
    }
}
