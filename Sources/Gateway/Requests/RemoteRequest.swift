import Facilities
import Foundation

/// What is asked for by an uplink, in a command that has `request` in the place of a record. It enters nothing.
struct RemoteRequest: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// How the gateway is; answered with a `mashang/report`.
        case report
        /// A stretch of the samples of a facility, a page at a time.
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

    /// By which the sender tells answers apart.
    var id: String?
    private var members: [String: JSONValue]

    /// Nil for a command that asks for nothing.
    init?(_ payload: [UInt8]) {
        guard payload.count <= Command.largest,
            case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: Data(payload)),
            members["request"] != nil
        else { return nil }
        self.members = members
        if let text = members["id"]?.string, Origin.isID(text) { id = text }
    }

    /// Returns what it asks for.
    ///
    /// - Throws: everything that is wrong with its members beside those of a page.
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

    /// Returns a member; nil where it is absent or null.
    subscript(name: String) -> JSONValue? {
        guard let member = members[name], member != .null else { return nil }
        return member
    }
}
