import Facilities

/// The facilities of the gateway, and the selection of those that a command is for.
struct Targets: Sendable {
    let kinds: [Facility.Code: Facility.Kind]

    /// The destination to which a command was sent.
    enum Target: Sendable {
        case facility(Facility.Code?)
        /// All facilities that such a record concerns, as the city's air does, or the whole gateway.
        case all
        /// The facility that the command itself names.
        case named

        /// Returns the code that a command names; nil for all.
        func code(of command: Command) -> Facility.Code? {
            switch self {
            case .facility(let code): code
            case .all: nil
            case .named: command.code
            }
        }
    }

    /// Returns the facilities at which a record is entered; none for a record about the whole gateway.
    ///
    /// - Parameter named: the facility that the command itself names, if it does. It cannot be another one.
    func codes(
        for target: Target, _ named: Facility.Code?, _ kind: RecordKind
    ) throws(Refusal) -> [Facility.Code] {
        if kind.isOfGateway {
            if case .facility = target { throw Refusal(.ofGateway(kind)) }
            guard named == nil else { throw Refusal(.ofGateway(kind)) }
            return []
        }
        switch target {
        case .facility(let code):
            guard named == nil || named == code else { throw Refusal(.otherFacility(named, code)) }
            return [try check(code, kind)]
        case .all where named != nil: throw Refusal(.otherFacility(named, nil))
        case .named where named != nil: return [try check(named, kind)]
        case .named, .all:
            guard kind == CityAir.kind else { throw Refusal(.notOfAll(kind)) }
            let codes = kinds.filter { kind.facilities.contains($0.value) }.keys.sorted()
            guard !codes.isEmpty else { throw Refusal(.nobodyHere(kind)) }
            return codes
        }
    }

    private func check(_ code: Facility.Code?, _ kind: RecordKind) throws(Refusal) -> Facility.Code {
        guard let code, let facility = kinds[code] else { throw Refusal(.noFacility) }
        guard kind.facilities.contains(facility) else { throw Refusal(.notHere(kind, facility)) }
        return code
    }
}
