import Facilities

/// The places of repeated complaints, which were causes of findings and keys of what `complaint.repeat` remembers.
extension JSONValue {
    static let repeated = "complaint.repeat"

    /// Returns the value with a pseudonym instead of each place.
    ///
    /// - Parameter facility: the code that represents complaints without a place, which is kept.
    func withoutPlaces(at facility: String, _ key: SecretKey) -> JSONValue {
        switch self {
        case .array(let items): .array(items.map { $0.withoutPlaces(at: facility, key) })
        case .object(let members):
            JSONValue.object(members.mapValues { $0.withoutPlaces(at: facility, key) })
                .withoutPlacesOfItsOwn(at: facility, key)
        default: self
        }
    }

    private func withoutPlacesOfItsOwn(at facility: String, _ key: SecretKey) -> JSONValue {
        func pseudonym(_ place: String) -> String { place == facility || place.isEmpty ? place : key.hash(place) }
        var value = self
        if self["rule"]?.string == Self.repeated, let cause = self["cause"]?.string, !cause.isEmpty, cause != facility {
            value["cause"] = .string(pseudonym(cause))
            value["text"] = Self.text
        }
        if case .object(let places)? = self["places"], places.values.allSatisfy({ $0["complaints"] != nil }) {
            let renamed = places.map { place, found in
                var found = found
                found["name"] = nil
                return (pseudonym(place), found)
            }
            value["places"] = .object(Dictionary(renamed) { first, _ in first })
        }
        return value
    }

    private static let text = JSONValue.object([
        "zh": .string("同一地点反复投诉"), "en": .string("complaints of one place come again and again"),
    ])
}
