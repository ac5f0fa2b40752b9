public import Facilities

/// What was answered to something that somebody wanted to enter. Sent again, it gets the same answer, for 30 days at least.
public struct KeptAnswer: Hashable, Sendable {
    public var id: String
    public var time: Timestamp
    /// What is remembered of what was sent: another content under the same id is not the same thing.
    public var content: ContentMark
    public var outcome: Outcome

    public enum Outcome: Codable, Hashable, Sendable {
        /// Under these sequences, one a facility.
        case kept([Int64])
        case refused([RecordProblem])
    }

    public init(id: String, time: Timestamp, content: ContentMark, outcome: Outcome) {
        self.id = id
        self.time = time
        self.content = content
        self.outcome = outcome
    }

    /// How long an answer is remembered.
    public static let memory = Duration.days(30)

    /// Refusals that are remembered at most: nothing was entered for them, and anybody can cause them.
    public static let mostRefusals = 2000

    /// The memory that one takes, in bytes: an estimate. Problems are few, and quote little.
    static let bytes = 4096
}

/// As `{"kept": [5]}` or `{"refused": [{"field": …, "text": …}]}`.
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
