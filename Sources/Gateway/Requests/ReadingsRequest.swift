import Facilities

/// A request for the samples of a facility in a range of time, one page for each request.
struct ReadingsRequest: Equatable, Sendable {
    /// The number of samples of a page.
    static let mostSamples = 2000

    /// The device; nil for all.
    var device: DeviceID?
    /// The quantities; nil for all.
    var quantities: Set<Quantity>?
    var time: Range<Timestamp>
    /// The sequence after which the page begins; nil for the first page.
    var after: Int64?
    var limit: Int

    /// Reads a request.
    ///
    /// - Parameter known: the devices of the facility, and the quantities that they measure or have measured.
    /// - Throws: a refusal with all errors of the request.
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

    /// Returns whether some of the unreadable samples may be requested ones.
    func includes(_ samples: UnreadableSamples) -> Bool {
        time.lowerBound <= samples.end && samples.begin < time.upperBound
            && (device == nil || samples.device == nil || device == samples.device)
    }

    /// Returns the requested part of a sample; nil if nothing of it is requested.
    func part(of kept: Kept<Sample>) -> Kept<Sample>? {
        guard time.contains(kept.time), device == nil || device == kept.content.device else { return nil }
        guard let quantities else { return kept }
        var kept = kept
        kept.content.readings.removeAll { !quantities.contains($0.quantity) }
        return kept.content.readings.isEmpty ? nil : kept
    }
}

/// The members of a request as they are read, with their errors.
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
        return Set(names.compactMap(Quantity.init(known:)))
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
