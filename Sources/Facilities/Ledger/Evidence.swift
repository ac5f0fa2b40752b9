/// The state of the facilities around in the hours before a complaint, collected when it came in, so that nobody has to
/// remember it later. It refers to findings and contains their figures; its sentences are made when somebody reads it.
public struct Evidence: Codable, Hashable, Sendable {
    /// The number of the complaint.
    public var complaint: String
    /// The begin of the hours.
    public var from: Timestamp
    /// The end of the hours, when the complaint came in.
    public var until: Timestamp
    /// The category of the complaint, where it has one; nil in evidence of 0.1.0.
    public var category: ComplaintCategory?
    /// The facilities that may have to do with the complaint, the worst first. Earlier forms contain every facility
    /// that was looked at.
    public var facilities: [OfFacility]
    /// The number of facilities that may have to do with it, a kind at a time; nil in earlier forms.
    public private(set) var kinds: [OfKind]?
    /// The number of these that are not in `facilities`; nil if all are.
    public var more: Int?
    /// The number of facilities that have nothing to do with it; nil in earlier forms.
    public private(set) var others: Int?

    /// Creates the evidence, and counts the facilities.
    ///
    /// - Parameter facilities: All facilities that may have to do with the complaint, the worst first.
    public init(
        complaint: String, from: Timestamp, until: Timestamp, category: ComplaintCategory? = nil,
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

    /// The number of facilities that may have to do with the complaint, a kind at a time.
    public var counts: [OfKind] { kinds ?? Self.counted(facilities.filter(\.isRelevant)) }

    private static func counted(_ facilities: [OfFacility]) -> [OfKind] {
        facilities.map(\.kind).unique.map { kind in
            let ofKind = facilities.filter { $0.kind == kind }
            return OfKind(
                kind: kind, all: ofKind.count, faulty: ofKind.count(where: \.isFaulty),
                unjudged: ofKind.count(where: \.isUnjudged))
        }
    }

    /// The number of facilities that may have to do with it, and of those with a fault, in words.
    public var summary: Text {
        let (all, faulty) = counts.reduce((0, 0)) { ($0.0 + $1.all, $0.1 + $1.faulty) }
        return Text(
            zh: "周边相关设施\(all)个，其中\(faulty)个有问题",
            en: "\(all) facilities around that may have to do with it, \(faulty) out of order")
    }

    /// The number of facilities of one kind, and of those with a fault or without a judgement.
    public struct OfKind: Codable, Hashable, Sendable {
        /// The kind; nil in evidence of 0.1.0.
        public var kind: Facility.Kind?
        /// The number of facilities.
        public var all: Int
        /// The number of these with a fault.
        public var faulty: Int
        /// The number of these that could not be judged.
        public var unjudged: Int

        public init(kind: Facility.Kind?, all: Int, faulty: Int, unjudged: Int) {
            self.kind = kind
            self.all = all
            self.faulty = faulty
            self.unjudged = unjudged
        }
    }

    /// One quantity in those hours.
    public struct Figure: Codable, Hashable, Sendable {
        /// The quantity that was measured.
        public var quantity: Quantity
        /// The unit of the figures.
        public var unit: PhysicalUnit
        /// The mean of the hours.
        public var mean: Double
        /// The greatest value in the hours.
        public var maximum: Double

        public init(quantity: Quantity, unit: PhysicalUnit, mean: Double, maximum: Double) {
            self.quantity = quantity
            self.unit = unit
            self.mean = mean
            self.maximum = maximum
        }
    }
}
