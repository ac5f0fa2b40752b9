import Facilities

/// The state of a facility after the events so far, from which each event's `Observed` is made.
struct Observation: Codable, Hashable, Sendable {
    private(set) var channels = ObservedChannels()
    private var fanStood: Timestamp?
    private var engineStood: Timestamp?
    private var heard: Timestamp?
    private(set) var now: Timestamp?

    /// The time without a sample after which an undeclared device counts as removed.
    private static let patience = Duration.days(1)

    init() {}

    /// Continues from what an earlier form of the memory contained.
    init(channels: [ObservedChannel], heard: Timestamp?, now: Timestamp?) {
        (self.channels, self.heard, self.now) = (ObservedChannels(channels), heard, now)
    }

    /// Takes over the declared channels, and drops those that were declared before.
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

    /// Takes one event in. Returns what rules see of it.
    mutating func take(_ event: Event, of facility: Facility, _ levels: Levels) -> Observed {
        let now = event.now(after: self.now)
        if self.now == nil { declare(facility.channels, at: now) }
        self.now = now
        var newReadings = NewReadings()
        if case .sample(let sample) = event { newReadings = take(sample, of: facility) }
        forget(at: now, facility)
        let time = event.time
        let (fan, engine) = (fan(at: time, above: levels.fanOn), engine(at: time))
        if fan == false { fanStood = time }
        if engine.turns(above: levels.engineOn) == false { engineStood = time }
        return observed(event, now, of: facility, newReadings, fan, engine)
    }

    /// Returns the facility as it stands after the events so far, without a new event; nil before the first.
    func look(at facility: Facility, _ levels: Levels) -> Observed? {
        guard let now else { return nil }
        return observed(
            .tick(now), now, of: facility, NewReadings(), fan(at: now, above: levels.fanOn), engine(at: now))
    }

    private func observed(
        _ event: Event, _ now: Timestamp, of facility: Facility, _ newReadings: NewReadings, _ fan: Bool?,
        _ engine: Engine
    ) -> Observed {
        Observed(
            event: event, now: now, facility: facility, channels: channels, newReadings: newReadings, fan: fan,
            air: air(of: facility, at: event.time), engine: engine, fanStood: fanStood, engineStood: engineStood,
            heard: heard
        )
    }

    private mutating func take(_ sample: Sample, of facility: Facility) -> NewReadings {
        let isDeclared = !facility.channels.isEmpty
        var places: [Int] = []
        places.reserveCapacity(sample.readings.count)
        var next = -1
        for reading in sample.readings {
            guard let place = place(of: reading.quantity, sample, near: next, isDeclared: isDeclared) else {
                places.append(-1)
                continue
            }
            next = place + 1
            places.append(place)
            if channels.take(reading, place, at: sample.time, isDeclared: isDeclared) { heard = sample.time }
        }
        return NewReadings(sample.readings, of: channels, at: places)
    }

    /// Returns the index of a reading's channel; nil for a channel that the facility does not declare, where it
    /// declares any.
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

    /// Returns whether any fan runs, by contact or by current.
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
