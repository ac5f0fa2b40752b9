import Facilities
import Journal
import Synchronization

/// The gateway's one clock. Everything that it stamps has its time from here.
final class SiteClock: Sendable {
    private struct State {
        var timekeeping: Timekeeping
        var source: TimeSource?
        /// The change that no entry says yet.
        var beginning: ClockChange?
    }

    private let system: SystemClock
    private let state: Mutex<State>

    /// Continues where the journal's last run was.
    convenience init(_ system: SystemClock = .machine(), after journal: Journal) throws(JournalError) {
        // What this start of the machine kept moves with its clock.
        let timeline = journal.timeline
        let isSameStart = timeline.last?.boot == system.boot
        let end = isSameStart ? timeline.firstSequence(ofStartAt: .max) : .max
        let kept = Timekeeping.Kept(
            last: try journal.lastTime(), lastBelieved: try journal.lastBelievedTime(before: end))
        self.init(system, last: journal.timeline.last, after: kept)
    }

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

    /// Milliseconds since the machine started: the stamp of what is put on the gateway's time later.
    var uptime: Timestamp { Timestamp(milliseconds: system.uptime()) }

    /// Returns the stamp, by the uptime, of an instant that is over.
    func uptime(of instant: ContinuousClock.Instant) -> Timestamp { uptime - (.now - instant) }

    /// What makes a time of an uptime.
    var offset: Duration { .milliseconds(state.withLock(\.timekeeping.offset)) }

    var isBelieved: Bool { state.withLock(\.timekeeping.isBelieved) }

    /// Whether the machine was started after everything that the journal has.
    var isAfterStart: Bool { state.withLock { $0.beginning != nil } }

    /// How it is, for people.
    var report: ClockReport {
        state.withLock { state in
            let uptime = system.uptime()
            let other = state.timekeeping.disagreement(at: uptime)
            // What keeps the machine's clock right now: it says nothing of a time that the clock does not have.
            return ClockReport(
                time: state.timekeeping.time(at: uptime), believed: state.timekeeping.isBelieved,
                source: other == nil ? state.source : nil, by: state.timekeeping.by, systemTime: other)
        }
    }

    /// The change that begins the journal's part of this start of the machine, once; nil where the journal has it.
    func takeBeginning() -> ClockChange? {
        state.withLock { state in
            defer { state.beginning = nil }
            return state.beginning
        }
    }

    /// Asks whether a source keeps the machine's clock, which may take some milliseconds.
    func lookForSource() {
        let source = system.source()
        state.withLock { $0.source = source }
    }

    /// Looks at the machine's clock. A change that it returns is to be entered, and everything later has the new time.
    func look() -> ClockChange? { state.withLock { $0.timekeeping.look(system.look($0.source)) } }

    /// A person says that the machine's clock is right.
    ///
    /// - Returns: nil where it cannot be.
    func trust(by name: String) -> ClockChange? {
        state.withLock { $0.timekeeping.trust(system.look($0.source), by: name) }
    }
}
