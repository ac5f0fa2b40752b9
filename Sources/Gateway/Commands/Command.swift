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
        guard var head = json["record"]?.fields, let body = json["record"]?["body"]?.fields else {
            throw Refusal(.noRecord)
        }
        head["body"] = nil
        let draft = RecordDraft(head: head, body: body)
        guard let kind = draft.kind else { throw Refusal(.unknownKind) }
        do throws(WrongDraft) {
            self.init(
                try RecordForm(kind).record(draft, now: now), at: json["code"]?.string.flatMap(Facility.Code.init))
        } catch {
            throw Refusal(problems: error.problems)
        }
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
    public var answer: Answer
    /// Under which it was kept, one a facility.
    public var sequences: [Int64]?
    /// Everything that is wrong with it.
    public var problems: [RecordProblem]?

    public enum Answer: String, Codable, Sendable, CaseIterable {
        /// Safe from a power cut.
        case kept
        /// Nothing of it was entered, and nothing will be.
        case refused
        /// It waits for a journal that cannot be written now, and may still be kept: sent again, it would be there twice.
        case pending
    }

    init(kept sequences: [Int64]) {
        answer = .kept
        self.sequences = sequences
    }

    init(_ refusal: Refusal) {
        answer = .refused
        problems = refusal.problems
    }

    init(_ entering: Entering) {
        switch entering {
        case .kept(let sequences): self.init(kept: sequences)
        case .refused(let problems): self.init(Refusal(problems: problems))
        case .pending: self = .pending
        }
    }

    private init(_ answer: Answer, _ problem: RecordProblem) {
        (self.answer, problems) = (answer, [problem])
    }

    static let pending = Reply(.pending, .pending)

    /// Whether it is the journal that cannot be written now, and not the command that is wrong.
    public var isNotNow: Bool {
        answer == .pending || problems?.contains { $0.field == RecordProblem.notNow.field } ?? false
    }
}
