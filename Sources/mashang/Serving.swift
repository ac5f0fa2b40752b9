import Logging
import ServiceLifecycle
import UnixSignals

/// What a command says of itself while it runs goes to standard error; what it was asked for goes to standard output.
let logger = Logger(label: "mashang") { StreamLogHandler.standardError(label: $0, metadataProvider: nil) }

/// Runs until SIGTERM or SIGINT, and then ends in order.
func untilStopped(_ service: any Service) -> ServiceGroup {
    ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
}
