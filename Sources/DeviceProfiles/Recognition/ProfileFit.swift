/// How well a profile explains what a device answers.
public struct ProfileFit: Hashable, Sendable {
    /// Whether the device carries the mark by which the profile says that it is recognised.
    public enum Mark: Hashable, Sendable {
        case matches, differs
        /// The profile has none, or it was not asked for.
        case none
    }

    /// The profile's id.
    public var profile: String
    public var mark: Mark
    /// Points whose registers hold what the profile says that they can.
    public var plausible = 0
    /// Points whose registers hold what they cannot.
    public var doubtful = 0
    /// Points whose registers the device refuses.
    public var refused = 0
    /// Points that were not asked for, or that are 0, which any register may be.
    public var silent = 0
    /// How far all of this speaks for the profile: one more makes it twice as likely.
    public var weight = 0.0
    /// The share of the weight that the values have, without the mark and without which registers answered.
    public var values = 0.0
}

/// The profiles that may be of a device, the likeliest first, and how sure that is.
public struct ProfileRanking: Hashable, Sendable {
    public enum Certainty: Hashable, Sendable {
        /// The device carries the mark of one model, and no other profile's fits.
        case certain
        /// The first is far ahead of the second, and its values are more than chance.
        case likely
        /// Those explain the answers as well: the device's label must tell, or a value that is known on site. One alone: no other
        /// is near, but its registers could hold these values by chance, as those of a model without a profile.
        case amongst([String])
        /// No profile explains the answers.
        case unknown
    }

    public let fits: [ProfileFit]

    /// Ahead by so much the first is likely; what is nearer explains the answers nearly as well.
    private static let far = 5.0
    /// What a few registers without any meaning reach by chance.
    static let chance = 2.0
    /// What the values of a large map reach in a device that holds words without any meaning. Which registers answer is no evidence
    /// between a model that is known and one that is not: many of either have a hundred registers from 0.
    private static let chanceOfValues = 5.0

    /// - Parameters:
    ///   - profiles: all that are known.
    ///   - seen: what the device gave, of as many of the profiles' questions as were asked.
    public init(_ profiles: [DeviceProfile], _ seen: SeenRegisters) {
        let rarity = RegisterRarity(profiles)
        fits = profiles.map { $0.fit(seen, rarity) }.sorted { ($1.weight, $0.profile) < ($0.weight, $1.profile) }
    }

    public var certainty: Certainty {
        guard let first = fits.first, first.weight > Self.chance else { return .unknown }
        // A map that explains nothing is not near, however little the first one explains.
        let near = fits.prefix { first.weight - $0.weight < Self.far }.filter {
            $0.plausible > 0 || $0.mark == .matches
        }
        if near.count > 1 { return .amongst(near.map(\.profile)) }
        if first.mark == .matches { return .certain }
        return first.values > Self.chanceOfValues ? .likely : .amongst([first.profile])
    }

    /// What to ask a device so that all profiles can be ranked, each question once; marks first.
    public static func questions(of profiles: [DeviceProfile]) -> [SeenRegisters.Question] {
        let marks = profiles.compactMap(\.identify).map {
            SeenRegisters.Question(register: $0.register, count: $0.count)
        }
        let blocks = profiles.flatMap(\.readPlan).map {
            SeenRegisters.Question(register: RegisterAddress($0.table, $0.address), count: $0.count)
        }
        var asked: Set<SeenRegisters.Question> = []
        return (marks + blocks).filter { asked.insert($0).inserted }
    }
}
