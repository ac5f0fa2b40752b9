/// The data that the rules for a complaint point need.
public struct ComplaintSettings: Hashable, Sendable {
    /// The hours in which a complaint of a category has to be answered and closed.
    public struct Deadline: Hashable, Sendable {
        /// The hours until the answer; nil for the limit `answer`.
        public var answer: Double?
        /// The hours until the closing; nil for the limit `close`.
        public var close: Double?

        public init(answer: Double? = nil, close: Double? = nil) {
            self.answer = answer
            self.close = close
        }
    }

    /// The deadlines of categories that have their own.
    public var categories: [ComplaintCategory: Deadline]
    /// The service hours in which deadlines run, in seconds since local midnight; nil for all day.
    public var serviceHours: Range<Int>?
    /// The facilities that evidence is collected from; all of this gateway if empty.
    public var around: [Facility.Code]

    public init(
        categories: [ComplaintCategory: Deadline] = [:], serviceHours: Range<Int>? = nil,
        around: [Facility.Code] = []
    ) {
        self.categories = categories
        self.serviceHours = serviceHours
        self.around = around
    }
}
