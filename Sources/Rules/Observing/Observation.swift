import Facilities

/// What a facility's events have told so far, from which each event's `Observed` is made.
struct Observation: Codable, Hashable, Sendable {
    private(set) var channels = ObservedChannels()
    private var fanStood: Timestamp?
    private var engineStood: Timestamp?
    private var heard: Timestamp?
    private(set) var now: Timestamp?

    /// How long a device that is not declared may give no sample before it counts as taken away.
    private static let patience = Duration.days(1)

    init() {}

    /// As it was when the facility's channels and what it supplied were remembered in another form.
    init(channels: [ObservedChannel], heard: Timestamp?, now: Timestamp?) {
        (self.channels, self.heard, self.now) = (ObservedChannels(channels), heard, now)
    }

    /// Knows what the configuration declares, and forgets what it declared before.
    mutating func declare(_ declared: [Channel], at time: Timestamp) {
        guard !declared.isEmpty else { return }
        channels = ObservedChannels(
            declared.map { channel in
                let place = channels.place(of: channel.id.quantity, channel.id.device)
                var known = place.map { channels[$0] } ?? ObservedChannel(channel, at: now ?? time)
                known.channel = channel
                return known
            })
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
        return observed(event, now, of: facility, told, fan, engine)
    }

    /// The facility as it stands after the events so far; nil before the first.
    func look(at facility: Facility, _ levels: Levels) -> Observed? {
        guard let now else { return nil }
        return observed(.tick(now), now, of: facility, [], fan(at: now, above: levels.fanOn), engine(at: now))
    }

    private func observed(
        _ event: Event, _ now: Timestamp, of facility: Facility, _ told: [Observed.Told], _ fan: Bool?,
        _ engine: Engine
    ) -> Observed {
        Observed(
            event: event, now: now, facility: facility, channels: channels, told: told, fan: fan,
            air: air(of: facility, at: event.time), engine: engine, fanStood: fanStood, engineStood: engineStood,
            heard: heard
        )
    }

    private mutating func take(_ sample: Sample, of facility: Facility) -> [Observed.Told] {
        let isDeclared = !facility.channels.isEmpty
        var told: [Observed.Told] = []
        told.reserveCapacity(sample.readings.count)
        var next = -1
        for reading in sample.readings {
            guard let place = place(of: reading.quantity, sample, near: next, isDeclared: isDeclared) else { continue }
            next = place + 1
            channels.take(reading, place, at: sample.time, isDeclared: isDeclared)
            let known = channels[place]
            if known.supplied == sample.time, reading.measured(.limits) != nil { heard = sample.time }
            told.append(Observed.Told(channel: known.channel, reading: reading, gap: known.gap))
        }
        return told
    }

    /// Nil for a channel that the facility does not declare, where it declares any.
    private mutating func place(
        of quantity: Quantity, _ sample: Sample, near likely: Int, isDeclared: Bool
    ) -> Int? {
        if let place = channels.place(of: quantity, sample.device, near: likely) { return place }
        guard !isDeclared else { return nil }
        channels.append(ObservedChannel(Channel(sample.device, quantity), at: sample.time))
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
        for channel in channels.of(.engineSpeed) {
            guard let value = channel.fresh(.numbers, at: time)?.value else { continue }
            engine.speed = max(engine.speed ?? value, value)
        }
        for channel in channels.of(.exhaustTemp) {
            engine.measuresExhaust = true
            guard let value = channel.fresh(.numbers, at: time)?.value else { continue }
            engine.exhaust = max(engine.exhaust ?? value, value)
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
