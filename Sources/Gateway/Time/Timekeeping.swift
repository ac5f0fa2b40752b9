import Facilities

/// Determines the gateway's time, and whether it is believed. It is a value that reads neither a clock nor a source.
///
/// The time is the machine's uptime with an offset, so that it advances evenly whatever happens to the clock. The offset
/// follows the clock if there is a reason to believe it.
struct Timekeeping: Sendable {
    /// The machine's clocks at one moment.
    struct Look: Hashable, Sendable {
        /// The time of the system clock.
        var wall: Timestamp
        /// The milliseconds since the machine started, including the time in which it slept.
        var uptime: Int64
        /// The source that keeps the clock right; nil if there is none.
        var source: TimeSource?

        /// The time at which the machine started, by the system clock, in milliseconds since 1970.
        var offset: Int64 { wall.milliseconds - uptime }
    }

    /// The times that were stored before this start of the machine.
    struct Kept: Hashable, Sendable {
        /// The newest time of all; nil in a new journal.
        var last: Timestamp?
        /// The newest time that was believed; nil if none was.
        var lastBelieved: Timestamp?
    }

    let boot: String
    private(set) var offset: Int64
    private(set) var isBelieved: Bool
    /// The source that last confirmed the time; nil if none did since the clock was set.
    private(set) var source: TimeSource?
    /// The uptime at which a source last confirmed the time; nil if none did in this run.
    private var sourced: Int64?
    /// The person who vouched for the time; nil if there is none.
    private(set) var by: String?
    private let kept: Kept
    /// The offset of a clock that differs, and the uptime since which it has been stable.
    private var candidate: (offset: Int64, since: Int64)?
    /// The uptimes at which the clock was followed within the last hour.
    private var followed: [Int64] = []

    /// The smallest difference that counts as a step, in milliseconds: the clocks are read one after the other, and times
    /// have milliseconds.
    static let tolerance: Int64 = 1000
    /// The longest time for which a gateway may have been off before its clock needs a confirmation.
    static let longestPause = Duration.days(400)
    /// The age of the program above which a clock needs a confirmation if nothing was stored.
    static let longestAge = Duration.days(5 * 365)
    /// The time, in milliseconds, for which the clock must be stable before it is followed. It doubles with each time
    /// within the last hour.
    static let patience = (first: Int64(2000), longest: Int64(600_000))

    /// The age, in milliseconds, at which a source's last confirmation says nothing about the present.
    static let freshness: Int64 = 3_600_000

    /// Begins with a start of the machine of which nothing is stored.
    init(boot: String, after kept: Kept, _ look: Look) {
        (self.boot, self.kept) = (boot, kept)
        isBelieved = Self.believes(look.wall, look.source, after: kept.lastBelieved)
        source = isBelieved ? look.source : nil
        // A time that is not believed continues from the newest stored one: that is not later than the true time, and
        // delays elapse.
        offset = (isBelieved ? look.wall : kept.last ?? look.wall).milliseconds - look.uptime
    }

    /// Continues from what an earlier run stored of the same start of the machine.
    init(_ change: ClockChange, after kept: Kept) {
        (boot, offset, isBelieved) = (change.boot, change.offset, change.isBelieved)
        (source, by, self.kept) = (change.source, change.by, kept)
    }

    /// Returns whether the first time that a clock shows can be right.
    static func believes(_ time: Timestamp, _ source: TimeSource?, after last: Timestamp?) -> Bool {
        // No source can be right before the program was built.
        guard time >= .release else { return false }
        guard source == nil else { return true }
        guard let last else { return time <= .release + longestAge }
        return time >= last - .milliseconds(tolerance) && time <= last + longestPause
    }

    func time(at uptime: Int64) -> Timestamp { Timestamp(milliseconds: uptime + offset) }

    /// Returns the time on the clock if it differs from the gateway's; nil if they agree.
    func disagreement(at uptime: Int64) -> Timestamp? {
        candidate.map { Timestamp(milliseconds: uptime + $0.offset) }
    }

    /// The change that begins the journal's part of this start of the machine.
    var beginning: ClockChange { change(.started) }

    /// Checks the clock, once a second.
    ///
    /// - Returns: the change that results; nil for none.
    mutating func look(_ look: Look) -> ClockChange? {
        guard abs(look.offset - offset) > Self.tolerance else {
            candidate = nil
            if look.source != nil { sourced = look.uptime }
            return vouched(look)
        }
        guard let candidate, abs(look.offset - candidate.offset) <= Self.tolerance else {
            self.candidate = (look.offset, look.uptime)
            return nil
        }
        guard look.uptime - candidate.since >= patience(at: look.uptime), follows(look) else { return nil }
        return follow(look)
    }

    /// Declares the clock to be right now, in the name of a person.
    ///
    /// - Returns: the change; nil if the clock cannot be right, because it is before the program was built.
    mutating func trust(_ look: Look, by name: String) -> ClockChange? {
        guard look.wall >= .release else { return nil }
        guard abs(look.offset - offset) > Self.tolerance else {
            (isBelieved, source, by) = (true, look.source, name)
            return change(.trusted)
        }
        return follow(look, by: name)
    }

    /// Returns the change that confirms the time from now on without altering it.
    private mutating func vouched(_ look: Look) -> ClockChange? {
        let isNewSource = look.source != nil && source == nil
        guard isNewSource || !isBelieved, Self.believes(look.wall, look.source, after: kept.lastBelieved) else {
            return nil
        }
        (isBelieved, source, by) = (true, look.source, nil)
        return change(.trusted)
    }

    /// Returns whether a clock that shows another time is right rather than the gateway.
    private func follows(_ look: Look) -> Bool {
        guard isBelieved else { return Self.believes(look.wall, look.source, after: kept.lastBelieved) }
        guard look.wall >= .release else { return false }
        let isNear = abs(look.offset - offset) <= Self.longestPause.milliseconds
        guard look.source == nil else {
            // A step of years is believed from a source, unless a source already confirms the gateway's time.
            guard !isNear, let sourced else { return true }
            return look.uptime - sourced >= Self.freshness
        }
        // The clock was set manually. Before the stored time of an earlier start of the machine it needs a confirmation,
        // like a first time.
        if let last = kept.lastBelieved, look.wall < last - .milliseconds(Self.tolerance) { return false }
        return isNear
    }

    private mutating func follow(_ look: Look, by name: String? = nil) -> ClockChange {
        let moved = look.offset - offset
        followed.append(look.uptime)
        (offset, isBelieved, source, candidate) = (look.offset, true, look.source, nil)
        (by, sourced) = (name, look.source == nil ? nil : look.uptime)
        return change(.stepped, moved: moved)
    }

    private mutating func patience(at uptime: Int64) -> Int64 {
        followed.removeAll { uptime - $0 > 3_600_000 }
        return min(Self.patience.first << min(Int64(followed.count), 20), Self.patience.longest)
    }

    private func change(_ step: ClockChange.Step, moved: Int64? = nil) -> ClockChange {
        ClockChange(step, boot: boot, offset: offset, moved: moved, isBelieved: isBelieved, source: source, by: by)
    }
}
