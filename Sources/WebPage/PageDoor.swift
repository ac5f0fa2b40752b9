public import Facilities

/// The page's way into the gateway for people: signing in, entering records, storing photographs. The page says who
/// a person is and which address they use; the gateway decides.
public protocol PageDoor: BusDoor {
    /// Checks the PIN of a person.
    ///
    /// - Parameter address: the client's address. Wrong PINs are counted for each address.
    func signIn(_ name: String, pin: String, from address: String) async -> SignIn
    /// Returns the person of a name with their present role; nil if there is none, or if the journal cannot be
    /// read.
    func person(_ name: String) async -> Operator?
    /// Returns a keyed hash (a seal) of a text. It cannot be made without the key of this gateway.
    func seal(_ text: String) -> String

    /// Enters a record once, however often it is sent under its id.
    ///
    /// - Parameters:
    ///   - code: the facility; nil for a record of the whole gateway.
    ///   - person: the signed-in person who enters it; nil for the public, who may only complain and rate.
    func enter(
        _ draft: RecordDraft, at code: Facility.Code?, id: String, by person: Operator?, from address: String
    ) async -> Answer
    /// Returns the answer to the record that was sent under an id; nil if no such id is remembered.
    func answer(to id: String) async -> Answer?

    /// Returns the record that was stored under an id; nil if there is none, or if the journal cannot be read.
    func record(of id: String) async -> Record?

    /// Stores a photograph. It is deleted again unless a record names it within a day.
    ///
    /// - Parameter isPublic: whether it came from the public, without signing in.
    func take(_ photograph: [UInt8], isPublic: Bool, from address: String) async -> TakenPhotograph
    /// Returns a photograph of a record; nil if the record has no such photograph, or if it was deleted.
    func photograph(_ id: PhotographID, of sequence: Int64, at code: Facility.Code) async -> StoredPhotograph?

    /// Returns the record of a complaint by its number; nil if there is none.
    func complaintRecord(_ number: String) async -> KeptEntry?
    /// Returns the course of a complaint by its number; nil if there is none.
    func complaint(_ number: String) async -> ComplaintCourse?
}

/// The answer to a name and a PIN.
public enum SignIn: Hashable, Sendable {
    case right(Operator)
    case refused(Text)
}

/// The answer to a record that was sent.
public enum Answer: Hashable, Sendable {
    /// The record is committed to the journal and survives a power cut.
    case kept
    /// Nothing was entered, for these reasons.
    case refused([RecordProblem])
    /// The record waits in memory, since the journal cannot be written now.
    case pending
}

/// The answer to a photograph that was sent.
public enum TakenPhotograph: Hashable, Sendable {
    case kept(PhotographID)
    case refused(Text)
}

/// A photograph as a browser receives it.
public struct StoredPhotograph: Hashable, Sendable {
    /// The encoded image.
    public var bytes: [UInt8]
    /// The media type of the image: `image/jpeg`.
    public var type: String
    /// Whether it came from the public. Such photographs are shown only to people who answer complaints.
    public var isPublic: Bool

    public init(bytes: [UInt8], type: String, isPublic: Bool) {
        (self.bytes, self.type, self.isPublic) = (bytes, type, isPublic)
    }
}

/// A complaint from its arrival to its end, with what everybody may see of it.
public struct ComplaintCourse: Hashable, Sendable {
    /// The number that the person who complained was given: `20261128-004217`.
    public var number: String
    /// The complaint point at which it was made.
    public var code: Facility.Code
    /// The name of that complaint point.
    public var point: String
    /// The subject of the complaint; nil if none was chosen.
    public var category: Complaint.Category?
    /// The steps so far in order of time. The first is the arrival.
    public var steps: [Step]
    /// The time by which the site promises an answer; nil once it is answered.
    public var answerDue: Timestamp?
    /// The time by which the site promises to close it; nil once it is closed.
    public var closeDue: Timestamp?
    /// The rating by the person who complained; nil if there is none.
    public var rating: ComplaintRating.Rating?

    public init(
        number: String, code: Facility.Code, point: String, category: Complaint.Category?, steps: [Step],
        answerDue: Timestamp? = nil, closeDue: Timestamp? = nil, rating: ComplaintRating.Rating? = nil
    ) {
        (self.number, self.code, self.point, self.category) = (number, code, point, category)
        (self.steps, self.answerDue, self.closeDue, self.rating) = (steps, answerDue, closeDue, rating)
    }

    /// One step of the course, such as the answer.
    public struct Step: Hashable, Sendable {
        public var at: Timestamp
        /// The state that began with this step.
        public var state: State
        /// The answer, the result, or the office to which it was forwarded; nil if the step has no text.
        public var text: String?

        public init(at: Timestamp, _ state: State, text: String? = nil) {
            (self.at, self.state, self.text) = (at, state, text)
        }
    }

    /// The state of a complaint. Which step leads to which is decided by the rules, not here.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case received, inProgress, answered, closed, merged, forwarded, reopened
    }

    /// The present state: that of the last step.
    public var state: State { steps.last?.state ?? .received }
}
