import Facilities
import Journal
import Synchronization

/// The gateway's only clock, from which every stamp has its time.
final class SiteClock: Sendable {
    private struct State {
        var timekeeping: Timekeeping
        var source: TimeSource?
        /// The uptime, in milliseconds, at which the source was last looked for.
        var looked: Int64 = 0
        /// The change that no entry records yet.
        var beginning: ClockChange?
    }

    private let system: SystemClock
    private let state: Mutex<State>

    /// Continues from the journal's last run.
    convenience init(_ system: SystemClock = .machine(), after journal: Journal) throws(JournalError) {
        // What was stored since this start of the machine moves with its clock.
        let timeline = journal.timeline
        let isSameStart = timeline.last?.boot == system.boot
        let end = isSameStart ? timeline.firstSequence(ofStartAt: .max) : .max
        let kept = Timekeeping.Kept(
            last: try journal.lastTime(), lastBelieved: try journal.lastBelievedTime(before: end))
        self.init(system, last: journal.timeline.last, after: kept)
    }

    /// Creates a clock.
    ///
    /// - Parameter last: the newest change in the journal.
    init(_ system: SystemClock, last: ClockChange?, after kept: Timekeeping.Kept) {
        self.system = system
        let source = system.source()
        if let last, last.boot == system.boot {
            state = Mutex(State(timekeeping: Timekeeping(last, after: kept), source: source))
        } else {
            let timekeeping = Timekeeping(boot: system.boot, after: kept, system.look(source))
            state = Mutex(State(timekeeping: timekeeping, source: source, beginning: timekeeping.beginning))
        }
    }

    var now: Timestamp { state.withLock { $0.timekeeping.time(at: system.uptime()) } }

    /// The milliseconds since the machine started, which stamp what is converted to the gateway's time later.
    var uptime: Timestamp { Timestamp(milliseconds: system.uptime()) }

    /// Returns the stamp, by the uptime, of an instant in the past.
    func uptime(of instant: ContinuousClock.Instant) -> Timestamp { uptime - (.now - instant) }

    /// The offset that converts an uptime to a time.
    var offset: Duration { .milliseconds(state.withLock(\.timekeeping.offset)) }

    var isBelieved: Bool { state.withLock(\.timekeeping.isBelieved) }

    /// Whether the machine was started after everything in the journal.
    var isAfterStart: Bool { state.withLock { $0.beginning != nil } }

    /// The state of the clock for people.
    var report: ClockReport {
        state.withLock { state in
            let uptime = system.uptime()
            let other = state.timekeeping.disagreement(at: uptime)
            // The source keeps the machine's clock right now. It confirms no time that this clock does not show.
            return ClockReport(
                time: state.timekeeping.time(at: uptime), believed: state.timekeeping.isBelieved,
                source: other == nil ? state.source : nil, by: state.timekeeping.by, systemTime: other)
        }
    }

    /// Returns the change that begins the journal's part of this start of the machine, once; nil if the journal has it.
    func takeBeginning() -> ClockChange? {
        state.withLock { state in
            defer { state.beginning = nil }
            return state.beginning
        }
    }

    /// The time, in milliseconds, after which a source that changes nothing is looked for again. chronyd itself hears of its
    /// servers less often.
    static let sourcePause: Int64 = 5000

    /// Whether a source must be looked for: always while the time is not believed or the machine's clock differs from it, and
    /// else after `sourcePause`.
    var isSourceDue: Bool {
        state.withLock { state in
            let (uptime, timekeeping) = (system.uptime(), state.timekeeping)
            guard timekeeping.isBelieved, timekeeping.disagreement(at: uptime) == nil else { return true }
            return uptime - state.looked >= Self.sourcePause
        }
    }

    /// Checks whether a source keeps the machine's clock right, which may take some milliseconds.
    func lookForSource() {
        let source = system.source()
        state.withLock { state in
            (state.source, state.looked) = (source, system.uptime())
        }
    }

    /// Checks the machine's clock. A change that it returns must be entered, and everything later has the new time.
    func look() -> ClockChange? { state.withLock { $0.timekeeping.look(system.look($0.source)) } }

    /// Declares the machine's clock to be right, in the name of a person.
    ///
    /// - Returns: the change; nil if the clock cannot be right.
    func trust(by name: String) -> ClockChange? {
        state.withLock { $0.timekeeping.trust(system.look($0.source), by: name) }
    }
}
