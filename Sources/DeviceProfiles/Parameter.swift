public import Facilities

/// A number that depends on how a device was installed, such as the ratio of its current transformers. The profile has
/// the usual value, and the configuration can set another: `with: {ct: 40}`.
public struct Parameter: Hashable, Sendable {
    /// The name in the profile and in `with:`.
    public var name: String
    /// The name for people.
    public var title: Text
    /// The value. It is above 0 if points are multiplied by it.
    public var value: Double
    /// The range that a configuration may set; nil for any number above 0.
    public var range: ClosedRange<Double>?
    /// The register of the device that holds the parameter; nil if only the gateway knows it.
    public var place: Place?

    /// A register that holds a parameter.
    public struct Place: Hashable, Sendable {
        /// The register itself.
        public var register: RegisterAddress
        /// Whether the gateway writes the parameter to the device; otherwise it only compares.
        public var isWritten: Bool
        let format: RegisterFormat
        let linear: Linear

        /// Returns the word for a value; nil if the register cannot hold the value.
        func word(_ value: Double) -> UInt16? { format.code(linear.number(value)).flatMap { format.words($0).first } }

        /// Returns the value that the register gives back when a value is written to it; nil if it cannot hold the
        /// value.
        func kept(_ value: Double) -> Double? {
            format.code(linear.number(value)).flatMap(format.number).map(linear.value)
        }
    }

    /// Returns whether a configuration may set this value.
    func allows(_ value: Double) -> Bool {
        guard value.isFinite, range?.contains(value) ?? (value > 0) else { return false }
        guard let place else { return true }
        return place.word(value) != nil
    }
}

/// The reason why a parameter cannot be set.
public enum ParameterError: ExplainedError, Hashable {
    case noSuchParameter(String, parameters: [String])
    case outOfRange(String, range: ClosedRange<Double>?)

    /// The message: what is wrong, and what would be right.
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
    /// Returns the same device with another value of a parameter. The values, ranges and rates of the points follow it,
    /// and so does what is written to the device.
    ///
    /// - Throws: `ParameterError` if the profile has no such parameter, or if the value is out of its range.
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

    /// Makes the gateway write a parameter to the device, and compare it. The device's own value is a reading, so that
    /// the journal shows it; while it differs, the points that depend on it are in doubt.
    mutating func adopt(_ parameter: Parameter) {
        guard let place = parameter.place, let word = place.word(parameter.value) else { return }
        setup.removeAll { $0.register == place.register }
        if place.isWritten { setup.append(RegisterWrite(register: place.register, value: word)) }
        let table = StatusWord.Table.states(place.kept(parameter.value).map { [$0: .good] } ?? [:])
        for index in status.indices where status[index].point == parameter.name { status[index].table = table }
    }
}
