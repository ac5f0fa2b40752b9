import Facilities
import Synchronization

@testable import WebPage

/// A gateway behind the page that remembers what was entered, once an id.
final class TestDoor: PageDoor {
    struct Entered: Hashable {
        var draft: RecordDraft
        var code: Facility.Code?
        var id: String
        var person: Operator?
        var address: String
    }

    private struct State {
        var people: [String: (person: Operator, pin: String)] = [:]
        var entered: [Entered] = []
        var answers: [String: Answer] = [:]
        var photographs: [PhotographID: [UInt8]] = [:]
        var tries: [String] = []
    }

    private let state = Mutex(State())
    private let refusal: [RecordProblem]
    private let refusedPhotograph: Text?
    private let courses: [ComplaintCourse]
    private let complaints: [String: KeptEntry]
    let machines = TestMachine()

    init(
        _ people: [(Operator, pin: String)] = [], refusal: [RecordProblem] = [], refusedPhotograph: Text? = nil,
        courses: [ComplaintCourse] = [], complaints: [String: KeptEntry] = [:]
    ) {
        (self.refusal, self.refusedPhotograph, self.courses) = (refusal, refusedPhotograph, courses)
        self.complaints = complaints
        state.withLock { state in
            for (person, pin) in people { state.people[person.name] = (person, pin) }
        }
    }

    var entered: [Entered] { state.withLock(\.entered) }
    var photographs: Int { state.withLock { $0.photographs.count } }
    /// The addresses from which a PIN was tried.
    var tries: [String] { state.withLock(\.tries) }

    func remove(_ name: String) { state.withLock { $0.people[name] = nil } }

    func signIn(_ name: String, pin: String, from address: String) -> SignIn {
        state.withLock { state in
            state.tries.append(address)
            guard let known = state.people[name], known.pin == pin else {
                return .refused(Text(zh: "姓名或PIN不对", en: "the name or the PIN is wrong"))
            }
            return .right(known.person)
        }
    }

    func person(_ name: String) -> Operator? { state.withLock { $0.people[name]?.person } }

    /// No real one: a sum that depends on every character is enough here.
    func seal(_ text: String) -> String {
        String(
            text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, radix: 16)
            + "00000000000000000000000000000000"
    }

    func enter(
        _ draft: RecordDraft, at code: Facility.Code?, id: String, by person: Operator?, from address: String
    ) -> Answer {
        state.withLock { state in
            if let answer = state.answers[id] { return answer }
            guard refusal.isEmpty else { return .refused(refusal) }
            state.entered.append(Entered(draft: draft, code: code, id: id, person: person, address: address))
            state.answers[id] = .kept
            return .kept
        }
    }

    func answer(to id: String) -> Answer? { state.withLock { $0.answers[id] } }

    func record(of id: String) -> Record? {
        guard let draft = entered.first(where: { $0.id == id })?.draft, let kind = draft.kind else { return nil }
        return try? RecordForm(kind).record(draft, now: FixedSource.noon)
    }

    func take(_ photograph: [UInt8], isPublic: Bool, from address: String) -> TakenPhotograph {
        if let refusedPhotograph { return .refused(refusedPhotograph) }
        let digits = String(photograph.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }, radix: 16)
        let id = PhotographID(rawValue: String(repeating: "0", count: 64 - digits.count) + digits)!
        state.withLock { $0.photographs[id] = photograph }
        return .kept(id)
    }

    func photograph(_ id: PhotographID, of sequence: Int64, at code: Facility.Code) -> StoredPhotograph? {
        state.withLock { $0.photographs[id] }.map {
            StoredPhotograph(bytes: $0, type: "image/jpeg", isPublic: sequence == 1)
        }
    }

    func complaintRecord(_ number: String) -> KeptEntry? { complaints[number] }

    func complaint(_ number: String) -> ComplaintCourse? { courses.first { $0.number == number } }
}
