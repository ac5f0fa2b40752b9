public import Facilities
import Foundation

/// `mashang/status/1`: the QR-linked status.
struct StatusPayload: Encodable {
    let schema = "mashang/status/1"
    var gateway: String
    var status: Status
    var qr: String
    var sequence: Int64

    private enum Key: String, CodingKey { case schema, gateway, qr, sequence }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try status.encode(to: encoder)
        try container.encode(qr, forKey: .qr)
        try container.encode(sequence, forKey: .sequence)
    }
}

/// `mashang/event/1`: one entry of the journal.
struct EventPayload: Encodable {
    let schema = "mashang/event/1"
    var gateway: String
    var kept: Kept<Entry>

    private enum Key: String, CodingKey { case schema, gateway, code, sequence, time }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encode(kept.facility, forKey: .code)
        try container.encode(kept.sequence, forKey: .sequence)
        try container.encode(kept.time, forKey: .time)
        try kept.content.encode(to: encoder)
    }
}

/// `mashang/state/1`: whether the gateway is there. Its offline form is also the will.
struct StatePayload: Encodable {
    let schema = "mashang/state/1"
    var gateway: String
    var state: String
}

/// `mashang/command/1`: what a facility is told.
public struct Command: Codable {
    public static let schema = "mashang/command/1"

    var schema: String
    var record: Record

    public init(_ record: Record) {
        schema = Self.schema
        self.record = record
    }
}

/// `mashang/reply/1`: what became of a command.
struct ReplyPayload: Encodable {
    let schema = "mashang/reply/1"
    var ok: Bool
    var sequence: Int64?
    var error: String?
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
