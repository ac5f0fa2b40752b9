import Facilities

/// What is sent around a finding beside the usual choice.
extension Chooser {
    /// The slots of samples around a finding, in milliseconds.
    static var slotsAround: Int64 { 10_000 }

    /// Whether a facility has samples around a finding that the usual choice does not send.
    func hasMoreAround(_ code: Facility.Code) -> Bool {
        let choice = choice(of: code)
        return ([choice.samples] + choice.quantities.values).contains(where: \.isCoarse)
    }

    /// Returns a sample as it is sent around a finding: with the quantities that are the first of their slots, and that the usual choice
    /// does not send by their time; nil for one without such.
    ///
    /// - Parameter state: what its series had before it; afterwards what it has with it.
    func choose(_ kept: Kept<Sample>, around one: Around, after state: inout SeriesState) -> Chosen? {
        let choice = choice(of: kept.facility)
        let omitted = omitted(kept, after: &state) { reading, last, _ in
            let samples = choice.samples(of: reading.quantity)
            // What is the first that is looked at may not have been sent.
            let isSent = last != nil && samples.isDue(kept.time, after: last)
            return samples.isCoarse && !isSent && isNewSlot(Self.slotsAround, kept.time, after: last)
        }
        guard let omitted, kept.time >= one.from, kept.time <= one.to else { return nil }
        return Chosen(.sample(kept), omitted: omitted, about: About(rule: one.finding.rule, cause: one.finding.cause))
    }
}

extension Choice.Samples {
    /// Whether it sends less than is sent around a finding, but not nothing.
    fileprivate var isCoarse: Bool {
        switch self {
        case .all, .off: false
        case .slots(let length): length > Chooser.slotsAround
        case .change: true
        }
    }
}
