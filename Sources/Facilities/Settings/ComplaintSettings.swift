/// What the rules for a complaint point must know.
public struct ComplaintSettings: Hashable, Sendable {
    /// Hours in which a complaint of a category has to be answered and closed.
    public struct Deadline: Hashable, Sendable {
        public var answer: Double?
        public var close: Double?

        public init(answer: Double? = nil, close: Double? = nil) {
            self.answer = answer
            self.close = close
        }
    }

    /// In place of the limits `answer` and `close`, for the categories named.
    public var categories: [Complaint.Category: Deadline]
    /// Seconds since local midnight between which the deadlines' hours run; all day if nil.
    public var serviceHours: Range<Int>?
    /// The facilities that are looked at for evidence; all of this gateway if empty.
    public var around: [Facility.Code]

    public init(
        categories: [Complaint.Category: Deadline] = [:], serviceHours: Range<Int>? = nil,
        around: [Facility.Code] = []
    ) {
        self.categories = categories
        self.serviceHours = serviceHours
        self.around = around
    }
}
