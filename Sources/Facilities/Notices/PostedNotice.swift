/// A notice as it stands, with who has read it.
public struct PostedNotice: Hashable, Sendable {
    public var notice: Notice
    /// The time of its record.
    public var posted: Timestamp
    /// By which door it came in; nil where that is not known.
    public var origin: Origin?
    /// Who has read what it says now, in order.
    public var readers: [Reader] = []
    /// Who has answered the questions that it has now, a line a person.
    public var learners: [Learner] = []

    /// Whether what it said before was in force; of one that replaced nothing it is false.
    public var wasShown = false

    public init(_ notice: Notice, posted: Timestamp, origin: Origin? = nil) {
        (self.notice, self.posted, self.origin) = (notice, posted, origin)
    }

    public struct Reader: Hashable, Sendable {
        /// The sequence of its entry.
        public var sequence: Int64
        public var name: String
        public var role: Operator.Role
        public var at: Timestamp

        public init(_ sequence: Int64, _ name: String, _ role: Operator.Role, at: Timestamp) {
            (self.sequence, self.name, self.role, self.at) = (sequence, name, role, at)
        }
    }

    public struct Learner: Hashable, Sendable {
        /// Who answered last, and when; of who has passed, when they did.
        public var reader: Reader
        /// Right answers, of 3.
        public var right: Int
        /// How often the person answered.
        public var tries: Int
        /// Right answers of the newest try.
        public var newest: Int
        public var hasPassed: Bool { right == TrainingQuestions.count }

        public init(_ reader: Reader, right: Int, tries: Int) {
            (self.reader, self.right, self.tries, newest) = (reader, right, tries, right)
        }
    }

    /// From when on it is shown.
    public var from: Timestamp { notice.from ?? posted }

    public var isTraining: Bool { notice.questions != nil }

    /// Whether it was ended before its time.
    public var isWithdrawn: Bool { notice.until <= posted }

    public func isInForce(at now: Timestamp) -> Bool { from <= now && now < notice.until }

    /// Whether everybody may see it: it has begun. One that was ended before it began never did.
    public func isPublic(at now: Timestamp) -> Bool { isWithdrawn ? wasShown : from <= now }

    /// Whether the pages of a kind of facility show it.
    public func isFor(_ kind: Facility.Kind) -> Bool { notice.kinds?.contains(kind) ?? true }

    public func reader(_ name: String) -> Reader? { readers.first { $0.name == name } }

    public func learner(_ name: String) -> Learner? { learners.first { $0.reader.name == name } }

    /// Whether somebody who has read the other one has read this one, too.
    func saysTheSame(as other: PostedNotice) -> Bool {
        func texts(_ notice: Notice) -> Notice {
            var notice = notice
            (notice.from, notice.until, notice.kinds) = (nil, Timestamp(milliseconds: 0), nil)
            return notice
        }
        return texts(notice) == texts(other.notice)
    }
}
