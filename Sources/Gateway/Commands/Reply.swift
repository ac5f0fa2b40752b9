public import Facilities
import Journal

/// `mashang/reply/2`: what became of a command.
public struct Reply: Codable, Sendable {
    var schema = "mashang/reply/2"
    /// The id of the entry, by which its sender can ask again; nil for what is no entry.
    public var id: String?
    public var answer: Answer
    /// Under which it was kept, one a facility; none where it was not.
    public var sequences: [Int64] = []
    /// The epoch of these sequences.
    public var epoch: String?
    /// The texts that were erased: now, where that was asked for, or from the entries since they were kept.
    public var erased: Erasure?
    /// Everything that is wrong with it.
    public var problems: [RecordProblem] = []

    public enum Answer: String, Codable, Sendable, CaseIterable {
        /// Safe from a power cut.
        case kept
        /// Nothing of it was entered, and nothing will be.
        case refused
        /// It waits for a journal that cannot be written now, and may still be kept. Sent again under its id, it is there once.
        case pending
    }

    /// - Parameter erasure: the texts of the entries that were erased since; nil for none.
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

    /// Whether it is a matter of now, and not of the command: it can be sent again as it is.
    public var isNotNow: Bool {
        answer == .pending || problems.contains(where: \.isNotNow)
    }
}
