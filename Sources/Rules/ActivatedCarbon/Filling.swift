import Facilities

/// Carbon that was filled into the adsorber, as the settings or the records say.
struct Filling: Codable, Hashable, Sendable {
    private(set) var at: Timestamp?
    /// kg
    private(set) var mass: Double?
    private(set) var form: CarbonSettings.Form
    /// The records of it, which add up; nil in the memory of 0.1.0, which knew one, and none for what the settings say.
    private var parts: Entered<CarbonReplacement>?

    /// A replacement in more parts than these is none that a person enters.
    private static let most = 20

    init(_ settings: CarbonSettings, utcOffset: Int) {
        at = settings.installed?.start(utcOffset: utcOffset)
        mass = settings.mass
        form = settings.form
        parts = Entered()
    }

    /// When the first part of it was filled in.
    var begun: Timestamp? { parts?.all.first?.at ?? at }

    /// The newest supplier's iodine value among its records, and its method.
    var claim: (value: Double, method: IodineMethod?)? {
        guard let body = parts?.all.map(\.body).last(where: { $0.iodineValue != nil }), let value = body.iodineValue
        else {
            return nil
        }
        return (value, body.iodineMethod)
    }

    /// The filling that a record describes, if it is newer than this one, or a part of it, or corrects a part of it. An
    /// older one entered late changes nothing.
    func replaced(by record: Record, utcOffset: Int) -> Filling? {
        guard let replacement = record.body as? CarbonReplacement else { return nil }
        var parts = recorded
        let isCorrection = parts.corrected(by: replacement, utcOffset: utcOffset) != nil
        let isOlder = at.map { record.at.day(utcOffset: utcOffset) < $0.day(utcOffset: utcOffset) } ?? false
        guard isCorrection || !isOlder else { return nil }
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

    /// What is on record of it.
    private var recorded: Entered<CarbonReplacement> {
        if let parts { return parts }
        guard let at, let mass else { return Entered() }
        return Entered([.init(at: at, body: CarbonReplacement(mass: mass))])
    }

    /// What the newest record told, unless the settings, of which this is, tell of a later day.
    func orNewer(_ recorded: Filling?, utcOffset: Int) -> Filling {
        guard let recorded, let time = recorded.at else { return self }
        let isOlder = at.map { $0.day(utcOffset: utcOffset) <= time.day(utcOffset: utcOffset) } ?? true
        return isOlder ? recorded : self
    }

    /// As far as it is known at a time: nobody fills carbon in in the future.
    func known(at now: Timestamp?) -> Filling {
        guard let at, let now, at > now else { return self }
        var filling = self
        filling.at = nil
        return filling
    }
}

extension CarbonSettings {
    /// 苏环办〔2021〕218号: without a proof no more than this is counted.
    static let unprovenAdsorption = Limit(
        "unprovenAdsorption", 0.10, .one, in: 0.01...1, looser: .above, source: "苏环办〔2021〕218号", verified: false)

    /// The dynamic adsorption that may be counted.
    func adsorption(unproven limit: Limit) -> Double {
        proof?.isEmpty ?? true ? min(dynamicAdsorption, limit.value) : dynamicAdsorption
    }
}
