/// A device entry of a facility. The names of devices repeat from one facility to the next.
public struct DeviceEntry: Codable, Hashable, Sendable, CustomStringConvertible {
    public var code: Facility.Code
    public var device: DeviceID

    public init(_ code: Facility.Code, _ device: DeviceID) {
        (self.code, self.device) = (code, device)
    }

    /// `NJ320104C00012K/p1`
    public var description: String { "\(code)/\(device)" }
}
