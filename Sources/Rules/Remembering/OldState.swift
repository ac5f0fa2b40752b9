import Facilities

/// What a rule remembered in an earlier form, and what its migration must know beside it.
public struct OldState {
    /// Which form it is of. 0 is that of 0.1.0.
    public let form: Int
    public let decoder: any Decoder
    let facility: Facility

    /// The only device of the facility that measures a quantity: in form 0 a rule did not know of which device it
    /// remembered something. Nil where there are several, or none.
    func device(of quantity: Quantity) -> DeviceID? {
        let devices = facility.channels.filter { $0.id.quantity == quantity }.map(\.id.device)
        return devices.count == 1 ? devices[0] : nil
    }

    /// What was remembered without a device, as of the only one that measures the quantity.
    func byDevice<Value>(_ value: Value, of quantity: Quantity) -> ByDevice<Value> {
        device(of: quantity).map { ByDevice($0, value) } ?? ByDevice()
    }

    /// For a migration that only knows form 0.
    func form0<Old: Decodable>(_ type: Old.Type) throws -> Old {
        guard form == 0 else { throw StateError.unknownForm(form) }
        return try Old(from: decoder)
    }
}

/// Why what was remembered cannot be read.
public enum StateError: Error, Hashable, CustomStringConvertible {
    /// Of a later version of the program, as after a downgrade.
    case unknownForm(Int)

    public var description: String {
        switch self {
        case .unknownForm(let form): "it is of form \(form), which this version does not know"
        }
    }
}
