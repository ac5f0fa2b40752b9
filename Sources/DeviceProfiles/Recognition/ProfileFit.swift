/// The measure of how well a profile explains the answers of a device.
public struct ProfileFit: Hashable, Sendable {
    /// Whether the device has the mark that identifies the model.
    public enum Mark: Hashable, Sendable {
        case matches, differs
        /// The profile has no mark, or the mark was not asked.
        case none
    }

    /// The id of the profile.
    public var profile: String
    /// The result for the profile's mark.
    public var mark: Mark
    /// The number of points whose registers hold a valid value.
    public var plausible = 0
    /// The number of points whose registers hold a value that is not valid.
    public var doubtful = 0
    /// The number of points whose registers the device refuses.
    public var refused = 0
    /// The number of points that were not asked, or that are 0, which any register may be.
    public var silent = 0
    /// The weight of all evidence for the profile: one more makes it twice as likely.
    public var weight = 0.0
    /// The part of the weight that comes from the values, without the mark and without which registers answered.
    public var values = 0.0
}

/// The profiles that a device may have, the likeliest first, and how certain the result is.
public struct ProfileRanking: Hashable, Sendable {
    /// The certainty about the profile of the device.
    public enum Certainty: Hashable, Sendable {
        /// The device has the mark of one model, and no other profile fits as well.
        case certain
        /// The first profile is far ahead of the second, and its values are more than chance.
        case likely
        /// These profiles explain the answers equally well: the device's label must decide, or a value that is known on
        /// site. If there is only one, no other is near, but its registers could hold these values by chance, as those
        /// of a model without a profile may.
        case amongst([String])
        /// No profile explains the answers.
        case unknown
    }

    /// The profiles, the best fit first.
    public let fits: [ProfileFit]

    /// The lead in weight that makes the first profile likely; a profile within it explains the answers nearly as well.
    private static let far = 5.0
    /// The weight that a few registers without meaning reach by chance.
    static let chance = 2.0
    /// The weight that the values of a large map reach in a device whose words have no meaning. Which registers answer
    /// is no evidence to tell a known model from an unknown one: many of either have a hundred registers from 0.
    private static let chanceOfValues = 5.0

    /// Ranks profiles.
    ///
    /// - Parameters:
    ///   - profiles: all known profiles.
    ///   - seen: the answers of the device to the questions that were asked.
    public init(_ profiles: [DeviceProfile], _ seen: SeenRegisters) {
        let rarity = RegisterRarity(profiles)
        fits = profiles.map { $0.fit(seen, rarity) }.sorted { ($1.weight, $0.profile) < ($0.weight, $1.profile) }
    }

    /// The certainty of the first profile.
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

    /// Returns the questions to ask a device so that all profiles can be ranked, without duplicates; marks first.
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
