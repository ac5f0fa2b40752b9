import Facilities

/// A record that counts in an account: it has an identity, and an amount.
protocol Accounted: Codable, Hashable, Sendable {
    var id: String? { get }
    /// The id, manifest number, time or day of a record that this one corrects.
    var corrects: String? { get }
    var manifestNumber: String? { get }
    /// What two entries of the same thing have in common, beside its manifest number.
    var amounts: [Double?] { get }
    /// This record with what it does not say taken from the other one.
    func completed(by other: Self) -> Self
    /// The record without what no account is about.
    var withoutPhotographs: Self { get }
    /// The record under the id of the one in whose place it stands.
    func known(as id: String?) -> Self
}

extension Accounted {
    /// Whether nothing in one contradicts the other.
    fileprivate func agrees(with other: Self) -> Bool { completed(by: other) == other.completed(by: self) }
}

/// The records of one kind, each once, oldest first. Entered twice, a record is one; a correction takes the place of what
/// it corrects.
///
/// Two records are the same when they have the same id, or, where one of them has none, the same manifest number and the
/// same time or, within 30 days, amounts, or the same time and nothing that contradicts the other: the later one completes the earlier.
struct Entered<Body: Accounted>: Codable, Hashable, Sendable {
    struct One: Codable, Hashable, Sendable {
        var at: Timestamp
        var body: Body
    }

    private(set) var all: [One] = []

    init(_ all: [One] = []) { self.all = all }

    /// - Parameter most: how many are kept.
    mutating func take(_ body: Body, at time: Timestamp, most: Int, utcOffset: Int) {
        let body = body.withoutPhotographs
        var one = One(at: time, body: body)
        if let index = index(of: one, utcOffset: utcOffset) {
            // A correction says all that holds, and a field that it does not have is empty now.
            one.body = body.corrects == nil ? body.completed(by: all[index].body) : body.known(as: all[index].body.id)
            all[index] = one
        } else {
            all.append(one)
        }
        all = all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
            .suffix(most)
    }

    private func index(of one: One, utcOffset: Int) -> Int? {
        if one.body.corrects != nil { return corrected(by: one.body, utcOffset: utcOffset) }
        return all.lastIndex { $0.isSame(as: one) }
    }

    /// Which record another one corrects.
    func corrected(by body: Body, utcOffset: Int) -> Int? {
        guard let name = body.corrects else { return nil }
        if let index = all.lastIndex(where: { [$0.body.id, $0.body.manifestNumber, $0.at.description].contains(name) })
        {
            return index
        }
        return Day(name).flatMap { day in all.lastIndex { $0.at.day(utcOffset: utcOffset) == day } }
    }

    /// Why a record cannot be entered that corrects none of these.
    func problem(with body: Body, utcOffset: Int) -> RecordProblem? {
        guard let name = body.corrects, corrected(by: body, utcOffset: utcOffset) == nil else { return nil }
        return RecordProblem(
            "corrects",
            Text(
                zh: "没有可更正的记录“\(name)”（corrects）：填写其编号、联单号、时间或日期",
                en: "there is no record \(name) to correct (corrects): give its id, manifest number, time or day")
        )
    }

    /// Those of the newest day.
    func newest(utcOffset: Int) -> [One] {
        guard let last = all.last?.at.day(utcOffset: utcOffset) else { return [] }
        return all.filter { $0.at.day(utcOffset: utcOffset) == last }
    }
}

extension Entered.One {
    fileprivate func isSame(as other: Self) -> Bool {
        if let id = body.id, let its = other.body.id { return id == its }
        if at == other.at, body.agrees(with: other.body) { return true }
        guard let number = body.manifestNumber, !number.isBlank else { return false }
        guard number == other.body.manifestNumber else { return false }
        return at == other.at || body.amounts == other.body.amounts && abs(at - other.at) <= .days(30)
    }
}

extension CarbonReplacement: Accounted {
    var manifestNumber: String? { manifest }
    var amounts: [Double?] { [mass, spentMass] }

    func completed(by other: CarbonReplacement) -> CarbonReplacement {
        var all = self
        all.id = id ?? other.id
        all.corrects = corrects ?? other.corrects
        all.form = form ?? other.form
        all.maker = maker ?? other.maker
        all.batch = batch ?? other.batch
        all.iodineValue = iodineValue ?? other.iodineValue
        all.iodineMethod = iodineMethod ?? other.iodineMethod
        all.iodineReport = iodineReport ?? other.iodineReport
        all.surface = surface ?? other.surface
        all.spentMass = spentMass ?? other.spentMass
        all.wasteCode = wasteCode ?? other.wasteCode
        all.manifest = manifest ?? other.manifest
        all.disposalFirm = disposalFirm ?? other.disposalFirm
        all.bags = bags ?? other.bags
        all.containers = containers ?? other.containers
        return all
    }

    func known(as id: String?) -> CarbonReplacement {
        var record = self
        record.id = id ?? self.id
        return record
    }

    var withoutPhotographs: CarbonReplacement {
        var record = self
        (record.before, record.after, record.report) = (nil, nil, nil)
        return record
    }

    /// Several parts of one replacement together: masses add up, and of the rest the newest counts. The spent mass is
    /// known when that of every part is.
    static func together(_ parts: [CarbonReplacement]) -> CarbonReplacement? {
        guard var all = parts.last else { return nil }
        for part in parts.dropLast().reversed() { all = all.completed(by: part) }
        all.mass = parts.map(\.mass).reduce(0, +).settled
        let spent = parts.compactMap(\.spentMass)
        all.spentMass = spent.isEmpty ? nil : spent.reduce(0, +).settled
        return all
    }
}

extension WasteTransfer: Accounted {
    var manifestNumber: String? { manifest }
    var amounts: [Double?] { [mass] }

    func known(as id: String?) -> WasteTransfer {
        var record = self
        record.id = id ?? self.id
        return record
    }

    var withoutPhotographs: WasteTransfer {
        var record = self
        record.photographs = nil
        return record
    }

    func completed(by other: WasteTransfer) -> WasteTransfer {
        var all = self
        all.id = id ?? other.id
        all.corrects = corrects ?? other.corrects
        all.wasteCode = wasteCode ?? other.wasteCode
        all.bags = bags ?? other.bags
        all.containers = containers ?? other.containers
        return all
    }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
