/// A place or a machine with a QR code on it.
public struct Facility: Hashable, Sendable {
    /// The code on its label, by which people and messages name it.
    public var code: Code
    /// The name that people know it by.
    public var name: String
    /// The data of its kind that its rules need.
    public var settings: Settings
    /// Limits that the site's configuration sets in place of a rule's defaults, by the limit's name, in its unit.
    public var limits: [String: Measure]
    /// Figures that the bureau's file gives for its limits, by the limit's name.
    public var bureau: [String: BureauFigure] = [:]
    /// The site's own rules, beside those of its kind.
    public var thresholds: [Threshold]
    /// The quantities that its devices measure. A channel that is not declared here is known from its first sample on.
    public var channels: [Channel]
    /// How several channels of a quantity become the one figure that a rule needs.
    public var combine: [Quantity: Combination]
    /// The rules for which nothing is measured on purpose, by name, each with the reason.
    public var notMonitored: [String: String] = [:]
    /// Whether instruments or the ledger alone supervise it.
    public var supervision = Supervision.sensors
    /// The seconds by which local clocks are ahead of UTC. Days and nights begin by it.
    public var utcOffset: Int

    public init(
        code: Code, name: String, settings: Settings, limits: [String: Measure] = [:],
        thresholds: [Threshold] = [], channels: [Channel] = [], combine: [Quantity: Combination] = [:],
        utcOffset: Int = 28_800
    ) {
        self.code = code
        self.name = name
        self.settings = settings
        self.limits = limits
        self.thresholds = thresholds
        self.channels = channels
        self.combine = combine
        self.utcOffset = utcOffset
    }

    /// The kind, which decides about its rules and forms.
    public var kind: Kind { settings.kind }

    /// The five kinds of facility. The raw value is the word in the configuration and in messages.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case activatedCarbon = "activated-carbon"
        case fumePurifier = "fume-purifier"
        case nonroadMachinery = "nonroad-machinery"
        case dustSite = "dust-site"
        case complaintPoint = "complaint-point"

        public var title: Text {
            switch self {
            case .activatedCarbon: Text(zh: "活性炭“码上换”", en: "activated carbon")
            case .fumePurifier: Text(zh: "餐饮油烟“码上洗”", en: "cooking fume purifier")
            case .nonroadMachinery: Text(zh: "非道路机械“码上测”", en: "non-road machinery")
            case .dustSite: Text(zh: "扬尘“码上评”", en: "construction dust")
            case .complaintPoint: Text(zh: "涉气投诉“码上办”", en: "air complaints")
            }
        }
    }

    /// The settings of a facility, by its kind.
    public enum Settings: Hashable, Sendable {
        case activatedCarbon(CarbonSettings)
        case fumePurifier(FumeSettings)
        case nonroadMachinery(MachinerySettings)
        case dustSite
        case complaintPoint(ComplaintSettings)

        /// The kind that the settings are for.
        public var kind: Kind {
            switch self {
            case .activatedCarbon: .activatedCarbon
            case .fumePurifier: .fumePurifier
            case .nonroadMachinery: .nonroadMachinery
            case .dustSite: .dustSite
            case .complaintPoint: .complaintPoint
            }
        }
    }
}

extension Facility {
    /// The code of a facility, as its QR label contains it: 4 to 32 characters of `0-9`, `A-Z` and `-`.
    public struct Code: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
        /// The characters of the code.
        public let description: String

        /// Creates a code from its characters; nil for a text that is no code.
        public init?(_ text: String) {
            guard 4...32 ~= text.utf8.count, text.allSatisfy({ "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-".contains($0) })
            else { return nil }
            description = text
        }

        public static func < (left: Code, right: Code) -> Bool {
            left.description < right.description
        }

        public init(from decoder: any Decoder) throws {
            let text = try String(from: decoder)
            guard let code = Code(text) else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: decoder.codingPath,
                        debugDescription: "\(text) is no code; a code is 4 to 32 characters of 0-9, A-Z and -"
                    )
                )
            }
            self = code
        }

        public func encode(to encoder: any Encoder) throws {
            try description.encode(to: encoder)
        }
    }
}
