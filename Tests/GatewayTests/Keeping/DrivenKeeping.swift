import Facilities
import Journal
import Logging
import Rules

@testable import Gateway

/// Intake, committer and board over a journal, whose clock a test turns: what came in is kept when a call returns.
struct DrivenKeeping {
    let keeping: Keeping
    let journal: Journal

    init(_ facilities: [Facility], journal: Journal, clock: SiteClock = .believed()) throws {
        self.journal = journal
        keeping = try Keeping(
            facilities, journal: journal, clock: clock, syncEvery: .seconds(10),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func take(_ arrivals: [Arrival], now: Timestamp) async {
        await keeping.intake.take(arrivals, now: now)
        await flush()
    }

    func enter(_ record: Record, at codes: [Facility.Code], now: Timestamp) async -> Entering {
        do throws(Refusal) {
            let entered = try await keeping.intake.enter(record, at: codes, now: now)
            let isKept = await keeping.committer.kept(upTo: entered.last, within: .seconds(5))
            return isKept ? .kept(entered.sequences) : .pending
        } catch {
            return .refused(error.problems)
        }
    }

    func tick(_ time: Timestamp) async {
        await keeping.intake.tick(time)
        await flush()
    }

    func pass(_ time: Timestamp) async {
        await keeping.intake.pass(time)
        await flush()
    }

    func flush() async { await keeping.committer.flush() }

    var rules: [Facility.Code: FacilityRules] { get async { await keeping.intake.rules } }
}

extension LocalRequests {
    /// Those of a gateway without buses, which nobody asks for a report.
    init(_ keeping: Keeping, journal: Journal, pins: Pins? = nil, of facilities: [Facility]) throws {
        let pins = pins ?? Pins(journal)
        let kinds = Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, $0.kind) })
        self.init(
            desk: try Desk(keeping, journal: journal, pins: pins, kinds: kinds), intake: keeping.intake,
            clock: .believed(), board: keeping.board,
            operators: OperatorRequests(
                intake: keeping.intake, board: keeping.board, pins: pins, codes: Set(kinds.keys)),
            buses: BusRequests(pollers: [:]),
            verification: Verification(of: journal),
            report: { fatalError("nobody asks for it") }, rates: { _ in fatalError("nobody asks for it") })
    }
}

extension Desk {
    init(
        _ keeping: Keeping, journal: Journal, of facilities: [Facility], linkHosts: Set<String> = ["ma.example.cn"],
        patience: Duration = Committer.patience
    ) throws {
        try self.init(
            keeping, journal: journal, pins: Pins(journal),
            kinds: Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, $0.kind) }), linkHosts: linkHosts,
            patience: patience)
    }
}

extension Verification {
    init(of journal: Journal) {
        self.init(
            journal, clock: .believed(), utcOffset: 8 * 3600,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
