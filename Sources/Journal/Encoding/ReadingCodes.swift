import Facilities

extension Quality {
    /// The code of the quality in files: 0 for good, from 1 for uncertain, from 64 for bad.
    var code: UInt8 {
        switch self {
        case .good: 0
        case .uncertain(let reason): reason.place
        case .bad(let reason): 63 + reason.place
        }
    }

    /// Reads a code; nil for 255, which no version writes. A reason that this version does not know keeps its number.
    init?(code: UInt8) {
        switch code {
        case 0: self = .good
        case 1..<64: self = .uncertain(Reason(place: code))
        case 64..<255: self = .bad(Reason(place: code - 63))
        default: return nil
        }
    }
}

extension Bound {
    /// The code of the bound in files.
    var code: UInt8 {
        switch self {
        case .exact: 0
        case .atLeast: 1
        case .atMost: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .exact
        case 1: self = .atLeast
        case 2: self = .atMost
        default: return nil
        }
    }
}

extension Quality.Reason {
    private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, 1...UInt8(allCases.count)))

    /// The position of the reason among all reasons, from 1.
    fileprivate var place: UInt8 {
        if case .unknown(let place) = self { place } else { Self.places[self] ?? 0 }
    }

    fileprivate init(place: UInt8) {
        if place <= Self.allCases.count {
            self = Self.allCases[Int(place) - 1]
        } else {
            self = .unknown(place)
        }
    }
}
