public import Facilities

/// A figure that depends on how a device was installed, such as the ratio of its current transformers. The profile has
/// the usual one, the configuration sets another: `with: {ct: 40}`.
public struct Parameter: Hashable, Sendable {
    public var name: String
    public var title: Text
    /// Above 0 for what points are multiplied by.
    public var value: Double
    /// What a configuration may set; nil for anything above 0.
    public var range: ClosedRange<Double>?
    /// Where the device itself has it; nil for what only the gateway knows.
    public var place: Place?

    /// One register that holds a parameter.
    public struct Place: Hashable, Sendable {
        public var register: RegisterAddress
        /// Whether the gateway writes it to the device; otherwise it only compares.
        public var isWritten: Bool
        let format: RegisterFormat
        let linear: Linear

        /// Nil for a value that the register does not hold.
        func word(_ value: Double) -> UInt16? { format.code(linear.number(value)).flatMap { format.words($0).first } }

        /// What the register says when it holds a value.
        func kept(_ value: Double) -> Double? {
            format.code(linear.number(value)).flatMap(format.number).map(linear.value)
        }
    }

    /// Whether a configuration may set it so.
    func allows(_ value: Double) -> Bool {
        guard value.isFinite, range?.contains(value) ?? (value > 0) else { return false }
        guard let place else { return true }
        return place.word(value) != nil
    }
}

/// Why a parameter cannot be set.
public enum ParameterError: ExplainedError, Hashable {
    case noSuchParameter(String, parameters: [String])
    case outOfRange(String, range: ClosedRange<Double>?)

    /// What is wrong, and what would be right.
    public var text: Text {
        switch self {
        case .noSuchParameter(let name, let parameters):
            Text(
                zh: "档案里没有参数“\(name)”；"
                    + (parameters.isEmpty ? "它没有参数" : "有 " + parameters.joined(separator: "、")),
                en: "the profile has no parameter '\(name)'; it has "
                    + (parameters.isEmpty ? "none" : parameters.joined(separator: ", ")))
        case .outOfRange(let name, let range?):
            Text(
                zh: "\(name) 应当是 \(range.lowerBound.plainText) 到 \(range.upperBound.plainText)",
                en: "\(name) is from \(range.lowerBound.plainText) to \(range.upperBound.plainText)")
        case .outOfRange(let name, nil):
            Text(zh: "\(name) 应当是大于 0 的数", en: "\(name) is a number above 0")
        }
    }
}

extension DeviceProfile {
    /// The same device with a parameter of its own; the points' values, ranges and rates go by it, and what is written to
    /// the device.
    public func setting(_ name: String, to value: Double) throws(ParameterError) -> DeviceProfile {
        guard let index = parameters.firstIndex(where: { $0.name == name }) else {
            throw .noSuchParameter(name, parameters: parameters.map(\.name))
        }
        guard parameters[index].allows(value) else { throw .outOfRange(name, range: parameters[index].range) }
        var profile = self
        profile.parameters[index].value = value
        profile.points = points.map { $0.multiplied(by: profile.parameters) }
        profile.adopt(profile.parameters[index])
        return profile
    }

    /// Writes and compares a parameter as it is set. What the device has is a reading, so that the journal shows it; while
    /// it is another, the points that go by it are in doubt.
    mutating func adopt(_ parameter: Parameter) {
        guard let place = parameter.place, let word = place.word(parameter.value) else { return }
        setup.removeAll { $0.register == place.register }
        if place.isWritten { setup.append(RegisterWrite(register: place.register, value: word)) }
        let table = StatusWord.Table.states(place.kept(parameter.value).map { [$0: .good] } ?? [:])
        for index in status.indices where status[index].point == parameter.name { status[index].table = table }
    }
}
