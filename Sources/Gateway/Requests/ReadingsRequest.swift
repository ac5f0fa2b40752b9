import Facilities

/// A request of the samples of a facility in a stretch of time, a page at a time.
struct ReadingsRequest: Equatable, Sendable {
    /// Samples of a page at most.
    static let mostSamples = 2000

    /// The device; nil for all.
    var device: DeviceID?
    /// The quantities; nil for all.
    var quantities: Set<Quantity>?
    var time: Range<Timestamp>
    /// The sequence behind which the page begins; nil for the first page.
    var after: Int64?
    var limit: Int

    /// - Parameter known: the devices of the facility, and what they measure or have measured.
    /// - Throws: everything that is wrong with it.
    init(_ request: RemoteRequest, _ known: [DeviceID: Set<Quantity>]) throws(Refusal) {
        var reading = Reading(request: request, known: known)
        device = reading.device()
        quantities = reading.quantities()
        let time = reading.time()
        after = reading.integer("after", 0...Int64.max)
        limit = reading.integer("limit", 1...Int64(Self.mostSamples)).map(Int.init) ?? Self.mostSamples
        guard reading.problems.isEmpty, let time else { throw Refusal(problems: reading.problems) }
        self.time = time
    }

    /// Whether some of the samples may be meant.
    func includes(_ samples: UnreadableSamples) -> Bool {
        time.lowerBound <= samples.end && samples.begin < time.upperBound
            && (device == nil || samples.device == nil || device == samples.device)
    }

    /// The sample as far as it is asked for; nil where nothing of it is.
    func part(of kept: Kept<Sample>) -> Kept<Sample>? {
        guard time.contains(kept.time), device == nil || device == kept.content.device else { return nil }
        guard let quantities else { return kept }
        var kept = kept
        kept.content.readings.removeAll { !quantities.contains($0.quantity) }
        return kept.content.readings.isEmpty ? nil : kept
    }
}

/// The members of a request as they are read, with what is wrong with them.
private struct Reading {
    let request: RemoteRequest
    let known: [DeviceID: Set<Quantity>]
    var problems: [RecordProblem] = []

    mutating func device() -> DeviceID? {
        guard let member = request["device"] else { return nil }
        if let device = member.string.map({ DeviceID($0) }), known[device] != nil { return device }
        problems.append(.unknownDevice(known.keys.map(\.description).sorted()))
        return nil
    }

    mutating func quantities() -> Set<Quantity>? {
        guard let member = request["quantities"] else { return nil }
        let measured = Set(known.values.joined().map(\.rawValue))
        guard case .array(let items) = member, !items.isEmpty else {
            problems.append(.unknownQuantities(measured.sorted()))
            return nil
        }
        let names = items.compactMap(\.string)
        guard names.count == items.count, names.allSatisfy(measured.contains) else {
            problems.append(.unknownQuantities(measured.sorted()))
            return nil
        }
        return Set(names.map(Quantity.init(rawValue:)))
    }

    mutating func time() -> Range<Timestamp>? {
        let times = ["from", "to"].map { name in
            let time = request[name]?.string.flatMap { Timestamp(rfc3339: $0) }
            if time == nil { problems.append(.noTime(name)) }
            return time
        }
        guard let from = times[0], let to = times[1] else { return nil }
        guard from < to else {
            problems.append(.endsBeforeItBegins)
            return nil
        }
        return from..<to
    }

    mutating func integer(_ name: String, _ range: ClosedRange<Int64>) -> Int64? {
        guard let member = request[name] else { return nil }
        if case .integer(let number) = member, range.contains(number) { return number }
        problems.append(.noNumber(name, range))
        return nil
    }
}
