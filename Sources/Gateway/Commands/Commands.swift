import Facilities

/// What people and the centre tell the gateway: records, each answered with what became of it.
struct Commands: Sendable {
    let intake: Intake
    let kinds: [Facility.Code: Facility.Kind]

    /// Where a command is meant to go.
    enum Target {
        case facility(Facility.Code?)
        /// Every facility that such a record concerns: only the city's air does.
        case all
        /// As the command itself says.
        case named
    }

    /// - Parameter accepted: what its sender may enter; nil for a person on this machine, who may enter everything.
    func reply(
        to payload: [UInt8], for target: Target, accepted: AcceptedKinds? = nil, now: Timestamp
    ) async -> Reply {
        do throws(Refusal) {
            let command = try Command(payload, now: now)
            let kind = command.record.body.kind
            if let accepted, !accepted.contains(kind.rawValue) { throw Refusal(.notAccepted(kind, by: accepted)) }
            let codes = try facilities(target, command)
            return Reply(await intake.enter(command.record, at: codes, now: now))
        } catch {
            return Reply(error)
        }
    }

    private func facilities(_ target: Target, _ command: Command) throws(Refusal) -> [Facility.Code] {
        let kind = command.record.kind
        switch target {
        case .facility(let code): return [try check(code, kind)]
        case .named where command.code != nil: return [try check(command.code, kind)]
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
