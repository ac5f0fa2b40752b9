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
