import Facilities

/// The figures of the devices of a facility for a day that is not over.
public struct DevicesToday: Sendable {
    var day: Day
    /// The number of minutes of the day that have passed.
    var minutes: Int
    var devices: [DeviceDay]
}
