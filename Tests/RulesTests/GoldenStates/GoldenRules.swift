import Facilities
import Foundation

@testable import Rules

/// What golden tests do with the rules of a facility, the way the gateway does it.
extension FacilityRules {
    /// As the gateway stores it in the journal.
    func stored() throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(self))
    }

    /// Restored from what the gateway stored.
    init(_ facility: Facility, restoredFrom state: JSONValue) throws {
        self.init(for: facility)
        if let unreadable = try readBack(state) { throw Unrestored(unreadable: unreadable) }
    }

    /// Continues from what the gateway stored; returns what of it cannot be read.
    mutating func readBack(_ state: JSONValue) throws -> Unreadable? {
        let data = try JSONEncoder().encode(state)
        return restore(from: try JSONDecoder().decode(CapturedDecoder.self, from: data).decoder)
    }

    /// Takes events in, samples as the devices give them; returns what came of it.
    @discardableResult mutating func feed(_ events: [GoldenEvent]) -> [Step] {
        events.flatMap(\.events).flatMap { event in
            let entries = consider(corrected(event))
            return entries.map { Step($0, at: event.time) }
        }
    }

    private func corrected(_ event: Event) -> Event {
        if case .sample(let sample) = event { .sample(marked(sample)) } else { event }
    }
}

struct Unrestored: Error {
    var unreadable: Unreadable
}

/// Hands out the decoder itself, for a value that is changed in place.
private struct CapturedDecoder: Decodable {
    let decoder: any Decoder

    init(from decoder: any Decoder) throws {
        self.decoder = decoder
    }
}

extension GoldenFile.Expected {
    /// What a state leads to.
    init(_ facility: Facility, state: JSONValue, after: [GoldenEvent]) throws {
        var rules = try FacilityRules(facility, restoredFrom: state)
        restored = Verdict(rules)
        entries = rules.feed(after)
        afterwards = Verdict(rules)
    }
}
