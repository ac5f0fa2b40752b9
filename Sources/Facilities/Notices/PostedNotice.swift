/// A notice as it stands, with its readers.
public struct PostedNotice: Hashable, Sendable {
    /// The content of the newest record with its id.
    public var notice: Notice
    /// The time of its record.
    public var posted: Timestamp
    /// The door by which it came in; nil where that is not known.
    public var origin: Origin?
    /// The persons who have read its present content, in order.
    public var readers: [Reader] = []
    /// The persons who have answered its present questions, a line each.
    public var learners: [Learner] = []

    /// Whether its former content was in force; false for a notice that replaced nothing.
    public var wasShown = false

    public init(_ notice: Notice, posted: Timestamp, origin: Origin? = nil) {
        (self.notice, self.posted, self.origin) = (notice, posted, origin)
    }

    /// A person who has read a notice.
    public struct Reader: Hashable, Sendable {
        /// The sequence of its entry.
        public var sequence: Int64
        /// The name, as the record contains it.
        public var name: String
        /// The role of the person's PIN.
        public var role: Operator.Role
        /// The time of reading.
        public var at: Timestamp

        public init(_ sequence: Int64, _ name: String, _ role: Operator.Role, at: Timestamp) {
            (self.sequence, self.name, self.role, self.at) = (sequence, name, role, at)
        }
    }

    /// A person who has answered the questions of a training.
    public struct Learner: Hashable, Sendable {
        /// The person, and the time of the last answers, or of those that passed.
        public var reader: Reader
        /// The right answers, of 3.
        public var right: Int
        /// The number of attempts.
        public var tries: Int
        /// The right answers of the newest attempt.
        public var newest: Int
        /// Whether all answers were right in some attempt.
        public var hasPassed: Bool { right == TrainingQuestions.count }

        public init(_ reader: Reader, right: Int, tries: Int) {
            (self.reader, self.right, self.tries, newest) = (reader, right, tries, right)
        }
    }

    /// The time from which it is shown.
    public var from: Timestamp { notice.from ?? posted }

    /// Whether it has questions.
    public var isTraining: Bool { notice.questions != nil }

    /// Whether it was ended before its time.
    public var isWithdrawn: Bool { notice.until <= posted }

    /// Whether it has begun and not ended.
    public func isInForce(at now: Timestamp) -> Bool { from <= now && now < notice.until }

    /// Whether everybody may see it: it has begun. A notice that was ended before its begin never did.
    public func isPublic(at now: Timestamp) -> Bool { isWithdrawn ? wasShown : from <= now }

    /// Whether the pages of a kind of facility show it.
    public func isFor(_ kind: Facility.Kind) -> Bool { notice.kinds?.contains(kind) ?? true }

    /// Returns the reader with a name; nil where there is none.
    public func reader(_ name: String) -> Reader? { readers.first { $0.name == name } }

    /// Returns the learner with a name; nil where there is none.
    public func learner(_ name: String) -> Learner? { learners.first { $0.reader.name == name } }

    /// Whether a person who has read the other notice has read this one, too.
    func saysTheSame(as other: PostedNotice) -> Bool {
        func texts(_ notice: Notice) -> Notice {
            var notice = notice
            (notice.from, notice.until, notice.kinds) = (nil, Timestamp(milliseconds: 0), nil)
            return notice
        }
        return texts(notice) == texts(other.notice)
    }
}
