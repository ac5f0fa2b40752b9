/// What the facilities around had to show in the hours before a complaint, put together when it came in, so that nobody
/// has to remember it later. It refers to findings and has their figures; its sentences are made when somebody reads it.
public struct Evidence: Codable, Hashable, Sendable {
    /// Of the complaint.
    public var complaint: String
    /// When the hours that were looked at began, and when they ended.
    public var from: Timestamp
    public var until: Timestamp
    /// Of the complaint, where it has one; nil in evidence of 0.1.0.
    public var category: Complaint.Category?
    /// The facilities that may have to do with the complaint, the worst first. In earlier forms every one that was looked at.
    public var facilities: [OfFacility]
    /// How many facilities may have to do with it, a kind at a time; nil in earlier forms.
    public private(set) var kinds: [OfKind]?
    /// How many of these do not stand in `facilities`; nil if all do.
    public var more: Int?
    /// How many were looked at that have nothing to do with it; nil in earlier forms.
    public private(set) var others: Int?

    /// - Parameter facilities: all that may have to do with the complaint, the worst first.
    public init(
        complaint: String, from: Timestamp, until: Timestamp, category: Complaint.Category? = nil,
        facilities: [OfFacility], others: Int = 0
    ) {
        self.complaint = complaint
        self.from = from
        self.until = until
        self.category = category
        self.facilities = facilities
        kinds = Self.counted(facilities)
        self.others = others
    }

    /// How many facilities may have to do with the complaint, a kind at a time.
    public var counts: [OfKind] { kinds ?? Self.counted(facilities.filter(\.isRelevant)) }

    private static func counted(_ facilities: [OfFacility]) -> [OfKind] {
        facilities.map(\.kind).unique.map { kind in
            let ofKind = facilities.filter { $0.kind == kind }
            return OfKind(
                kind: kind, all: ofKind.count, faulty: ofKind.count(where: \.isFaulty),
                unjudged: ofKind.count(where: \.isUnjudged))
        }
    }

    /// How many may have to do with it, and how many of them were out of order.
    public var summary: Text {
        let (all, faulty) = counts.reduce((0, 0)) { ($0.0 + $1.all, $0.1 + $1.faulty) }
        return Text(
            zh: "周边相关设施\(all)个，其中\(faulty)个有问题",
            en: "\(all) facilities around that may have to do with it, \(faulty) out of order")
    }

    /// How many facilities of one kind there were, and how many of them were out of order or could not be judged.
    public struct OfKind: Codable, Hashable, Sendable {
        /// Nil in evidence of 0.1.0.
        public var kind: Facility.Kind?
        public var all: Int
        public var faulty: Int
        public var unjudged: Int

        public init(kind: Facility.Kind?, all: Int, faulty: Int, unjudged: Int) {
            self.kind = kind
            self.all = all
            self.faulty = faulty
            self.unjudged = unjudged
        }
    }

    /// What one quantity was in those hours.
    public struct Figure: Codable, Hashable, Sendable {
        public var quantity: Quantity
        public var unit: PhysicalUnit
        public var mean: Double
        public var maximum: Double

        public init(quantity: Quantity, unit: PhysicalUnit, mean: Double, maximum: Double) {
            self.quantity = quantity
            self.unit = unit
            self.mean = mean
            self.maximum = maximum
        }
    }
}
