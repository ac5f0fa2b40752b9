import Facilities

/// Which time the gateway gives, and whether it is believed. A value: it reads neither clock nor source.
///
/// Time is the machine's uptime with an offset, so that it passes evenly whatever is done to the clock. The offset follows the
/// clock when there is a reason to believe it.
struct Timekeeping: Sendable {
    /// What the machine says at one moment.
    struct Look: Hashable, Sendable {
        /// The clock on the wall.
        var wall: Timestamp
        /// Milliseconds since the machine started, with those in which it slept.
        var uptime: Int64
        /// The source that keeps the clock right; nil where none says so.
        var source: TimeSource?

        /// The time at which the machine started, by the clock.
        var offset: Int64 { wall.milliseconds - uptime }
    }

    /// What was kept before this start of the machine.
    struct Kept: Hashable, Sendable {
        /// The newest time of all; nil in a new journal.
        var last: Timestamp?
        /// The newest time that was believed; nil where none was.
        var lastBelieved: Timestamp?
    }

    let boot: String
    private(set) var offset: Int64
    private(set) var isBelieved: Bool
    /// The source that vouched for the time last; nil where none did since it was set.
    private(set) var source: TimeSource?
    /// The uptime at which a source vouched for it last; nil where none did in this run.
    private var sourced: Int64?
    /// The person who vouched for the time; nil where nobody did.
    private(set) var by: String?
    private let kept: Kept
    /// The clock while it differs, and the uptime since which it has kept still there.
    private var candidate: (offset: Int64, since: Int64)?
    /// The uptimes at which it was followed within the last hour.
    private var followed: [Int64] = []

    /// Less than that is not a step: clocks are read one after the other, and times have milliseconds.
    static let tolerance: Int64 = 1000
    /// The longest time for which a gateway may have been off before its clock needs a witness.
    static let longestPause = Duration.days(400)
    /// The age of the program beyond which a clock needs a witness when nothing was kept.
    static let longestAge = Duration.days(5 * 365)
    /// How long the clock must keep still before it is followed, after each time within the last hour twice as long.
    static let patience = (first: Int64(2000), longest: Int64(600_000))

    /// A source that was heard so long ago says nothing of the present.
    static let freshness: Int64 = 3_600_000

    /// Begins with a start of the machine of which nothing was kept.
    init(boot: String, after kept: Kept, _ look: Look) {
        (self.boot, self.kept) = (boot, kept)
        isBelieved = Self.believes(look.wall, look.source, after: kept.lastBelieved)
        source = isBelieved ? look.source : nil
        // A time that is not believed continues with the newest one that was kept: it is no later than the true one, and delays pass.
        offset = (isBelieved ? look.wall : kept.last ?? look.wall).milliseconds - look.uptime
    }

    /// Continues what an earlier run kept of the same start of the machine.
    init(_ change: ClockChange, after kept: Kept) {
        (boot, offset, isBelieved) = (change.boot, change.offset, change.isBelieved)
        (source, by, self.kept) = (change.source, change.by, kept)
    }

    /// Whether the first time that a clock shows can be right.
    static func believes(_ time: Timestamp, _ source: TimeSource?, after last: Timestamp?) -> Bool {
        // No source can be right before the program was made.
        guard time >= .release else { return false }
        guard source == nil else { return true }
        guard let last else { return time <= .release + longestAge }
        return time >= last - .milliseconds(tolerance) && time <= last + longestPause
    }

    func time(at uptime: Int64) -> Timestamp { Timestamp(milliseconds: uptime + offset) }

    /// The time on the clock where it is another one than the gateway's; nil where they agree.
    func disagreement(at uptime: Int64) -> Timestamp? {
        candidate.map { Timestamp(milliseconds: uptime + $0.offset) }
    }

    /// The change that begins a journal's part of this start of the machine.
    var beginning: ClockChange { change(.started) }

    /// Looks at the clock, once a second.
    ///
    /// - Returns: what changes with it; nil for nothing.
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

    /// A person says that the clock is right now.
    ///
    /// - Returns: nil where it cannot be: it is before the program was made.
    mutating func trust(_ look: Look, by name: String) -> ClockChange? {
        guard look.wall >= .release else { return nil }
        guard abs(look.offset - offset) > Self.tolerance else {
            (isBelieved, source, by) = (true, look.source, name)
            return change(.trusted)
        }
        return follow(look, by: name)
    }

    /// The time is the same, and somebody vouches for it from now on.
    private mutating func vouched(_ look: Look) -> ClockChange? {
        let isNewSource = look.source != nil && source == nil
        guard isNewSource || !isBelieved, Self.believes(look.wall, look.source, after: kept.lastBelieved) else {
            return nil
        }
        (isBelieved, source, by) = (true, look.source, nil)
        return change(.trusted)
    }

    /// Whether a clock that shows another time is right rather than the gateway.
    private func follows(_ look: Look) -> Bool {
        guard isBelieved else { return Self.believes(look.wall, look.source, after: kept.lastBelieved) }
        guard look.wall >= .release else { return false }
        let isNear = abs(look.offset - offset) <= Self.longestPause.milliseconds
        guard look.source == nil else {
            // A step of years is believed from a source, unless one says already what the gateway has.
            guard !isNear, let sourced else { return true }
            return look.uptime - sourced >= Self.freshness
        }
        // Somebody set it. Before what an earlier start of the machine kept it needs a witness, as a first time does.
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
