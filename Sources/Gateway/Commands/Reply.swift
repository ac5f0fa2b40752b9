public import Facilities
import Journal

/// `mashang/reply/2`: the result of a command.
public struct Reply: Codable, Sendable {
    var schema = "mashang/reply/2"
    /// The id of the entry, with which the sender can ask again; nil for a command that is no entry.
    public var id: String?
    /// The outcome.
    public var answer: Answer
    /// The sequences under which it was stored, one for each facility; empty if it was not.
    public var sequences: [Int64] = []
    /// The epoch of these sequences; nil if there are none.
    public var epoch: String?
    /// The texts that were erased: by this command, or from its entries since they were stored.
    public var erased: Erasure?
    /// All errors of the command.
    public var problems: [RecordProblem] = []

    /// The outcome of a command.
    public enum Answer: String, Codable, Sendable, CaseIterable {
        /// It is stored, and safe from a power cut.
        case kept
        /// It was refused as a whole, and will not be entered.
        case refused
        /// It waits for a journal that cannot be written now, and may still be stored. If it is sent again under its id, it
        /// is entered only once.
        case pending
    }

    /// Creates the reply to a stored command.
    ///
    /// - Parameter erasure: the texts of its entries that were erased since; nil for none.
    init(kept sequences: [Int64], _ epochs: Epochs, _ erasure: Erasure? = nil) {
        answer = .kept
        (self.sequences, erased) = (sequences, erasure)
        epoch = sequences.first.flatMap(epochs.id)
    }

    init(_ refusal: Refusal) {
        answer = .refused
        problems = refusal.problems
    }

    init(_ entering: Entering, _ epochs: Epochs) {
        switch entering {
        case .kept(let sequences): self.init(kept: sequences, epochs)
        case .refused(let problems): self.init(Refusal(problems: problems))
        case .pending: self = .pending
        }
    }

    init(_ outcome: KeptAnswer.Outcome, _ epochs: Epochs) {
        switch outcome {
        case .kept(let sequences): self.init(kept: sequences, epochs)
        case .refused(let problems): self.init(Refusal(problems: problems))
        }
    }

    private init(_ answer: Answer, _ problem: RecordProblem) {
        (self.answer, problems) = (answer, [problem])
    }

    static let pending = Reply(.pending, .pending)

    func under(_ id: String?) -> Reply {
        var reply = self
        reply.id = id
        return reply
    }

    /// Whether the error is temporary and not in the command, which can then be sent again unchanged.
    public var isNotNow: Bool {
        answer == .pending || problems.contains(where: \.isNotNow)
    }
}
