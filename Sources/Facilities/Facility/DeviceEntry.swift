/// A device entry of a facility. Names of devices are unique only within a facility.
public struct DeviceEntry: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The code of the facility.
    public var code: Facility.Code
    /// The device at the facility.
    public var device: DeviceID

    public init(_ code: Facility.Code, _ device: DeviceID) {
        (self.code, self.device) = (code, device)
    }

    /// `NJ320104C00012K/p1`
    public var description: String { "\(code)/\(device)" }
}
