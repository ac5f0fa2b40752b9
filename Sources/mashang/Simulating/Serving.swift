import Logging
import ServiceLifecycle
import UnixSignals

/// What a command says of itself while it runs goes to standard error; what it was asked for goes to standard output.
let logger = Logger(label: "mashang") { label in
    if JournalLog.isThere { return JournalLog() }
    return StreamLogHandler.standardError(label: label, metadataProvider: nil)
}

/// Runs until SIGTERM or SIGINT, and then ends in order.
func untilStopped(_ service: any Service) -> ServiceGroup {
    ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
}
