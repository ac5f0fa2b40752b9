import Facilities
import Foundation
import Journal

/// `mashang/status/1`: the QR-linked status.
struct StatusPayload: Encodable {
    let schema = "mashang/status/1"
    var gateway: String
    var status: Status
    var qr: String
    var sequence: Int64

    private enum Key: String, CodingKey { case schema, gateway, more, qr, sequence }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try status.shortened.encode(to: encoder)
        try container.encode(status.more, forKey: .more)
        try container.encode(qr, forKey: .qr)
        try container.encode(sequence, forKey: .sequence)
    }
}

/// `mashang/event/1`: one entry of the journal.
struct EventPayload: Encodable {
    let schema = "mashang/event/1"
    var gateway: String
    var kept: KeptEntry
    /// Whether it has the names and the free text of people.
    var isPersonal: Bool

    private enum Key: String, CodingKey { case schema, gateway, code, sequence, time }

    func encode(to encoder: any Encoder) throws {
        // The content first: no field of an unknown entry takes the place of these.
        try encodeContent(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encode(kept.facility, forKey: .code)
        try container.encode(kept.sequence, forKey: .sequence)
        try container.encode(kept.time, forKey: .time)
    }
}

extension EventPayload {
    /// The content; without the members that are personal texts, where those may not leave the gateway.
    private func encodeContent(to encoder: any Encoder) throws {
        let paths = isPersonal ? [] : kept.content.personalPaths
        guard !paths.isEmpty else { return try kept.content.encode(to: encoder) }
        var content = try JSONDecoder().decode([String: JSONValue].self, from: JSONEncoder().encode(kept.content))
        for path in paths {
            let (first, rest) = (path[0], Array(path.dropFirst()))
            guard content[first]?[rest]?.string != nil else { continue }
            content[first]?[rest] = nil
        }
        try content.encode(to: encoder)
    }
}

/// `mashang/state/1`: whether the gateway is there, and how it is. Its offline form, also the will, says no more than
/// that.
struct StatePayload: Encodable {
    let schema = "mashang/state/1"
    var gateway: String
    var state: String
    var health: Health?

    struct Health: Encodable {
        var asOf: Timestamp
        var version: String
        var clock: Clock
        var journal: JournalReport
        /// Samples and entries that the broker has not acknowledged.
        var backlog: Int64
        var buses: [String: Bus]
        /// By which the centre can tell later whether the ledger is still the same.
        var ledger: Ledger?
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
        /// A time source keeps the clock right.
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

    private enum Key: String, CodingKey { case schema, gateway, state }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encode(state, forKey: .state)
        try health?.encode(to: encoder)
    }
}

extension StatePayload.Health {
    init(_ health: GatewayHealth, backlog: Int64, ledger: StatePayload.Ledger?) {
        self.init(
            asOf: health.asOf, version: Gateway.version,
            clock: StatePayload.Clock(health.clock),
            journal: JournalReport(health.journal, hasText: false), backlog: backlog,
            buses: health.buses.mapValues(StatePayload.Bus.init), ledger: ledger)
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

extension Encodable {
    /// As JSON with its keys in order, so that equal values are equal bytes.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Plain values: encoding them cannot fail.
        return (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
    }
}
