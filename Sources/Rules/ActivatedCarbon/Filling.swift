import Facilities

/// Carbon that was filled into the adsorber, by the settings or the records.
struct Filling: Codable, Hashable, Sendable {
    private(set) var at: Timestamp?
    /// The mass, kg; nil where nobody gave it.
    private(set) var mass: Double?
    private(set) var form: CarbonSettings.Form
    /// The records of it, which add up. Nil in the memory of 0.1.0, which had one; empty for a filling of the settings.
    private var parts: Entered<CarbonReplacement>?

    /// The parts of a replacement that are kept at most; no person enters more.
    private static let most = 20

    init(_ settings: CarbonSettings, utcOffset: Int) {
        at = settings.installed?.start(utcOffset: utcOffset)
        mass = settings.mass
        form = settings.form
        parts = Entered()
    }

    /// The time at which its first part was filled in.
    var begun: Timestamp? { parts?.all.first?.at ?? at }

    /// The newest iodine value of the supplier among its records, mg/g, and its method.
    var claim: (value: Double, method: IodineMethod?)? {
        guard let body = parts?.all.map(\.body).last(where: { $0.iodineValue != nil }), let value = body.iodineValue
        else {
            return nil
        }
        return (value, body.iodineMethod)
    }

    /// Returns the filling that a record describes, if it is newer than this one, is a part of it, or corrects a part
    /// of it; nil otherwise. An older one that is entered late changes nothing.
    func replaced(by record: Record, utcOffset: Int) -> Filling? {
        guard let replacement = record.body as? CarbonReplacement else { return nil }
        var parts = recorded
        let isCorrection = parts.corrected(by: replacement, utcOffset: utcOffset) != nil
        let day = at?.day(utcOffset: utcOffset)
        if let day, record.at.day(utcOffset: utcOffset) < day, !isCorrection { return nil }
        parts.take(replacement, at: record.at, most: Self.most, utcOffset: utcOffset)
        parts = Entered(parts.newest(utcOffset: utcOffset))
        let bodies = parts.all.map(\.body)
        var filling = self
        filling.parts = parts
        filling.at = parts.all.last?.at
        filling.mass = CarbonReplacement.together(bodies)?.mass
        filling.form = bodies.last { $0.form != nil }?.form ?? form
        return filling
    }

    /// The records of this filling.
    private var recorded: Entered<CarbonReplacement> {
        if let parts { return parts }
        guard let at, let mass else { return Entered() }
        return Entered([.init(at: at, body: CarbonReplacement(mass: mass))])
    }

    /// Returns this filling of the settings, or the recorded one where that is of the same day or a later one.
    func orNewer(_ recorded: Filling?, utcOffset: Int) -> Filling {
        guard let recorded, let time = recorded.at else { return self }
        guard let at else { return recorded }
        return at.day(utcOffset: utcOffset) <= time.day(utcOffset: utcOffset) ? recorded : self
    }

    /// Returns the filling as it is known at a time: one in the future has no time yet.
    func known(at now: Timestamp?) -> Filling {
        guard let at, let now, at > now else { return self }
        var filling = self
        filling.at = nil
        return filling
    }
}

extension CarbonSettings {
    /// The greatest dynamic adsorption that counts without a proof (苏环办〔2021〕218号).
    static let unprovenAdsorption = Limit(
        "unprovenAdsorption", 0.10, .one, in: 0.01...1, looser: .above, source: "苏环办〔2021〕218号", verified: false)

    /// Returns the dynamic adsorption that counts.
    func adsorption(unproven limit: Limit) -> Double {
        guard let proof, !proof.isEmpty else { return min(dynamicAdsorption, limit.value) }
        return dynamicAdsorption
    }
}
