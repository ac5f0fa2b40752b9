/// When each block of each device of a bus is read. Turns are counted from nominal starts: lateness never adds up, and
/// turns that were missed are skipped and counted, not made up for.
///
/// It has no clock: times are since the start of a monotonic one.
struct PollSchedule {
    struct Turn {
        var device: Int
        var period: Duration
        /// How long the line is held when nobody answers.
        var cost: Duration
        /// The nominal start of the oldest turn that has not been asked.
        var next = Duration.zero
        /// Asked once more out of turn; and how many times that was done for the same cause.
        var again: Duration?
        var retries = 0
        private(set) var lastAsked = Duration.zero

        init(device: Int, period: Duration, cost: Duration) {
            (self.device, self.period, self.cost) = (device, period, cost)
        }

        var due: Duration { min(next, again ?? next) }

        /// Which of several comes first. Half a period, but a second at most: otherwise a line that is asked for more
        /// than it carries would serve slow registers only when there is nothing fast left to do, which is never.
        var deadline: Duration { due + min(period / 2, .seconds(1)) }

        /// How many turns have come up to this time; the next one is due a whole number of periods later.
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
    /// The last request to a device that had not answered before, and whether a healthy one was asked since.
    private(set) var lastProbe: (end: Duration, cost: Duration) = (.zero, .zero)
    private(set) var isHealthyAskedSince = true

    init(_ turns: [Turn], devices: Int) {
        self.turns = turns
        links = Array(repeating: DeviceLink(), count: devices)
    }

    /// A turn was asked.
    ///
    /// - Returns: how many of its turns had come by then: all but one were missed. 0 if it was asked out of turn.
    mutating func asked(_ turn: Int, at time: Duration) -> Int {
        isHealthyAskedSince = !links[turns[turn].device].isDoubtful
        return turns[turn].take(at: time)
    }

    mutating func answered(_ turn: Int) -> DeviceLink.Change? {
        links[turns[turn].device].answered()
    }

    /// There is nothing more to ask in this turn.
    mutating func finished(_ turn: Int) {
        turns[turn].retries = 0
    }

    /// Nothing of use came. What else of this device is due would fare no better, and is not asked.
    ///
    /// - Returns: besides, what was dropped and how many turns of each.
    mutating func failed(
        _ turn: Int, asked: Duration, at time: Duration, rest: Duration
    ) -> (change: DeviceLink.Change?, dropped: [(turn: Int, count: Int)]) {
        let device = turns[turn].device
        if links[device].isDoubtful { lastProbe = (time, time - asked) }
        let dropped = turns.indices.filter { turns[$0].device == device && turns[$0].due <= time && $0 != turn }
        finished(turn)
        return (links[device].failed(at: time, rest: rest), dropped.map { ($0, turns[$0].take(at: time)) })
    }

    /// When a turn may be asked.
    func ready(_ turn: Int) -> Duration {
        max(turns[turn].due, links[turns[turn].device].notBefore)
    }

    /// Leaves a device alone for a while.
    mutating func rest(_ device: Int, until time: Duration) {
        links[device].rest(until: time)
    }

    /// Asks a turn again out of turn; false if that was done as many times already without getting an answer.
    mutating func askAgain(_ turn: Int, at time: Duration, atMost retries: Int) -> Bool {
        guard turns[turn].retries < retries else { return false }
        turns[turn].retries += 1
        turns[turn].again = time
        return true
    }

    /// Other turns for a device, behind those of the others; what was due up to now was asked for.
    mutating func replace(turnsOf device: Int, by new: [Turn], at time: Duration) {
        turns.removeAll { $0.device == device }
        turns += new.map { turn in
            var turn = turn
            _ = turn.take(at: time)
            return turn
        }
    }

    /// The line was away and is back: the devices that were given up because of it are asked at once.
    mutating func lineReturned(at time: Duration) {
        for index in links.indices { links[index].mayAnswer(from: time) }
    }
}
