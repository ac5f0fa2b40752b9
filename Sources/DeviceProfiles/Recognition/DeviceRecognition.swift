public import Facilities

/// Finds out of which profile a device is, by as few questions as that takes.
///
/// Ask for `next`, say what came of it, and so on until there is none; `ranking` is right at any time, of what is known by
/// then. Marks are asked for first. Then each question is the one that tells most: it belongs to profiles that fit so far,
/// and to many of them. It is over when the first cannot be overtaken, or when everything was asked.
public struct DeviceRecognition: Sendable {
    private struct Candidate: Sendable {
        let profile: DeviceProfile
        var questions: Set<SeenRegisters.Question>
        var fit: ProfileFit
        /// Whether one of its own requests was refused, or its mark is another.
        var isRefuted = false
    }

    private let rarity: RegisterRarity
    private var candidates: [Candidate]
    private var open: [SeenRegisters.Question]
    /// Marks at the beginning of `open`.
    private var marks: Int
    private var refusals: [SeenRegisters.Question] = []
    private var seen = SeenRegisters()

    /// How many questions have been answered, refused or passed over in silence.
    public private(set) var asked = 0

    /// What the value of a point that was not asked for adds at most, beside that its registers answer.
    private static let most = 4.0
    /// As far as the first must be ahead of what others can still reach.
    private static let far = 6.0

    /// - Parameter profiles: all that are known.
    public init(_ profiles: [DeviceProfile]) {
        let rarity = RegisterRarity(profiles)
        self.rarity = rarity
        candidates = profiles.map { profile in
            Candidate(
                profile: profile, questions: Set(ProfileRanking.questions(of: [profile])),
                fit: profile.fit(SeenRegisters(), rarity))
        }
        open = ProfileRanking.questions(of: profiles)
        marks = Set(profiles.flatMap { $0.identify.map(SeenRegisters.Question.init).map { [$0] } ?? [] }).count
    }

    /// What to ask; nil when that would change nothing.
    public var next: SeenRegisters.Question? {
        if marks > 0 { return open.first }
        guard !isSettled else { return nil }
        let interest = Dictionary(
            candidates.flatMap { candidate in candidate.questions.map { ($0, self.interest(in: candidate)) } },
            uniquingKeysWith: +)
        return open.max { left, right in
            (interest[left] ?? 0) / left.cost < (interest[right] ?? 0) / right.cost
        }
    }

    /// All profiles by how well they explain what is known.
    public var ranking: ProfileRanking { ProfileRanking(candidates.map(\.profile), seen) }

    /// How many questions there are at most from here.
    public var left: Int { open.count }

    public mutating func answered(_ question: SeenRegisters.Question, _ words: [UInt16]) {
        seen.answered(question, words)
        close(question)
    }

    /// The device says that it has no such registers.
    public mutating func refused(_ question: SeenRegisters.Question) {
        seen.refused(question)
        refusals.append(question)
        close(question)
    }

    /// Nobody knows: no answer came, or it was not asked.
    public mutating func lost(_ question: SeenRegisters.Question) {
        asked += 1
        drop { $0 == question }
    }

    /// What the device says by a profile: the readings of all points whose registers were answered.
    public func readings(of profile: DeviceProfile) -> [Reading] {
        profile.points.compactMap { point in
            guard let window = seen.window(point.addresses, of: point.register.table), !window.words.isEmpty else {
                return nil
            }
            return point.reading(window)
        }
    }

    // MARK: What is left to ask

    private mutating func close(_ question: SeenRegisters.Question) {
        asked += 1
        let seen = seen
        drop { $0 == question || seen.hasWords(of: $0) }
        for index in candidates.indices where candidates[index].profile.uses(question) {
            candidates[index].fit = candidates[index].profile.fit(seen, rarity)
            let isRefused = refusals.last == question && candidates[index].questions.contains(question)
            if isRefused || candidates[index].fit.mark == .differs { candidates[index].isRefuted = true }
        }
    }

    private mutating func drop(_ isClosed: (SeenRegisters.Question) -> Bool) {
        let before = open[..<marks]
        marks -= before.count(where: isClosed)
        open.removeAll(where: isClosed)
    }

    /// How much the questions of a profile may tell: more where it fits so far, little where it was refuted.
    private func interest(in candidate: Candidate) -> Double {
        candidate.isRefuted ? 0.01 : 1 + 4 * max(0, candidate.fit.weight)
    }

    /// Whether the first has been asked for everything, and no other can come near it.
    private var isSettled: Bool {
        let unasked = Set(open)
        guard let first = candidates.max(by: { $0.fit.weight < $1.fit.weight }),
            first.fit.weight > ProfileRanking.chance,
            first.questions.isDisjoint(with: unasked)
        else { return unasked.isEmpty }
        return candidates.allSatisfy { candidate in
            candidate.profile.id == first.profile.id || candidate.questions.isDisjoint(with: unasked)
                || candidate.isRefuted || isHopeless(candidate, unasked)
                || limit(of: candidate, unasked) < first.fit.weight - Self.far
        }
    }

    /// Whether every request of it that is left contains registers that were refused: it would be refused, too.
    private func isHopeless(_ candidate: Candidate, _ unasked: Set<SeenRegisters.Question>) -> Bool {
        candidate.questions.intersection(unasked).allSatisfy { question in refusals.contains { question.contains($0) } }
    }

    /// What the weight of a profile can become.
    private func limit(of candidate: Candidate, _ unasked: Set<SeenRegisters.Question>) -> Double {
        let questions = candidate.questions.intersection(unasked)
        let points = candidate.profile.points.filter { point in questions.contains { $0.overlaps(point) } }
        let registers = Set(points.flatMap(\.registers)).reduce(0) { $0 + rarity.weight($1) }
        return candidate.fit.weight + Double(points.count) * Self.most + registers
    }
}

extension SeenRegisters.Question {
    fileprivate init(_ mark: Identification) { self.init(register: mark.register, count: mark.count) }

    private var addresses: Range<Int> { Int(register.address)..<Int(register.address) + count }

    /// The bytes that go over a line for it, with what a device takes to answer.
    fileprivate var cost: Double { 40 + Double(register.table.isBits ? (count + 7) / 8 : count * 2) }

    fileprivate func contains(_ other: Self) -> Bool {
        register.table == other.register.table && addresses.lowerBound <= other.addresses.lowerBound
            && addresses.upperBound >= other.addresses.upperBound
    }

    fileprivate func overlaps(_ point: Point) -> Bool {
        register.table == point.register.table && addresses.overlaps(point.addresses)
    }
}

extension DeviceProfile {
    /// Whether an answer to the question says something of this profile.
    fileprivate func uses(_ question: SeenRegisters.Question) -> Bool {
        if let identify, question.contains(.init(identify)) { return true }
        return points.contains(where: question.overlaps)
    }
}

extension SeenRegisters {
    /// Whether all of its registers were answered.
    fileprivate func hasWords(of question: Question) -> Bool {
        let first = Int(question.register.address)
        return window(first..<first + question.count, of: question.register.table)?.words.isEmpty == false
    }
}
