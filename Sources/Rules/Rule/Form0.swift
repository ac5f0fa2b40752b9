import Facilities

/// The memory of 0.1.0: each rule remembered for itself when a quantity last came, and findings did not name the device
/// that they rest on. Its files are in `Tests/RulesTests/Golden/0.1.0`.
enum Form0 {
    /// The times at which the quantities of a rule last came.
    struct Supply: Decodable {
        struct Channel: Decodable {
            var quantity: Quantity
            var last: Timestamp
            var seen: Timestamp
        }

        var channels: [Channel]
        var heard: Timestamp?
    }

    /// A value past its limit, judged while the fan runs.
    struct Live: Decodable {
        var hold: LimitHold
    }

    /// The state of a rule that judged one live limit.
    struct OneLive: Decodable {
        var live: Live
    }

    /// The newest value that a rule had heard.
    struct Newest: Decodable {
        var value: Double?
        var time: Timestamp?
    }

    /// The observations of one rule. Other rules use the same words for other things, which are not read here.
    struct Observed: Decodable {
        struct Part: Decodable {
            var supply: Supply?
            var state, current: Newest?
            var before, after, volume: Newest?
            var speed, exhaust: Newest?
            var value: Double?
            var time: Timestamp?
        }

        private var supply: Supply?
        private var live, inlet, bed: Part?
        private var fan, watch, purifier, air, engine: Part?
        private var spray, level: Newest?

        var supplies: [Supply] { [supply, live?.supply, inlet?.supply, bed?.supply].compactMap(\.self) }

        var newest: [(Quantity, Newest)] {
            let all: [(Quantity, Newest?)] = [
                (.fanState, fan?.state), (.fanCurrent, fan?.current), (.fanState, watch?.state),
                (.fanCurrent, watch?.current), (.purifierState, purifier?.state),
                (.purifierCurrent, purifier?.current), (.vocIn, air?.before), (.vocOut, air?.after),
                (.airFlow, air?.volume), (.engineSpeed, engine?.speed), (.exhaustTemp, engine?.exhaust),
                (.sprayState, spray), (.ureaLevel, level),
                (.fumeIn, Newest(value: inlet?.value, time: inlet?.time)),
            ]
            return all.compactMap { quantity, newest in newest.map { (quantity, $0) } }
        }
    }

    /// Returns the channels as the rules together knew them.
    static func observation(_ rules: [Observed], of facility: Facility, asOf: Timestamp?) -> Observation {
        let supplied = rules.flatMap(\.supplies).flatMap(\.channels)
        let newest = rules.flatMap(\.newest)
        let channels = facility.channels.map { channel in
            var observed = ObservedChannel(channel, at: asOf ?? Timestamp(milliseconds: 0))
            let quantity = channel.id.quantity
            let same = supplied.filter { $0.quantity == quantity || isSameSwitch($0.quantity, quantity) }
            observed.supplied = same.map(\.last).max() ?? observed.supplied
            guard facility.channels.count(where: { $0.id.quantity == quantity }) == 1 else { return observed }
            for (new, value) in newest where new == quantity { observed.take(value) }
            return observed
        }
        return Observation(channels: channels, heard: rules.flatMap(\.supplies).compactMap(\.heard).max(), now: asOf)
    }

    /// Whether a fan's or a purifier's current was remembered under its state.
    private static func isSameSwitch(_ remembered: Quantity, _ channel: Quantity) -> Bool {
        switch (remembered, channel) {
        case (.fanState, .fanCurrent), (.purifierState, .purifierCurrent): true
        default: false
        }
    }

    /// Returns the same finding with the cause that it has now.
    static func finding(_ old: Finding, _ state: OldState) -> Finding {
        let (quantities, suffix) = cause(of: old, state.facility)
        let channels = quantities.compactMap { quantity in
            state.device(of: quantity).map { Channel.ID($0, quantity) }
        }
        guard let id = channels.first else { return old }
        var finding = old
        let place = state.facility.channels.first { $0.id == id }?.place ?? ""
        finding.cause = "\(id)\(suffix)"
        finding.device = id.device
        finding.place = place.isEmpty ? nil : place
        return finding
    }

    /// Returns the quantity of a finding, and the suffix that follows the channel in its cause now; no quantity for a
    /// finding without a channel.
    private static func cause(of old: Finding, _ facility: Facility) -> ([Quantity], String) {
        if old.rule.hasPrefix("own."), old.cause.isEmpty {
            return (facility.thresholds.filter { "own.\($0.name)" == old.rule }.map(\.quantity), "")
        }
        if old.level == .grey, let quantity = Quantity(known: old.cause), quantity.unit != nil {
            let others = facility.channels.map(\.id.quantity).filter { isSameSwitch(quantity, $0) }
            return ([quantity] + others, old.rule == "dust.capture" ? "" : "/silent")
        }
        guard let (quantities, suffix) = causes["\(old.rule) \(old.cause)"] else { return ([], "") }
        return (quantities.split(separator: " ").compactMap { Quantity(known: String($0)) }, suffix)
    }

    private static let causes: [String: (String, String)] = [
        "carbon.pressure ": ("pressureDrop", ""), "carbon.humidity ": ("humidity", ""),
        "carbon.temperature bed": ("bedTemperature", ""), "carbon.temperature inlet": ("temperature", ""),
        "carbon.bypass zero": ("pressureDrop", "/zero"), "carbon.bypass fall": ("pressureDrop", "/fall"),
        "fume.limit ": ("fume", ""), "fume.limit data": ("fume", "/data"), "fume.sensor low": ("fume", "/low"),
        "fume.sensor frozen": ("fume", "/frozen"), "fume.fouling current": ("purifierCurrent", ""),
        "fume.fouling pressure": ("pressureDrop", ""), "machinery.smoke live": ("smoke", ""),
        "machinery.smoke data": ("smoke", "/data"), "machinery.dpf clogged": ("dpfPressure", "/clogged"),
        "machinery.dpf missing": ("dpfPressure", "/missing"), "machinery.dpf data": ("dpfPressure", "/data"),
        "machinery.nox ": ("nox", ""), "machinery.nox data": ("nox", "/data"),
        "machinery.urea ": ("ureaLevel", ""), "machinery.urea still": ("ureaLevel", "/still"),
        "fume.purifierOff ": ("purifierCurrent purifierState", ""),
        "machinery.exhaust fire": ("exhaustTemp", "/fire"), "machinery.exhaust hot": ("exhaustTemp", "/hot"),
        "dust.tsp ": ("tsp", ""), "dust.tsp data": ("tsp", "/data"), "dust.pm10 ": ("pm10", ""),
        "dust.pm10 data": ("pm10", "/data"), "dust.pm10 city": ("pm10", "/city"), "dust.noise ": ("noise", ""),
        "dust.noise peak": ("noise", "/peak"),
        "dust.noise data": ("noise", "/data"),
    ]
}

extension ObservedChannel {
    /// Takes in a value that a rule of 0.1.0 had heard, if it is newer than the known one.
    fileprivate mutating func take(_ newest: Form0.Newest) {
        guard let value = newest.value, let time = newest.time, time >= usable?.at ?? .distantPast else { return }
        usable = Newest(measured: Measured(value), at: time)
        number = usable
        supplied = time
    }
}
