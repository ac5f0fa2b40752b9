public import Facilities

/// A factor that depends on how a device was installed, such as the ratio of its current transformers. The profile has
/// the usual one, the configuration sets another: `with: {ct: 40}`.
public struct Parameter: Hashable, Sendable {
    public var name: String
    public var title: Text
    /// Above 0.
    public var value: Double
    /// What a configuration may set; nil for anything above 0.
    public var range: ClosedRange<Double>?
}

/// Why a parameter cannot be set.
public enum ParameterError: Error, Hashable, CustomStringConvertible {
    case noSuchParameter(String, parameters: [String])
    case outOfRange(String, range: ClosedRange<Double>?)

    public var description: String {
        switch self {
        case .noSuchParameter(let name, let parameters):
            "the profile has no parameter '\(name)'; it has "
                + (parameters.isEmpty ? "none" : parameters.joined(separator: ", "))
        case .outOfRange(let name, let range):
            "\(name) is "
                + (range.map { "from \($0.lowerBound.plainText) to \($0.upperBound.plainText)" } ?? "a number above 0")
        }
    }
}

extension DeviceProfile {
    /// The same device with a parameter of its own; the points' values, ranges and rates go by it.
    public func setting(_ name: String, to value: Double) throws(ParameterError) -> DeviceProfile {
        guard let index = parameters.firstIndex(where: { $0.name == name }) else {
            throw .noSuchParameter(name, parameters: parameters.map(\.name))
        }
        guard value > 0, value.isFinite, parameters[index].range?.contains(value) ?? true else {
            throw .outOfRange(name, range: parameters[index].range)
        }
        var profile = self
        profile.parameters[index].value = value
        profile.points = points.map { $0.multiplied(by: profile.parameters) }
        return profile
    }
}
