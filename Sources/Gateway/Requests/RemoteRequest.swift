import Facilities
import Foundation

/// A request by an uplink: a command with `request` in the place of a record. It enters nothing.
struct RemoteRequest: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// Asks for the state of the gateway; answered with a `mashang/report`.
        case report
        /// Asks for the samples of a facility in a range of time, one page for each request.
        case readings

        /// The members that such a request may have.
        var known: [String] {
            let all = ["schema", "id", "request"]
            return switch self {
            case .report: all
            case .readings: all + ["device", "quantities", "from", "to", "after", "limit"]
            }
        }
    }

    /// The id with which the sender distinguishes answers.
    var id: String?
    private var members: [String: JSONValue]

    /// Reads a payload; nil for a command that is no request.
    init?(_ payload: [UInt8]) {
        guard payload.count <= Command.largest,
            case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: Data(payload)),
            members["request"] != nil
        else { return nil }
        self.members = members
        if let text = members["id"]?.string, Origin.isID(text) { id = text }
    }

    /// Returns the kind of the request.
    ///
    /// - Throws: a refusal with all errors of its members except those of a page.
    func kind() throws(Refusal) -> Kind {
        guard members["schema"]?.string == Command.schema else {
            throw Refusal(.unknownSchema(members["schema"]?.string))
        }
        guard let kind = members["request"]?.string.flatMap(Kind.init) else { throw Refusal(.unknownRequest) }
        let known = kind.known
        var problems = members.keys.filter { !known.contains($0) }.sorted().prefix(5).map {
            RecordProblem.unknownMember($0, known: known)
        }
        if let member = members["id"], member != .null, id == nil { problems.append(.noID) }
        guard problems.isEmpty else { throw Refusal(problems: problems) }
        return kind
    }

    /// Returns a member; nil if it is absent or null.
    subscript(name: String) -> JSONValue? {
        guard let member = members[name], member != .null else { return nil }
        return member
    }
}
