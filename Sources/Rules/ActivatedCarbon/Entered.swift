import Facilities

/// The records of one kind, each once, oldest first. A record that is entered twice counts once; a correction replaces
/// the record that it names.
///
/// Two records are the same when they have the same id. Where one has none, they are the same with the same time and
/// nothing that contradicts, or with the same manifest number and the same time or, within 30 days, the same amounts.
/// The later one completes the earlier.
struct Entered<Body: Accounted>: Codable, Hashable, Sendable {
    struct One: Codable, Hashable, Sendable {
        var at: Timestamp
        var body: Body
    }

    private(set) var all: [One] = []

    init(_ all: [One] = []) { self.all = all }

    /// Takes a record in.
    ///
    /// - Parameter most: The records that are kept at most; the oldest are dropped.
    mutating func take(_ body: Body, at time: Timestamp, most: Int, utcOffset: Int) {
        let body = body.withoutPhotographs
        var one = One(at: time, body: body)
        if let index = index(of: one, utcOffset: utcOffset) {
            // A correction replaces the whole record, so that a missing field is empty now.
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

    /// Returns the index of the record that another one corrects; nil where there is none.
    func corrected(by body: Body, utcOffset: Int) -> Int? {
        guard let name = body.corrects else { return nil }
        if let index = all.lastIndex(where: { [$0.body.id, $0.body.manifestNumber, $0.at.description].contains(name) })
        {
            return index
        }
        return Day(name).flatMap { day in all.lastIndex { $0.at.day(utcOffset: utcOffset) == day } }
    }

    /// Returns why a correction cannot be entered that names none of these records; nil where it can.
    func problem(with body: Body, utcOffset: Int) -> RecordProblem? {
        guard let name = body.corrects, corrected(by: body, utcOffset: utcOffset) == nil else { return nil }
        return RecordProblem(
            "corrects",
            Text(
                zh: "没有可更正的记录“\(name)”（corrects）：填写其编号、联单号、时间或日期",
                en: "there is no record \(name) to correct (corrects): give its id, manifest number, time or day")
        )
    }

    /// Returns the records of the newest day.
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

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
