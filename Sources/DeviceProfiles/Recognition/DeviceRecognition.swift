public import Facilities

/// Determines the profile of an unknown device with as few questions as possible.
///
/// Ask `next`, report the result, and repeat until `next` is nil; `ranking` is valid at any time, for what is known so
/// far. Marks are asked first. After that, each question is the one with the most information: it belongs to many
/// profiles that fit so far. The recognition ends when no profile can overtake the first one, or when everything was
/// asked.
public struct DeviceRecognition: Sendable {
    private struct Candidate: Sendable {
        let profile: DeviceProfile
        var questions: Set<SeenRegisters.Question>
        var fit: ProfileFit
        /// Whether one of the profile's own requests was refused, or its mark differs.
        var isRefuted = false
    }

    private let rarity: RegisterRarity
    private var candidates: [Candidate]
    private var open: [SeenRegisters.Question]
    /// The number of marks at the beginning of `open`.
    private var marks: Int
    private var refusals: [SeenRegisters.Question] = []
    private var seen = SeenRegisters()

    /// The number of questions that were answered, refused or not answered.
    public private(set) var asked = 0

    /// The maximum weight of the value of a point that was not asked, in addition to that of its registers.
    private static let most = 4.0
    /// The lead that the first profile needs over the weight that others can still reach.
    private static let far = 6.0

    /// Starts a recognition.
    ///
    /// - Parameter profiles: all known profiles.
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

    /// The next question; nil when no answer would change the result.
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

    /// All profiles, ranked by how well they explain what is known.
    public var ranking: ProfileRanking { ProfileRanking(candidates.map(\.profile), seen) }

    /// The maximum number of questions that remain.
    public var left: Int { open.count }

    /// Notes the words that the device answered.
    public mutating func answered(_ question: SeenRegisters.Question, _ words: [UInt16]) {
        seen.answered(question, words)
        close(question)
    }

    /// Notes that the device refused the question, so that it has no such registers.
    public mutating func refused(_ question: SeenRegisters.Question) {
        seen.refused(question)
        refusals.append(question)
        close(question)
    }

    /// Notes that the question has no result: no answer came, or it was not asked.
    public mutating func lost(_ question: SeenRegisters.Question) {
        asked += 1
        drop { $0 == question }
    }

    /// Returns the readings that a profile makes of the answers, for all points whose registers were answered.
    public func readings(of profile: DeviceProfile) -> [Reading] {
        profile.points.compactMap { point in
            guard let window = seen.window(point.addresses, of: point.register.table), !window.words.isEmpty else {
                return nil
            }
            return point.reading(window)
        }
    }

    // MARK: Remaining questions

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

    /// Returns how much information the questions of a profile may give: more if it fits so far, little if it was
    /// refuted.
    private func interest(in candidate: Candidate) -> Double {
        candidate.isRefuted ? 0.01 : 1 + 4 * max(0, candidate.fit.weight)
    }

    /// Whether the first profile has no open question, and no other profile can come near it.
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

    /// Returns whether every remaining request of a profile contains registers that were refused, so that it would be
    /// refused too.
    private func isHopeless(_ candidate: Candidate, _ unasked: Set<SeenRegisters.Question>) -> Bool {
        candidate.questions.intersection(unasked).allSatisfy { question in refusals.contains { question.contains($0) } }
    }

    /// Returns the maximum weight that a profile can reach.
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

    /// The cost of the question: the bytes on the line, and the device's time to answer, counted as bytes.
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
    /// Returns whether an answer to the question is evidence about this profile.
    fileprivate func uses(_ question: SeenRegisters.Question) -> Bool {
        if let identify, question.contains(.init(identify)) { return true }
        return points.contains(where: question.overlaps)
    }
}

extension SeenRegisters {
    /// Returns whether all registers of the question were answered.
    fileprivate func hasWords(of question: Question) -> Bool {
        let first = Int(question.register.address)
        return window(first..<first + question.count, of: question.register.table)?.words.isEmpty == false
    }
}
