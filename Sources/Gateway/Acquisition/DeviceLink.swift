import DeviceProfiles
import Facilities

/// Whether a device answers. One that was silent three times running is offline: it is asked less and less often, at
/// least every ten seconds, so that it costs the others little and is noticed soon when it is back.
struct DeviceLink {
    enum Change {
        case lost, returned
    }

    private var failures = 0
    private var pause = Duration.seconds(1)
    private var nextProbe = Duration.zero

    var isOffline: Bool { failures >= 3 }

    func mayAsk(at time: Duration) -> Bool { !isOffline || time >= nextProbe }

    mutating func answered() -> Change? {
        defer { self = DeviceLink() }
        return isOffline ? .returned : nil
    }

    mutating func failed(at time: Duration) -> Change? {
        failures += 1
        guard isOffline else { return nil }
        nextProbe = time + pause
        pause = min(pause * 2, .seconds(10))
        return failures == 3 ? .lost : nil
    }
}
