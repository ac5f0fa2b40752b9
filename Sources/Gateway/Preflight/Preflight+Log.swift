import Foundation
import Logging
import SiteConfiguration

extension Preflight {
    /// Logs the errors and warnings. None of them stops a gateway from measuring.
    func log(to logger: Logger) {
        for error in errors { logger.error("An uplink cannot be used", metadata: ["wrong": "\(error)"]) }
        for warning in warnings {
            logger.warning("An uplink can be used, with warnings", metadata: ["wrong": "\(warning)"])
        }
    }

    /// Logs buses with one endpoint once they are found: name servers may be slow, and measuring does not wait.
    static func logSharedPlaces(of configuration: Configuration, to logger: Logger) {
        Thread.detachNewThread {
            for mistake in sharedPlaces(of: configuration, resolvesNames: true) {
                logger.error("Two buses lead to one place", metadata: ["wrong": "\(mistake)"])
            }
        }
    }
}
