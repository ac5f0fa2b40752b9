import Facilities
import Foundation

/// `mashang/event/2`: one entry of the journal.
struct EventPayload: Encodable {
    let schema = "mashang/event/2"
    var gateway: String
    var epoch: String?
    var kept: KeptEntry
    /// The sequence of the entry that was sent before this one; nil for the first entry of its epoch.
    var previous: Int64?
    /// Whether it contains the names and the free text of people.
    var isPersonal: Bool

    private enum Key: String, CodingKey { case schema, gateway, epoch, code, sequence, previous, time, from }

    func encode(to encoder: any Encoder) throws {
        // The content is written first, so that no field of an unknown entry replaces these members.
        try encodeContent(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encodeIfPresent(epoch, forKey: .epoch)
        try container.encode(kept.facility, forKey: .code)
        try container.encode(kept.sequence, forKey: .sequence)
        try container.encode(previous, forKey: .previous)
        try container.encode(kept.time, forKey: .time)
        if let from = kept.content.from { try container.encode(from, forKey: .from) }
    }
}

extension Entry {
    /// The source of an entry whose own fields do not name it. An entry that the gateway makes by itself is `local`.
    fileprivate var from: String? {
        switch self {
        case .record, .unknown: nil
        default: "local"
        }
    }
}

extension EventPayload {
    /// Encodes the content, without the personal texts if they may not leave the gateway.
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
