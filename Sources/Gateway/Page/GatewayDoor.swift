import Facilities
import Journal
import Rules
import WebPage

/// The page's access to the gateway: signing in, entering records, and their results. Everything goes through the desk.
struct GatewayDoor: PageDoor {
    let desk: Desk
    let pins: Pins
    let journal: Journal
    let clock: SiteClock
    let key: SecretKey
    let photographs: PagePhotographs
    let buses: BusRequests
    /// The names of the facilities. The next property has the promises of the complaint points.
    let names: [Facility.Code: String]
    let promises: [Facility.Code: ComplaintPromise]

    init(
        _ facilities: [Facility], _ keeping: Keeping, journal: Journal, desk: Desk, pins: Pins,
        photographs: PhotographStore, buses: BusRequests
    ) throws(JournalError) {
        self.buses = buses
        self.photographs = PagePhotographs(store: photographs)
        (self.desk, self.pins, self.journal) = (desk, pins, journal)
        clock = keeping.clock
        key = try journal.secretKey()
        names = Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, $0.name) })
        promises = Dictionary(
            uniqueKeysWithValues: facilities.compactMap { facility in
                ComplaintPromise(of: facility).map { (facility.code, $0) }
            })
    }

    // MARK: People

    func signIn(_ name: String, pin: String, from address: String) async -> SignIn {
        let verdict = await pins.verify(name, pin: pin, from: address, now: .now)
        if case .right(let person) = verdict { return .right(person) }
        return .refused(verdict.problem?.text ?? Text(zh: "无法登录", en: "signing in failed"))
    }

    func person(_ name: String) async -> Operator? {
        try? await journal.aside { try $0.credentials(of: name)?.person }
    }

    func seal(_ text: String) -> String { key.hash("page\n\(text)") }

    // MARK: Records

    func enter(
        _ draft: RecordDraft, at code: Facility.Code?, id: String, by person: Operator?, from address: String
    ) async -> Answer {
        let visitor = person.map(Source.Visitor.signedIn) ?? .anybody
        let reply = await desk.enter(
            Command(draft, at: code, id: id), for: code.map { .facility($0) } ?? .all,
            from: .page(address: address, visitor),
            now: clock.now)
        return Answer(reply)
    }

    func answer(to id: String) async -> Answer? {
        (try? await desk.answer(to: id)).flatMap { $0 }.map(Answer.init)
    }

    func record(of id: String) async -> Record? {
        guard let reply = (try? await desk.answer(to: id)).flatMap({ $0 }), let sequence = reply.sequences.first,
            let entry = try? await journal.aside({ try $0.ledger(after: sequence - 1, limit: 1).first?.kept }),
            case .record(let record) = entry.content
        else { return nil }
        return record
    }

    // MARK: Complaints

    func complaint(_ number: String) async -> ComplaintCourse? {
        ComplaintCourse(number, await entries(of: number), names: names, promises: promises)
    }

    func complaintRecord(_ number: String) async -> KeptEntry? {
        await entries(of: number).first { entry in
            if case .record(let record) = entry.content { record.body is Complaint } else { false }
        }
    }

    /// Returns the records of a complaint in the order of entering.
    private func entries(of number: String) async -> [KeptEntry] {
        let entries = try? await journal.aside { journal in
            try journal.sequences(of: .complaint(number)).compactMap { sequence in
                try journal.ledger(after: sequence - 1, limit: 1).first?.kept
            }
        }
        return entries ?? []
    }
}

extension Answer {
    init(_ reply: Reply) {
        self =
            switch reply.answer {
            case .kept: .kept
            case .pending: .pending
            case .refused: .refused(reply.problems)
            }
    }
}
