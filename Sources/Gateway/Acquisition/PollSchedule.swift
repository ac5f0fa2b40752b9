/// The schedule of all blocks of the devices of a bus. Turns are counted from nominal starts, so that delays never add up.
/// Turns that were missed are skipped and counted, and not repeated.
///
/// It has no clock: times are since the start of a monotonic one.
struct PollSchedule {
    struct Turn {
        var device: Int
        var period: Duration
        /// The time for which the line is occupied if there is no answer.
        var cost: Duration
        /// The nominal start of the oldest turn that was not polled.
        var next = Duration.zero
        /// The time of a repetition out of turn; nil for none. The number of repetitions for the same cause follows.
        var again: Duration?
        var retries = 0
        private(set) var lastAsked = Duration.zero

        init(device: Int, period: Duration, cost: Duration) {
            (self.device, self.period, self.cost) = (device, period, cost)
        }

        var due: Duration { min(next, again ?? next) }

        /// The time by which turns are ordered: half a period after the due time, but at most a second. Without that limit,
        /// an overloaded line would serve slow registers only when no fast one is due, which is never.
        var deadline: Duration { due + min(period / 2, .seconds(1)) }

        /// Takes the turns that are due, and returns their number. The next one is due a whole number of periods later.
        mutating func take(at time: Duration) -> Int {
            (again, lastAsked) = (nil, time)
            guard next <= time else { return 0 }
            let count = Int((time - next) / period) + 1
            next += period * count
            return count
        }
    }

    private(set) var turns: [Turn]
    private(set) var links: [DeviceLink]
    /// The last request to a device that had not answered before, and whether a healthy device was polled since.
    private(set) var lastProbe: (end: Duration, cost: Duration) = (.zero, .zero)
    private(set) var isHealthyAskedSince = true

    init(_ turns: [Turn], devices: Int) {
        self.turns = turns
        links = Array(repeating: DeviceLink(), count: devices)
    }

    /// Notes that a turn was polled.
    ///
    /// - Returns: the number of turns that were due by then, all but one of which were missed; 0 for a poll out of turn.
    mutating func asked(_ turn: Int, at time: Duration) -> Int {
        isHealthyAskedSince = !links[turns[turn].device].isDoubtful
        return turns[turn].take(at: time)
    }

    mutating func answered(_ turn: Int) -> DeviceLink.Change? {
        links[turns[turn].device].answered()
    }

    /// Ends a turn, because nothing more must be requested in it.
    mutating func finished(_ turn: Int) {
        turns[turn].retries = 0
    }

    /// Ends a turn without a usable answer. Other turns of the device that are due would fail too, and are skipped.
    ///
    /// - Returns: the change of the device's state, if any, and the turns that were skipped with the number of each.
    mutating func failed(
        _ turn: Int, asked: Duration, at time: Duration, rest: Duration
    ) -> (change: DeviceLink.Change?, dropped: [(turn: Int, count: Int)]) {
        let device = turns[turn].device
        if links[device].isDoubtful { lastProbe = (time, time - asked) }
        let dropped = turns.indices.filter { turns[$0].device == device && turns[$0].due <= time && $0 != turn }
        finished(turn)
        return (links[device].failed(at: time, rest: rest), dropped.map { ($0, turns[$0].take(at: time)) })
    }

    /// Returns the time from which a turn may be polled.
    func ready(_ turn: Int) -> Duration {
        max(turns[turn].due, links[turns[turn].device].notBefore)
    }

    /// Postpones the polls of a device for a while.
    mutating func rest(_ device: Int, until time: Duration) {
        links[device].rest(until: time)
    }

    /// Schedules a repeated poll out of turn. Returns false if `retries` of them were already made without an answer.
    mutating func askAgain(_ turn: Int, at time: Duration, atMost retries: Int) -> Bool {
        guard turns[turn].retries < retries else { return false }
        turns[turn].retries += 1
        turns[turn].again = time
        return true
    }

    /// Replaces the turns of a device. The new ones come after those of other devices, since what was due until now was
    /// requested.
    mutating func replace(turnsOf device: Int, by new: [Turn], at time: Duration) {
        turns.removeAll { $0.device == device }
        turns += new.map { turn in
            var turn = turn
            _ = turn.take(at: time)
            return turn
        }
    }

    /// Schedules the devices that went offline with the line at once, because the line is back.
    mutating func lineReturned(at time: Duration) {
        for index in links.indices { links[index].mayAnswer(from: time) }
    }
}
