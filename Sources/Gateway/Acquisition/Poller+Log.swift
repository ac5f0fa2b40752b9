import Facilities
import Logging

extension Poller {
    /// Logs the changes of the devices since the last call.
    func log(_ lines: [LinkLog.Line]) {
        for line in lines {
            switch line {
            case .lost(let devices, let reason):
                logger.warning("Device lost", metadata: metadata(devices, ["reason": "\(reason)"]))
            case .returned(let devices): logger.notice("Device is back", metadata: metadata(devices))
            case .unsteady(let devices):
                logger.warning(
                    "Device comes and goes; not logged until it has been steady for 1h", metadata: metadata(devices))
            case .steady(let devices): logger.notice("Device has been steady for 1h", metadata: metadata(devices))
            case .gone(let devices):
                logger.warning("Device has not answered for 1h", metadata: metadata(devices))
            }
        }
    }

    private func metadata(_ devices: [DeviceID], _ more: Logger.Metadata = [:]) -> Logger.Metadata {
        let names = devices.prefix(5).map(\.description).joined(separator: ", ")
        let rest = devices.count > 5 ? " and \(devices.count - 5) more" : ""
        return ["device": "\(names)\(rest)", "devices": "\(devices.count)", "bus": "\(endpoint)"]
            .merging(more) { $1 }
    }
}
