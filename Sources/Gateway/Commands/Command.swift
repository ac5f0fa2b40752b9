public import Facilities
import Foundation

/// `mashang/command/1`: a record for a facility, or for all that it concerns.
public struct Command: Codable, Sendable {
    public static let schema = "mashang/command/1"

    var schema: String
    /// On the local socket, where there is no topic to say it.
    var code: Facility.Code?
    var record: Record

    public init(_ record: Record, at code: Facility.Code? = nil) {
        schema = Self.schema
        self.code = code
        self.record = record
    }

    /// Bytes of a command at most; the longest that makes sense is a complaint of some pages.
    static let largest = 65_536

    /// Reads a command; everything that is wrong with it is said at once.
    ///
    /// - Parameter now: no record tells of what is still to come.
    init(_ payload: [UInt8], now: Timestamp) throws(Refusal) {
        guard payload.count <= Self.largest else { throw Refusal(.tooLong(payload.count)) }
        guard let json = try? JSONDecoder().decode(JSONValue.self, from: Data(payload)), json.fields != nil else {
            throw Refusal(.noJSON)
        }
        guard json["schema"]?.string == Self.schema else { throw Refusal(.unknownSchema(json["schema"]?.string)) }
        let problems = Self.problems(in: json["record"], now: now)
        guard problems.isEmpty else { throw Refusal(problems: problems) }
        do {
            self = try JSONDecoder().decode(Command.self, from: Data(payload))
        } catch {
            throw Refusal(.unreadable("\(error)"))
        }
    }

    private static func problems(in record: JSONValue?, now: Timestamp) -> [RecordProblem] {
        guard let record, var head = record.fields, let body = record["body"]?.fields else { return [.noRecord] }
        head["body"] = nil
        guard case .text(let name)? = body["kind"], let kind = Record.Body.Kind(rawValue: name) else {
            return [.unknownKind]
        }
        return RecordForm(kind).problems(head: head, body: body, now: now)
    }
}

/// Why a command was not carried out. Nothing of it was.
struct Refusal: Error {
    var problems: [RecordProblem]

    init(problems: [RecordProblem]) {
        self.problems = problems
    }

    init(_ problem: RecordProblem) {
        problems = [problem]
    }
}

/// `mashang/reply/1`: what became of a command.
public struct Reply: Codable, Sendable {
    var schema = "mashang/reply/1"
    public var ok: Bool
    /// Under which it was kept, one a facility.
    public var sequences: [Int64]?
    /// Everything that is wrong with it.
    public var problems: [RecordProblem]?

    init(kept sequences: [Int64]) {
        ok = true
        self.sequences = sequences
    }

    init(_ refusal: Refusal) {
        ok = false
        problems = refusal.problems
    }
}
