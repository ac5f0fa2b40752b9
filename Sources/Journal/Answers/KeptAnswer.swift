public import Facilities

/// The answer to a command that enters records. The same command gets the same answer again, for at least 30 days.
public struct KeptAnswer: Hashable, Sendable {
    /// The id of the command, or the hash of its content if it has none.
    public var id: String
    /// The time of the answer.
    public var time: Timestamp
    /// The hashes of the content: another content with the same id is another command.
    public var content: ContentMark
    /// Whether the command was accepted.
    public var outcome: Outcome

    /// The outcome of a command.
    public enum Outcome: Codable, Hashable, Sendable {
        /// The command was accepted; its entries have these sequences, one for each facility.
        case kept([Int64])
        /// The command was refused because of these problems.
        case refused([RecordProblem])
    }

    /// Creates an answer.
    public init(id: String, time: Timestamp, content: ContentMark, outcome: Outcome) {
        self.id = id
        self.time = time
        self.content = content
        self.outcome = outcome
    }

    /// The time for which an answer is remembered.
    public static let memory = Duration.days(30)

    /// The largest number of remembered refusals, since anybody can cause them and nothing was entered.
    public static let mostRefusals = 2000

    /// An estimate of the memory that an answer takes, in bytes. It has few problems, with short quotations.
    static let bytes = 4096
}

/// The stored form: `{"kept": [5]}` or `{"refused": [{"field": …, "text": …}]}`.
extension KeptAnswer.Outcome {
    private enum Key: String, CodingKey { case kept, refused }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let sequences = try container.decodeIfPresent([Int64].self, forKey: .kept) {
            self = .kept(sequences)
        } else {
            self = .refused(try container.decode([RecordProblem].self, forKey: .refused))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .kept(let sequences): try container.encode(sequences, forKey: .kept)
        case .refused(let problems): try container.encode(problems, forKey: .refused)
        }
    }

    var isKept: Bool { if case .kept = self { true } else { false } }
}
