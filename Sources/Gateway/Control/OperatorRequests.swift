import Facilities
import Journal

/// Adds and removes people who may enter records. Each step has its entry in the ledger, and is answered once both are
/// stored.
struct OperatorRequests: Sendable {
    let intake: Intake
    let board: Board
    let pins: Pins
    let codes: Set<Facility.Code>

    /// Adds a person with a new PIN, which cannot be read again.
    func add(_ request: LocalRequest, now: Timestamp) async -> OperatorReply {
        do throws(Refusal) {
            let person = try person(in: request, now: now)
            let (pin, hash): (String, PINHash)
            do {
                (pin, hash) = try await pins.make()
            } catch {
                throw Refusal(.noPIN("\(error)"))
            }
            let reply = Reply(await intake.enter(.added(person, hash), now: now), board.epochs)
            return OperatorReply(reply, pin: reply.answer == .refused ? nil : pin)
        } catch {
            return OperatorReply(Reply(error), pin: nil)
        }
    }

    func remove(_ request: LocalRequest, now: Timestamp) async -> Reply {
        guard let name = request.name else { return Reply(Refusal(.noName)) }
        return Reply(await intake.enter(.removed(name: name), now: now), board.epochs)
    }

    /// Returns the person whom a request describes.
    ///
    /// - Throws: a refusal with all errors of the request.
    private func person(in request: LocalRequest, now: Timestamp) throws(Refusal) -> Operator {
        var problems: [RecordProblem] = []
        let name = request.name ?? ""
        if !Operator.isName(name) { problems.append(.noName) }
        let role = request.role.flatMap(Operator.Role.init)
        if role == nil { problems.append(.noRole(request.role)) }
        // An empty list is a mistake, such as a shell variable that is not set. It must not mean all facilities.
        let wanted = request.facilities.map { $0.isEmpty ? [""] : $0 } ?? []
        let unknown = wanted.filter { text in !codes.contains { $0.description == text } }
        if !unknown.isEmpty { problems.append(.noFacilities(unknown, codes)) }
        if let role, role != .operator, !wanted.isEmpty { problems.append(.facilitiesOf(role)) }
        guard problems.isEmpty, let role else { throw Refusal(problems: problems) }
        let facilities = Set(wanted.compactMap { Facility.Code($0) }).sorted()
        return Operator(name: name, role: role, facilities: facilities, since: now)
    }
}

/// The result of adding a person: the members of a reply, and `pin` if the person was added or waits for the journal. It is
/// a `mashang/local/1`, since no reply that leaves the machine contains a PIN.
public struct OperatorReply: Codable, Sendable {
    /// The result without the PIN.
    public var reply: Reply
    /// The PIN, which must be shown now because it is stored nowhere; nil if the request was refused.
    public var pin: String?

    private enum Key: String, CodingKey { case schema, pin }

    init(_ reply: Reply, pin: String?) {
        (self.reply, self.pin) = (reply, pin)
    }

    public init(from decoder: any Decoder) throws {
        reply = try Reply(from: decoder)
        pin = try decoder.container(keyedBy: Key.self).decodeIfPresent(String.self, forKey: .pin)
    }

    public func encode(to encoder: any Encoder) throws {
        try reply.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        // It replaces the schema of the reply.
        try container.encode(LocalRequest.schema, forKey: .schema)
        try container.encodeIfPresent(pin, forKey: .pin)
    }
}
