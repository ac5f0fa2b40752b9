import Facilities
import Foundation
import Journal

/// `mashang/status/1`: the QR-linked status.
struct StatusPayload: Encodable {
    let schema = "mashang/status/1"
    var gateway: String
    var status: Status
    var qr: String
    var epoch: String?
    var sequence: Int64

    private enum Key: String, CodingKey { case schema, gateway, more, qr, epoch, sequence }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try status.shortened.encode(to: encoder)
        try container.encode(status.more, forKey: .more)
        try container.encode(qr, forKey: .qr)
        try container.encodeIfPresent(epoch, forKey: .epoch)
        try container.encode(sequence, forKey: .sequence)
    }
}

/// `mashang/event/1`: one entry of the journal.
struct EventPayload: Encodable {
    let schema = "mashang/event/1"
    var gateway: String
    var epoch: String?
    var kept: KeptEntry
    /// Whether it has the names and the free text of people.
    var isPersonal: Bool

    private enum Key: String, CodingKey { case schema, gateway, epoch, code, sequence, time }

    func encode(to encoder: any Encoder) throws {
        // The content first: no field of an unknown entry takes the place of these.
        try encodeContent(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encodeIfPresent(epoch, forKey: .epoch)
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

extension Encodable {
    /// As JSON with its keys in order, so that equal values are equal bytes.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Plain values: encoding them cannot fail.
        return (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
    }
}
