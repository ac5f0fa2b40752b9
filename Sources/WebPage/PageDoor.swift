public import Facilities

/// What the page hands in for people. The page says who somebody is and from where; the gateway says what becomes of it.
public protocol PageDoor: BusDoor {
    /// Whether a PIN is that of a person.
    ///
    /// - Parameter address: the address by which wrong PINs are counted.
    func signIn(_ name: String, pin: String, from address: String) async -> SignIn
    /// The person of a name as they are now; nil for nobody, and where the journal cannot say it.
    func person(_ name: String) async -> Operator?
    /// Returns a keyed hash of a text, which nobody can make who does not have the key of this gateway.
    func seal(_ text: String) -> String

    /// Enters a record once, however often it is sent under its id.
    ///
    /// - Parameters:
    ///   - code: the facility; nil for a record of the whole gateway.
    ///   - person: who enters it, with a PIN that was right; nil for anybody, who may only complain and rate.
    func enter(
        _ draft: RecordDraft, at code: Facility.Code?, id: String, by person: Operator?, from address: String
    ) async -> Answer
    /// What became of the record of an id; nil where nothing is known of it.
    func answer(to id: String) async -> Answer?

    /// The record that was kept under an id; nil where there is none, and where the journal cannot say it.
    func record(of id: String) async -> Record?

    /// Keeps a photograph. It is deleted again unless a record names it within a day.
    ///
    /// - Parameter isPublic: whether anybody may have sent it.
    func take(_ photograph: [UInt8], isPublic: Bool, from address: String) async -> TakenPhotograph
    /// A photograph of a record of a facility; nil where that record has no such photograph, or it was deleted.
    func photograph(_ id: PhotographID, of sequence: Int64, at code: Facility.Code) async -> StoredPhotograph?

    /// The record by which a complaint came in; nil where there is none of that number.
    func complaintRecord(_ number: String) async -> KeptEntry?
    /// The course of a complaint; nil where there is none of that number.
    func complaint(_ number: String) async -> ComplaintCourse?
}

/// What became of a name and a PIN.
public enum SignIn: Hashable, Sendable {
    case right(Operator)
    case refused(Text)
}

/// What became of a record that was handed in.
public enum Answer: Hashable, Sendable {
    /// Safe from a power cut.
    case kept
    /// Nothing of it was entered, for these reasons.
    case refused([RecordProblem])
    /// It waits for a journal that cannot be written now.
    case pending
}

/// What became of a photograph.
public enum TakenPhotograph: Hashable, Sendable {
    case kept(PhotographID)
    case refused(Text)
}

/// A photograph as a browser gets it.
public struct StoredPhotograph: Hashable, Sendable {
    public var bytes: [UInt8]
    /// `image/jpeg`
    public var type: String
    /// Whether it belongs to what anybody may have sent: only who answers for all sees it.
    public var isPublic: Bool

    public init(bytes: [UInt8], type: String, isPublic: Bool) {
        (self.bytes, self.type, self.isPublic) = (bytes, type, isPublic)
    }
}

/// A complaint from its arrival to its end, as everybody may see it.
public struct ComplaintCourse: Hashable, Sendable {
    public var number: String
    /// The point at which it was made.
    public var code: Facility.Code
    public var point: String
    public var category: Complaint.Category?
    /// In order of time; the first is its arrival.
    public var steps: [Step]
    /// By when it is answered and closed, as this site promises; nil where that is done.
    public var answerDue: Timestamp?
    public var closeDue: Timestamp?
    public var rating: ComplaintRating.Rating?

    public init(
        number: String, code: Facility.Code, point: String, category: Complaint.Category?, steps: [Step],
        answerDue: Timestamp? = nil, closeDue: Timestamp? = nil, rating: ComplaintRating.Rating? = nil
    ) {
        (self.number, self.code, self.point, self.category) = (number, code, point, category)
        (self.steps, self.answerDue, self.closeDue, self.rating) = (steps, answerDue, closeDue, rating)
    }

    public struct Step: Hashable, Sendable {
        public var at: Timestamp
        public var state: State
        /// The answer, what was done, or to whom it went; nil where there is none.
        public var text: String?

        public init(at: Timestamp, _ state: State, text: String? = nil) {
            (self.at, self.state, self.text) = (at, state, text)
        }
    }

    public enum State: String, Hashable, Sendable, CaseIterable {
        case received, inProgress, answered, closed, merged, forwarded, reopened
    }

    /// How it stands.
    public var state: State { steps.last?.state ?? .received }
}
