import Logging

extension Preflight {
    /// Logs what was found. Nothing of it keeps a gateway from measuring.
    func log(to logger: Logger) {
        for error in errors { logger.error("A broker cannot be used", metadata: ["wrong": "\(error)"]) }
        for warning in warnings { logger.warning("A broker can be used, with care", metadata: ["wrong": "\(warning)"]) }
    }
}
