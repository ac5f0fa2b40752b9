import Facilities
import Journal

/// `mashang/state/1`: whether the gateway is there, how far its journal is, and how it is. Its offline form, also the will, says nothing
/// of how it is.
struct StatePayload: Encodable {
    let schema = "mashang/state/1"
    var gateway: String
    var instance: Instance
    var state: String
    var position: Position
    var health: Health?

    /// How far the journal is. By it the gateway finds out, at its next start, whether it still has the same journal.
    struct Position: Encodable {
        /// Of the newest sequence; nil in a journal whose first epoch could not be entered yet.
        var epoch: String?
        /// The newest sequence that is kept.
        var sequence: Int64
        /// By which the centre can tell later whether the ledger is still the same.
        var ledger: Ledger?
    }

    struct Health: Encodable {
        var asOf: Timestamp
        var version: String
        var clock: Clock
        var journal: JournalReport
        /// Samples and entries that the broker has not acknowledged.
        var backlog: Int64
        var buses: [String: Bus]
    }

    struct Ledger: Encodable {
        var entries: Int64
        var sequence: Int64
        var hash: String

        init(_ head: LedgerHead) {
            (entries, sequence, hash) = (head.count, head.sequence, head.hash.description)
        }
    }

    enum Clock: String, Encodable {
        /// A source keeps it right.
        case synchronised
        /// No source does, and nothing speaks against it.
        case unsynchronised
        /// Nobody knows the time.
        case untrusted

        init(_ report: ClockReport) {
            self = !report.believed ? .untrusted : report.source == nil ? .unsynchronised : .synchronised
        }
    }

    struct Bus: Encodable {
        var devices: Int
        /// Of these, those whose newest answer had a value.
        var answering: Int
        /// The share of the last minute in which the line was busy.
        var busy: Double
        /// Since the start, of all devices: polls that came due, those that were skipped, and what went wrong.
        var due: Int
        var skipped: Int
        var timeouts: Int
        var garbled: Int
        var exceptions: Int
    }

    private enum Key: String, CodingKey { case schema, gateway, instance, state }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encode(instance, forKey: .instance)
        try container.encode(state, forKey: .state)
        try position.encode(to: encoder)
        try health?.encode(to: encoder)
    }
}

extension StatePayload {
    /// - Parameter health: nil for a gateway that is offline.
    init(_ state: String, of gateway: String, _ position: Position, _ health: Health? = nil) {
        self.init(gateway: gateway, instance: .current, state: state, position: position, health: health)
    }
}

extension StatePayload.Position {
    /// The position by what is kept now. The file may already have an entry that the board does not know: the position names none
    /// that is newer than its own sequence.
    init(_ board: Board, _ journal: Journal) {
        let sequence = board.lastSequence
        self.init(
            epoch: board.epochs.id(of: sequence), sequence: sequence,
            ledger: (try? journal.ledgerHead(upTo: sequence)).map(StatePayload.Ledger.init))
    }
}

extension StatePayload.Health {
    init(_ health: GatewayHealth, backlog: Int64) {
        self.init(
            asOf: health.asOf, version: Gateway.version,
            clock: StatePayload.Clock(health.clock),
            journal: JournalReport(health.journal, hasText: false), backlog: backlog,
            buses: health.buses.mapValues(StatePayload.Bus.init))
    }
}

extension StatePayload.Bus {
    init(_ bus: GatewayHealth.Bus) {
        let counts = bus.report?.devices.map(\.counts) ?? []
        func total(_ count: KeyPath<DeviceCounts, Int>) -> Int { counts.reduce(0) { $0 + $1[keyPath: count] } }
        self.init(
            devices: bus.devices, answering: bus.answering, busy: ((bus.report?.busy ?? 0) * 1000).rounded() / 1000,
            due: total(\.due), skipped: total(\.skipped), timeouts: total(\.timeouts), garbled: total(\.garbled),
            exceptions: total(\.exceptions)
        )
    }
}
