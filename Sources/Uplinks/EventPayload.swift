import Facilities
import Foundation

/// `mashang/event/2`: one entry of the journal.
struct EventPayload: Encodable {
    let schema = "mashang/event/2"
    var gateway: String
    var epoch: String?
    var kept: KeptEntry
    /// The sequence of the entry that was sent before it; nil where it is the first one of its epoch.
    var previous: Int64?
    /// Whether it has the names and the free text of people.
    var isPersonal: Bool

    private enum Key: String, CodingKey { case schema, gateway, epoch, code, sequence, previous, time, from }

    func encode(to encoder: any Encoder) throws {
        // The content first: no field of an unknown entry takes the place of these.
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
    /// Where an entry came from, if its own fields do not say it: what the gateway enters by itself is `local`.
    fileprivate var from: String? {
        switch self {
        case .record, .unknown: nil
        default: "local"
        }
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
