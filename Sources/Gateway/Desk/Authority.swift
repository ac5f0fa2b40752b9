import Facilities
import SiteConfiguration

/// The rules that determine which records are accepted from which source, and from which person.
struct Authority: Sendable {
    let pins: Pins
    let intake: Intake

    /// Checks that a source accepts a kind of record.
    func check(_ kind: RecordKind, from source: Source) throws(Refusal) {
        guard case .uplink(_, let accepted) = source, !accepted.contains(kind.rawValue) else { return }
        throw Refusal(.notAccepted(kind, by: accepted))
    }

    /// Returns the role of the person who enters a record with a PIN; nil without a PIN.
    ///
    /// - Throws: a refusal for a wrong PIN, and for a person who may not enter such a record there.
    func role(
        _ command: Command, _ kind: RecordKind, at codes: [Facility.Code], from source: Source
    ) async throws(Refusal) -> Operator.Role? {
        if case .page(_, let visitor) = source { return try role(of: visitor, kind, at: codes) }
        guard let pin = command.pin else { return nil }
        let name = command.draft.head.text("by") ?? ""
        let verdict = await pins.verify(name, pin: pin, from: source.address, now: .now)
        guard case .right(let person) = verdict else {
            throw Refusal(problems: [verdict.problem].compactMap(\.self))
        }
        return try role(of: person, kind, at: codes)
    }

    /// Returns the role of the person who enters a record on the page. Everyone may complain and rate there; every other
    /// record needs a person.
    private func role(
        of visitor: Source.Visitor, _ kind: RecordKind, at codes: [Facility.Code]
    ) throws(Refusal) -> Operator.Role? {
        switch visitor {
        case .anybody where kind.isPublic: return nil
        case .anybody: throw Refusal(.nobodySignedIn(kind))
        case .signedIn(let person): return try role(of: person, kind, at: codes)
        }
    }

    private func role(
        of person: Operator, _ kind: RecordKind, at codes: [Facility.Code]
    ) throws(Refusal) -> Operator.Role {
        guard kind.roles.contains(person.role) else { throw Refusal(.notInRole(kind, person)) }
        for code in codes where !person.mayEnter(at: code) { throw Refusal(.notAtFacility(code, person)) }
        return person.role
    }

    /// Checks that findings which must be seen on site are not acknowledged remotely.
    func check(_ record: Record, at codes: [Facility.Code], from source: Source) async throws(Refusal) {
        guard !source.isOnSite, await intake.isAboutLatched(record, at: codes) else { return }
        throw Refusal(.latched(source))
    }
}
