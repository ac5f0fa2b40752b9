import Facilities

/// The memory of a rule in an earlier form, and what its migration must know.
public struct OldState {
    /// The form; 0 is that of 0.1.0.
    public let form: Int
    /// The decoder of the state.
    public let decoder: any Decoder
    let facility: Facility

    /// Returns the only device of the facility that measures a quantity: in form 0 a rule did not know the device of
    /// what it remembered. Nil where there are several, or none.
    func device(of quantity: Quantity) -> DeviceID? {
        let devices = facility.channels.filter { $0.id.quantity == quantity }.map(\.id.device)
        return devices.count == 1 ? devices[0] : nil
    }

    /// Returns what was remembered without a device, as that of the only device that measures the quantity.
    func byDevice<Value>(_ value: Value, of quantity: Quantity) -> ByDevice<Value> {
        device(of: quantity).map { ByDevice($0, value) } ?? ByDevice()
    }

    /// Decodes form 0, for a migration that knows no other.
    ///
    /// - Throws: `StateError` for any other form, and `DecodingError`.
    func form0<Old: Decodable>(_ type: Old.Type) throws -> Old {
        guard form == 0 else { throw StateError.unknownForm(form) }
        return try Old(from: decoder)
    }
}
