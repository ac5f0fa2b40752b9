import Facilities

/// What the devices of a facility have given so far on a day that is not over.
public struct DevicesToday: Sendable {
    var day: Day
    /// Minutes of the day that have passed.
    var minutes: Int
    var devices: [DeviceDay]
}
